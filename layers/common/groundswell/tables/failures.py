"""Why messages failed: the last error of each, kept as long as a dead letter may lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from groundswell import clock
from groundswell.settings import settings
from groundswell.tables import rows

KEPT = timedelta(days=14)


class _Row(Model):
    """Key: message_id (SQS's own)."""

    class Meta(rows.Meta):
        table_name = settings().failures_table

    message_id = UnicodeAttribute(hash_key=True)
    error = UnicodeAttribute()
    failed_at = UTCDateTimeAttribute()
    failures = NumberAttribute()
    expires_at = TTLAttribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The type of the last error, never its text: that might carry somebody's number or words."""

    message_id: str
    error: str
    failed_at: datetime
    failures: int


def add(message_id: str, error: str) -> None:
    """The message has failed once more."""
    _Row(message_id).update(
        actions=[
            _Row.error.set(error),
            _Row.failed_at.set(clock.now()),
            _Row.failures.add(1),
            _Row.expires_at.set(clock.real_now() + KEPT),
        ]
    )


def get_many(message_ids: Iterable[str]) -> dict[str, Failure]:
    """What is known, by message; nothing of messages that failed before anything could be noted."""
    found = _Row.batch_get(list(message_ids))
    return {
        row.message_id: Failure(
            message_id=row.message_id, error=row.error, failed_at=row.failed_at, failures=int(row.failures)
        )
        for row in found
    }
