"""Idempotency-Keys in DynamoDB: which request has run, is running, and what it answered, for 24 hours."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.models import Model

from groundswell import clock
from groundswell.settings import settings
from groundswell.tables import rows

KEPT = timedelta(hours=24)
_RUNNING = "INPROGRESS"
_ENDED = "COMPLETED"


class _Row(Model):
    """Key: id. DynamoDB removes a row some time after `expiration`, so that is checked as well."""

    class Meta(rows.Meta):
        table_name = settings().idempotency_table

    id = UnicodeAttribute(hash_key=True)
    expiration = TTLAttribute()
    status = UnicodeAttribute()
    in_progress_expiration = NumberAttribute()  # milliseconds
    validation = UnicodeAttribute()
    data = UnicodeAttribute(null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An earlier request with the same key; `answer` is None while it runs."""

    body_hash: str
    answer: Mapping[str, Any] | None


def begin(entry_id: str, body_hash: str) -> Entry | None:
    """None if the caller now holds the key; otherwise what stands there."""
    now = clock.real_now()
    row = _Row(entry_id)
    row.expiration, row.status, row.validation = now + KEPT, _RUNNING, body_hash
    row.in_progress_expiration = _milliseconds(now + timedelta(seconds=settings().lease_seconds))
    died = (_Row.status == _RUNNING) & (_Row.in_progress_expiration < _milliseconds(now))
    free = _Row.id.does_not_exist() | (_Row.expiration < now) | (died & (_Row.validation == body_hash))
    if rows.succeeds(lambda: row.save(condition=free)):
        return None
    return _find(entry_id) or begin(entry_id, body_hash)


def _find(entry_id: str) -> Entry | None:
    try:
        row = _Row.get(entry_id, consistent_read=True)
    except DoesNotExist:
        return None
    return Entry(body_hash=row.validation, answer=json.loads(row.data) if row.status == _ENDED else None)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def finish(entry_id: str, answer: Mapping[str, Any]) -> None:
    """Keep the answer for whoever asks again."""
    _Row(entry_id).update(actions=[_Row.status.set(_ENDED), _Row.data.set(json.dumps(answer))])


def forget(entry_id: str) -> None:
    """Let go of the key: nothing was done under it."""
    _Row(entry_id).delete()
