"""CPU of this process (all threads, with the kernel's work for it), wall time, and what the cloud counted meanwhile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from local.cloud.process import ask

DYNAMODB = "DynamoDB_20120810."


@dataclass(slots=True)
class Lap:
    """One phase of the road, over `count` texts, reports or contacts."""

    count: int = 0
    cpu_seconds: float = 0.0
    seconds: float = 0.0
    dynamodb_requests: float = 0.0
    write_units: float = 0.0
    index_write_units: float = 0.0
    read_units: float = 0.0
    sqs_requests: float = 0.0
    extra: dict[str, float] = field(default_factory=dict)

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_seconds / max(self.count, 1)

    @property
    def per_second(self) -> float:
        return self.count / self.seconds if self.seconds else 0.0

    def each(self, what: str) -> float:
        return float(getattr(self, what)) / max(self.count, 1)


@contextmanager
def lap(cloud_url: str, count: int = 0) -> Iterator[Lap]:
    """Measure what happens inside; the count may be set there."""
    before, one = ask(cloud_url, "meter"), Lap(count)
    seconds, cpu = time.perf_counter(), time.process_time()
    yield one
    one.cpu_seconds = time.process_time() - cpu
    one.seconds = time.perf_counter() - seconds
    after = ask(cloud_url, "meter")
    one.dynamodb_requests = _dynamodb_requests(after) - _dynamodb_requests(before)
    for name in ("write_units", "index_write_units", "read_units"):
        setattr(one, name, sum(after[name].values()) - sum(before[name].values()))
    one.sqs_requests = sum(after["sqs"].values()) - sum(before["sqs"].values())


def _dynamodb_requests(meter: dict[str, Any]) -> int:
    return sum(count for name, count in meter["requests"].items() if name.startswith(DYNAMODB))
