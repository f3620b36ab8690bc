"""What an extension is handed instead of reaching out for it."""

from collections.abc import Mapping
from typing import Any, Protocol


class Drawer(Protocol):
    """A manager's own data: one document for the organization, one for each campaign, each under 100 kB.

    No other manager and no other organization sees it.
    """

    def get(self, campaign_id: str | None = None) -> dict[str, Any]:
        """The document, empty if nothing was put there yet."""

    def put(self, data: Mapping[str, Any], campaign_id: str | None = None) -> None:
        """Replace the document; Stale if it has changed since this drawer last got it: nothing is lost."""
