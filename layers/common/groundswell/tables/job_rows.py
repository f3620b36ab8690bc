"""Rows of jobs in DynamoDB: jobs go in and come out as domain objects."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from groundswell import clock
from groundswell.domain.job import Job, JobKind, JobState
from groundswell.settings import settings
from groundswell.tables import rows

KEPT = timedelta(days=90)


class _ByCreation(GlobalSecondaryIndex["Row"]):
    class Meta:
        index_name = "by_creation"
        projection = KeysOnlyProjection()

    organization_id = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class ByActivity(GlobalSecondaryIndex["Row"]):
    """Only jobs that have not ended carry `activity`, so only they are listed."""

    class Meta:
        index_name = "by_activity"
        projection = KeysOnlyProjection()

    activity = UnicodeAttribute(hash_key=True)
    updated_at = UTCDateTimeAttribute(range_key=True)


class Row(Model):
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
    by_activity = ByActivity()


ACTIVE = "ACTIVE"
_FIELDS = tuple(f.name for f in fields(Job))


def to_domain(row: Row) -> Job:
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


def to_row(job: Job) -> Row:
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
    return Row(**{**values, **own})


ABSENT = Row.job_id.does_not_exist()
