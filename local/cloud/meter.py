"""Everything that AWS would bill is counted here."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Meter:
    """Requests by service and operation; units by table; SQS requests by queue, each of at most 64 kB."""

    requests: Counter[str] = field(default_factory=Counter)
    write_units: Counter[str] = field(default_factory=Counter)
    index_write_units: Counter[str] = field(default_factory=Counter)
    read_units: Counter[str] = field(default_factory=Counter)
    sqs: Counter[str] = field(default_factory=Counter)

    def reading(self) -> dict[str, Any]:
        names = ("requests", "write_units", "index_write_units", "read_units", "sqs")
        return {name: dict(getattr(self, name)) for name in names}
