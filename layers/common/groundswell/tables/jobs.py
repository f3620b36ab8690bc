"""Jobs in DynamoDB, keyed organization and job: progress for people, cursor and lease for the workers."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell import clock
from groundswell.domain.errors import NotFound, Stale
from groundswell.domain.job import ENDED, Job, JobKind, JobState
from groundswell.settings import settings
from groundswell.tables import rows

KEPT = timedelta(days=90)
_ABOUT_PEOPLE = {JobKind.RUN_BLAST, JobKind.ERASE_PERSON, JobKind.EXPORT_PERSON}
"""The cursors of these hold a phone, which is forgotten when they end."""
PAGES = 10
"""So many pages are looked through for jobs that are wanted."""


class _ByCreation(GlobalSecondaryIndex["_Row"]):
    class Meta:
        index_name = "by_creation"
        projection = KeysOnlyProjection()

    organization_id = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class _ByActivity(GlobalSecondaryIndex["_Row"]):
    """Only jobs that have not ended carry `activity`, so only they are listed."""

    class Meta:
        index_name = "by_activity"
        projection = KeysOnlyProjection()

    activity = UnicodeAttribute(hash_key=True)
    updated_at = UTCDateTimeAttribute(range_key=True)


class _Row(Model):
    """Key: organization_id / job_id."""

    class Meta(rows.Meta):
        table_name = settings().jobs_table

    organization_id = UnicodeAttribute(hash_key=True)
    job_id = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute()
    subject_id = UnicodeAttribute()
    state = UnicodeAttribute()
    step = NumberAttribute()
    attempts = NumberAttribute()
    cursor = JSONAttribute()
    done = NumberAttribute()
    total = NumberAttribute()
    note = UnicodeAttribute()
    result = JSONAttribute()
    reason = UnicodeAttribute()
    lease_id = UnicodeAttribute(null=True)
    lease_until = UTCDateTimeAttribute(null=True)
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute(null=True)
    updated_at = UTCDateTimeAttribute(null=True)
    counting_since = UTCDateTimeAttribute(null=True)
    cancel_requested = BooleanAttribute(null=True)
    binding = BooleanAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    activity = UnicodeAttribute(null=True)
    by_creation = _ByCreation()
    by_activity = _ByActivity()


ACTIVE = "ACTIVE"
_FIELDS = tuple(f.name for f in fields(Job))


def _to_domain(row: _Row) -> Job:
    values = {name: getattr(row, name) for name in _FIELDS}
    own = {
        "kind": JobKind(row.kind),
        "state": JobState(row.state),
        "done": int(row.done),
        "total": int(row.total),
        "cancel_requested": bool(row.cancel_requested),
        "binding": bool(row.binding),
    }
    return Job(**{**values, **own})


def to_row(job: Job) -> _Row:
    """The row of a new job, for transactions of other tables that create it together with its subject."""
    values = {name: getattr(job, name) for name in _FIELDS}
    own: dict[str, Any] = {
        "kind": job.kind.value,
        "state": job.state.value,
        "activity": ACTIVE,
        "cancel_requested": job.cancel_requested or None,
        "binding": job.binding or None,
    }
    if job.kind is not JobKind.LOAD_CONTACTS:  # loads are kept, to find somebody's contacts by
        own["expires_at"] = clock.real_now() + KEPT
    return _Row(**{**values, **own})


ABSENT = _Row.job_id.does_not_exist()


def add(job: Job) -> bool:
    """Create the job; False if it exists already (the same request came twice)."""
    try:
        with rows.stale_when_condition_fails(job.job_id):
            to_row(job).save(condition=ABSENT)
    except Stale:
        return False
    return True


def get(organization_id: str, job_id: str) -> Job:
    try:
        return _to_domain(_Row.get(organization_id, job_id, consistent_read=True))
    except DoesNotExist as error:
        raise NotFound(f"job {job_id}") from error


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
    page = _Row.by_creation.query(
        organization_id, scan_index_forward=False, limit=limit, last_evaluated_key=start
    )
    keys = [(row.organization_id, row.job_id) for row in page]
    jobs = {row.job_id: _to_domain(row) for row in _Row.batch_get(keys)} if keys else {}
    return [jobs[job_id] for _, job_id in keys if job_id in jobs], page.last_evaluated_key


def list_idle(since: datetime) -> list[Job]:
    """The unfinished jobs of all organizations that nobody has touched since then; for the sweep."""
    idle: Condition = _ByActivity.updated_at < since
    found = _Row.by_activity.query(ACTIVE, idle)
    keys = [(row.organization_id, row.job_id) for row in found]
    return [_to_domain(row) for row in _Row.batch_get(keys, consistent_read=True)] if keys else []


def take(job: Job, *, lease_id: str, until: datetime) -> Job:
    """Lease the job's present step to one worker; Stale if somebody holds it or the job has moved on."""
    now = clock.now()
    condition = (
        (_Row.step == job.step)
        & _Row.state.is_in(JobState.QUEUED.value, JobState.RUNNING.value)
        & (_Row.lease_until.does_not_exist() | (_Row.lease_until < now) | (_Row.lease_id == lease_id))
    )  # under its own id it is taken already, but the answer was lost
    actions: list[Action] = [
        _Row.state.set(JobState.RUNNING.value),
        _Row.attempts.add(1),
        _Row.lease_id.set(lease_id),
        _Row.lease_until.set(until),
        _Row.updated_at.set(now),
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
        _Row.step.set(job.step + 1),
        _Row.attempts.set(0),
        _Row.cursor.set(dict(cursor)),
        _Row.lease_id.remove(),
        _Row.lease_until.remove(),
    ]
    return _update(job, actions, _leased(job))


def report(job: Job, *, done: int, total: int, note: str, result: Mapping[str, Any] | None = None) -> Job:
    """Tell people how far the leased step has come; the job as it stands. Stale if the lease was lost."""
    return _update(job, _progress(done, total, note, result), _leased(job))


def _progress(done: int, total: int, note: str, result: Mapping[str, Any] | None) -> list[Action]:
    now = clock.now()
    actions: list[Action] = [
        _Row.done.set(done),
        _Row.total.set(total),
        _Row.note.set(note),
        _Row.updated_at.set(now),
        *_counting(total, now),
    ]
    return actions if result is None else [*actions, _Row.result.set(dict(result))]


def _counting(total: int, now: datetime) -> list[Action]:
    """From the moment on that there is something to count."""
    return [_Row.counting_since.set(_Row.counting_since | now)] if total else []


def _leased(job: Job) -> Condition:
    held: Condition = (_Row.lease_id == job.lease_id) & (_Row.step == job.step)
    return held


def request_cancel(job: Job) -> Job:
    """Ask the job to stop; Stale if it has ended or its outcome is in use."""
    actions: list[Action] = [_Row.cancel_requested.set(True)]
    return _update(job, actions, ~_ended() & _Row.binding.does_not_exist())


def add_binding(writer: TransactWrite, job: Job) -> None:
    """Make the outcome of the leased step binding, in the transaction that puts it to use; not if it was cancelled."""
    row = _Row(job.organization_id, job.job_id)
    condition = _leased(job) & _Row.cancel_requested.does_not_exist()
    writer.update(row, actions=[_Row.binding.set(True)], condition=condition)


def finish(
    job: Job, state: JobState, *, result: Mapping[str, Any], reason: str, done: int, total: int
) -> Job:
    """End the job for good; Stale if it has ended already."""
    actions: list[Action] = [
        _Row.state.set(state.value),
        _Row.result.set(dict(result)),
        _Row.reason.set(reason),
        _Row.done.set(done),
        _Row.total.set(total),
        _Row.updated_at.set(clock.now()),
        _Row.activity.remove(),
        _Row.lease_id.remove(),
        _Row.lease_until.remove(),
    ]
    if job.kind in _ABOUT_PEOPLE:
        actions.append(_Row.cursor.set({}))
    return _update(job, actions, ~_ended())


def _ended() -> Condition:
    found: Condition = _Row.state.is_in(*(ended.value for ended in sorted(ENDED)))
    return found


def _update(job: Job, actions: list[Action], condition: Condition) -> Job:
    row = _Row(job.organization_id, job.job_id)
    with rows.stale_when_condition_fails(f"job {job.job_id}"):
        row.update(actions=actions, condition=condition & _Row.job_id.exists())
    return _to_domain(row)
