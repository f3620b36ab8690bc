"""Everything that AWS would bill is counted here."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Meter:
    """Requests by service and operation; units by table; SQS requests by queue, each of at most 64 kB."""

    requests: Counter[str] = field(default_factory=Counter)
    write_units: Counter[str] = field(default_factory=Counter)
    index_write_units: Counter[str] = field(default_factory=Counter)
    read_units: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    sqs: Counter[str] = field(default_factory=Counter)
    lambda_reads: Counter[str] = field(default_factory=Counter)

    def reading(self) -> dict[str, Any]:
        return asdict(self)

    def reset(self) -> None:
        for counter in (self.requests, self.write_units, self.index_write_units, self.read_units, self.items, self.sqs):
            counter.clear()
        self.lambda_reads.clear()
