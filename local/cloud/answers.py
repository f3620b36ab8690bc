"""How AWS refuses: an error's name and text, and whatever else its answer carries."""

from typing import Any


class Refused(Exception):
    """Becomes a 4xx answer in the form of the service that was asked."""

    def __init__(self, code: str, message: str, *, status: int = 400, **more: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.status, self.more = code, message, status, more
