"""Jobs in DynamoDB, keyed organization and job: progress for people, cursor and lease for the workers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from groundswell import clock
from groundswell.domain.errors import NotFound
from groundswell.domain.job import ENDED, Job, JobKind, JobState
from groundswell.tables import rows
from groundswell.tables.job_rows import ABSENT, ACTIVE, ByActivity, Row, to_domain, to_row

_ABOUT_PEOPLE = {JobKind.RUN_BLAST, JobKind.ERASE_PERSON, JobKind.EXPORT_PERSON}
"""The cursors of these hold a phone, which is forgotten when they end."""
PAGES = 10
"""So many pages are looked through for jobs that are wanted."""


def add(job: Job) -> bool:
    """Create the job; False if it exists already (the same request came twice)."""
    return rows.succeeds(lambda: to_row(job).save(condition=ABSENT))


def get(organization_id: str, job_id: str) -> Job:
    """NotFound if the organization has no such job, or if it is kept no longer."""
    try:
        return to_domain(Row.get(organization_id, job_id, consistent_read=True))
    except DoesNotExist as error:
        raise NotFound(f"job {job_id}") from error


def get_many(organization_id: str, job_ids: Iterable[str]) -> dict[str, Job]:
    """Jobs by id, 100 to a request; those that are kept no longer are left out."""
    keys = [(organization_id, job_id) for job_id in sorted(set(job_ids))]
    return {row.job_id: to_domain(row) for row in Row.batch_get(keys)} if keys else {}


def list_newest(
    organization_id: str,
    *,
    limit: int,
    cursor: Mapping[str, Any] | None = None,
    wanted: Callable[[Job], bool] = lambda job: True,
) -> tuple[list[Job], Mapping[str, Any] | None]:
    """The newest jobs first, those that are wanted, and the cursor of the next page if there is one.

    Of jobs that hardly any is wanted a page holds fewer than `limit`, although more may follow.
    """
    found: list[Job] = []
    for _ in range(PAGES):
        page, cursor = _page(organization_id, limit - len(found), cursor)
        found += [job for job in page if wanted(job)]
        if cursor is None or len(found) == limit:
            break
    return found, cursor


def _page(
    organization_id: str, limit: int, cursor: Mapping[str, Any] | None
) -> tuple[list[Job], Mapping[str, Any] | None]:
    start = dict(cursor) if cursor else None
    page = Row.by_creation.query(
        organization_id, scan_index_forward=False, limit=limit, last_evaluated_key=start
    )
    keys = [(row.organization_id, row.job_id) for row in page]
    jobs = {row.job_id: to_domain(row) for row in Row.batch_get(keys)} if keys else {}
    return [jobs[job_id] for _, job_id in keys if job_id in jobs], page.last_evaluated_key


def list_idle(since: datetime) -> list[Job]:
    """The unfinished jobs of all organizations that nobody has touched since then; for the sweep."""
    idle: Condition = ByActivity.updated_at < since
    found = Row.by_activity.query(ACTIVE, idle)
    keys = [(row.organization_id, row.job_id) for row in found]
    return [to_domain(row) for row in Row.batch_get(keys, consistent_read=True)] if keys else []


def take(job: Job, *, lease_id: str, until: datetime) -> Job:
    """Lease the job's present step to one worker; Stale if somebody holds it or the job has moved on."""
    now = clock.now()
    condition = (
        (Row.step == job.step)
        & Row.state.is_in(JobState.QUEUED.value, JobState.RUNNING.value)
        # under its own id it is taken already, but the answer was lost
        & (Row.lease_until.does_not_exist() | (Row.lease_until < now) | (Row.lease_id == lease_id))
    )
    actions: list[Action] = [
        Row.state.set(JobState.RUNNING.value),
        Row.attempts.add(1),
        Row.lease_id.set(lease_id),
        Row.lease_until.set(until),
        Row.updated_at.set(now),
        *_counting(job.total, now),
    ]
    return _update(job, actions, condition)


def advance(
    job: Job,
    *,
    cursor: Mapping[str, Any],
    done: int,
    total: int,
    note: str,
    result: Mapping[str, Any] | None = None,
) -> Job:
    """Record that the leased step is done and where the next begins; Stale if the lease was lost."""
    actions: list[Action] = [
        *_progress(done, total, note, result),
        Row.step.set(job.step + 1),
        Row.attempts.set(0),
        Row.cursor.set(dict(cursor)),
        Row.lease_id.remove(),
        Row.lease_until.remove(),
    ]
    return _update(job, actions, _leased(job))


def report(job: Job, *, done: int, total: int, note: str, result: Mapping[str, Any] | None = None) -> Job:
    """Tell people how far the leased step has come; the job as it stands. Stale if the lease was lost."""
    return _update(job, _progress(done, total, note, result), _leased(job))


def _progress(done: int, total: int, note: str, result: Mapping[str, Any] | None) -> list[Action]:
    now = clock.now()
    actions: list[Action] = [
        Row.done.set(done),
        Row.total.set(total),
        Row.note.set(note),
        Row.updated_at.set(now),
        *_counting(total, now),
    ]
    return actions if result is None else [*actions, Row.result.set(dict(result))]


def _counting(total: int, now: datetime) -> list[Action]:
    """From the moment on that there is something to count."""
    return [Row.counting_since.set(Row.counting_since | now)] if total else []


def _leased(job: Job) -> Condition:
    held: Condition = (Row.lease_id == job.lease_id) & (Row.step == job.step)
    return held


def request_cancel(job: Job) -> Job:
    """Ask the job to stop; Stale if it has ended or its outcome is in use."""
    actions: list[Action] = [Row.cancel_requested.set(True)]
    return _update(job, actions, ~_ended() & Row.binding.does_not_exist())


def add_binding(writer: TransactWrite, job: Job) -> None:
    """Make the outcome of the leased step binding, in the transaction that puts it to use; not if it was cancelled."""
    row = Row(job.organization_id, job.job_id)
    condition = _leased(job) & Row.cancel_requested.does_not_exist()
    writer.update(row, actions=[Row.binding.set(True)], condition=condition)


def finish(
    job: Job, state: JobState, *, result: Mapping[str, Any], reason: str, done: int, total: int
) -> Job:
    """End the job for good; Stale if it has ended already."""
    actions: list[Action] = [
        Row.state.set(state.value),
        Row.result.set(dict(result)),
        Row.reason.set(reason),
        Row.done.set(done),
        Row.total.set(total),
        Row.updated_at.set(clock.now()),
        Row.activity.remove(),
        Row.lease_id.remove(),
        Row.lease_until.remove(),
    ]
    if job.kind in _ABOUT_PEOPLE:
        actions.append(Row.cursor.set({}))
    return _update(job, actions, ~_ended())


def _ended() -> Condition:
    found: Condition = Row.state.is_in(*(ended.value for ended in sorted(ENDED)))
    return found


def _update(job: Job, actions: list[Action], condition: Condition) -> Job:
    row = Row(job.organization_id, job.job_id)
    with rows.stale_when_condition_fails(f"job {job.job_id}"):
        rows.patiently(lambda: row.update(actions=actions, condition=condition & Row.job_id.exists()))
    return to_domain(row)
