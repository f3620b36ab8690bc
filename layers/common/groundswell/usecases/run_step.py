"""One step of one job: take its lease, do the work, record where the next step begins, and ask for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from groundswell import clock, queues
from groundswell.domain.errors import Stale
from groundswell.domain.job import (
    ENDED,
    MAX_ATTEMPTS,
    MAX_STEPS,
    Cancelled,
    Continue,
    Done,
    Failed,
    Job,
    JobState,
    StepResult,
)
from groundswell.messages import JobStep
from groundswell.observability import logger
from groundswell.settings import settings
from groundswell.tables import jobs


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a step has to stop taking on more work, on the process's monotonic clock."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds that are left; negative when it has passed."""
        return self.at - time.monotonic()

    @property
    def passed(self) -> bool:
        return self.left <= 0


Work = Callable[[Job, Deadline], StepResult]


def run_step(message: JobStep, work: Work) -> None:
    """Do the step that `message` asks for, once.

    A message for a step that is done only makes sure that the next one is on its way; a message for a
    step that another worker holds is dropped, because that worker's own message stays on the queue
    until the step is done. Every step must be idempotent: a killed worker's step is done again.
    """
    deadline = Deadline.after(settings().step_seconds)  # a cold start's first connections count, too
    job = jobs.get(message.organization_id, message.job_id)
    if job.state in ENDED or message.step > job.step:
        return
    if message.step < job.step:
        if message.step == job.step - 1:
            _ask_for_next(message, job)
        return
    if job.step >= MAX_STEPS or job.attempts >= MAX_ATTEMPTS:
        _finish(job, Failed(reason=_GAVE_UP))
        return
    until = clock.now() + timedelta(seconds=settings().lease_seconds)
    try:
        job = jobs.take(job, lease_id=str(uuid4()), until=until)
    except Stale:
        logger.info("step is taken", extra={"job_id": job.job_id, "step": job.step})
        return
    _record(message, job, work(job, deadline))


_GAVE_UP = (
    "This was tried several times without success. Nothing is lost: look at the dead letters, then try again."
)


def _record(message: JobStep, job: Job, answer: StepResult) -> None:
    if not isinstance(answer, Continue):
        _finish(job, answer)
        return
    job = jobs.advance(
        job,
        cursor=answer.cursor,
        done=answer.done,
        total=answer.total,
        note=answer.note,
        result=answer.result,
    )
    _ask_for_next(message, job, delay_seconds=answer.delay_seconds)


def _ask_for_next(message: JobStep, job: Job, *, delay_seconds: int = 0) -> None:
    queues.send(replace(message, step=job.step), delay_seconds=delay_seconds)


_STATES = {Done: JobState.DONE, Failed: JobState.FAILED, Cancelled: JobState.CANCELLED}


def _finish(job: Job, answer: Done | Failed | Cancelled) -> None:
    done, total = job.done, job.total
    if isinstance(answer, Done):
        total = answer.total if answer.total is not None else total
        done = answer.done if answer.done is not None else total
    if isinstance(answer, Cancelled) and answer.done is not None:
        done = answer.done
    state = _STATES[type(answer)]
    reason = answer.reason if isinstance(answer, Failed) else ""
    jobs.finish(job, state, result=answer.result or job.result, reason=reason, done=done, total=total)
    logger.info(
        "job ended", extra={"job_id": job.job_id, "kind": job.kind, "state": state, "steps": job.step + 1}
    )
