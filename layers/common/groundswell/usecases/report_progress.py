"""A step's progress goes in as often as it likes; people see it every few seconds, and it hears when to stop."""

import time
from collections.abc import Mapping
from typing import Any

from groundswell.domain.job import Job
from groundswell.tables import jobs

EVERY_SECONDS = 3.0


class Reporter:
    """Tells of one leased step; `cancelled` says whether somebody asked for its end meanwhile."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._due = time.monotonic() + EVERY_SECONDS

    @property
    def cancelled(self) -> bool:
        return self._job.cancel_requested

    def tell(self, *, done: int, total: int, note: str, result: Mapping[str, Any] | None = None) -> None:
        """Write it down if it is time to; Stale if the lease was lost, so that the step stops."""
        if time.monotonic() < self._due:
            return
        self._job = jobs.report(self._job, done=done, total=total, note=note, result=result)
        self._due = time.monotonic() + EVERY_SECONDS
