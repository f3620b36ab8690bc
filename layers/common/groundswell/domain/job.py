"""A job is a chain of resumable steps with progress: what one step may answer, and how the job moves on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class JobKind(StrEnum):
    LOAD_CONTACTS = "LOAD_CONTACTS"
    BUY_NUMBERS = "BUY_NUMBERS"
    START_CAMPAIGN = "START_CAMPAIGN"
    ARCHIVE_CAMPAIGN = "ARCHIVE_CAMPAIGN"
    RUN_BLAST = "RUN_BLAST"
    ERASE_PERSON = "ERASE_PERSON"
    EXPORT_PERSON = "EXPORT_PERSON"
    APPLY_RETENTION = "APPLY_RETENTION"
    EXPORT = "EXPORT"


class JobState(StrEnum):
    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})
MAX_STEPS = 5_000
"""A chain that long is lost, not busy: the job fails visibly."""
MAX_ATTEMPTS = 5
"""A step that fails that often fails its job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`cursor` is the next step's whole memory; `done` of `total` is what the progress bar shows.

    `result` is what came of it so far while it runs, and in the end. `counting_since` is when `done` began to grow.
    `binding` says that its outcome is in use already, so that it can no longer be cancelled.
    """

    organization_id: str
    job_id: str
    kind: JobKind
    subject_id: str  # the campaign, load, blast or purchase it works on
    state: JobState = JobState.QUEUED
    step: int = 0
    attempts: int = 0
    cursor: Mapping[str, Any] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    note: str = ""  # what it is doing, for people
    result: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""  # why it failed and what to do
    lease_id: str | None = None
    lease_until: datetime | None = None
    created_by: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    counting_since: datetime | None = None
    cancel_requested: bool = False
    binding: bool = False

    @property
    def rate(self) -> float | None:
        """How much is done in a second; None as long as that cannot be told."""
        if not self.counting_since or not self.updated_at or not self.done:
            return None
        seconds = (self.updated_at - self.counting_since).total_seconds()
        return round(self.done / seconds, 1) if seconds >= 1 else None

    @property
    def finishes_at(self) -> datetime | None:
        """When it will have ended at this pace; None if it has, or nobody knows."""
        if self.state in ENDED or not self.rate or not self.updated_at or self.total < self.done:
            return None
        return self.updated_at + timedelta(seconds=(self.total - self.done) / self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Continue:
    """The step ends well; the next starts from `cursor`. `delay_seconds` postpones it (a busy carrier).

    `result` is what came of it so far; without one the job keeps what it has.
    """

    cursor: Mapping[str, Any]
    done: int
    total: int
    note: str = ""
    delay_seconds: int = 0
    result: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Nothing is left to do."""

    result: Mapping[str, Any] = field(default_factory=dict)
    done: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The job cannot succeed; `reason` says why and what to do, in plain English."""

    reason: str
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """A person did not want it any more, and it stopped where nothing is left half done."""

    result: Mapping[str, Any] = field(default_factory=dict)
    done: int | None = None


StepResult = Continue | Done | Failed | Cancelled
