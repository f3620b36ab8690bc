"""The audit in DynamoDB: what people did that machines may not, kept for ever."""

from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.audit import AuditAction, AuditEntry
from groundswell.settings import settings
from groundswell.tables import rows


class _Row(Model):
    """Key: organization_id / occurred (ISO time, `#` and the entry's id)."""

    class Meta(rows.Meta):
        table_name = settings().audit_table

    organization_id = UnicodeAttribute(hash_key=True)
    occurred = UnicodeAttribute(range_key=True)
    at = UTCDateTimeAttribute()
    action = UnicodeAttribute()
    user_id = UnicodeAttribute()
    subject = UnicodeAttribute()
    reason = UnicodeAttribute()
    details = JSONAttribute()


_ABSENT = _Row.occurred.does_not_exist()


def _to_row(entry: AuditEntry) -> _Row:
    return _Row(
        entry.organization_id, f"{entry.at.isoformat()}#{entry.entry_id}", at=entry.at, action=entry.action.value,
        user_id=entry.user_id, subject=entry.subject, reason=entry.reason, details=dict(entry.details),
    )  # fmt: skip


def _to_domain(row: _Row) -> AuditEntry:
    return AuditEntry(
        organization_id=row.organization_id, entry_id=row.occurred.partition("#")[2], at=row.at,
        action=AuditAction(row.action), user_id=row.user_id, subject=row.subject, reason=row.reason,
        details=dict(row.details),
    )  # fmt: skip


def add(entry: AuditEntry) -> None:
    _to_row(entry).save(condition=_ABSENT)


def add_to(writer: TransactWrite, entry: AuditEntry) -> None:
    """Make the entry part of the transaction that does what it tells of."""
    writer.save(_to_row(entry), condition=_ABSENT)


def list_page(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[AuditEntry], Mapping[str, Any] | None]:
    """A page of the organization's audit, the newest first, and the next page's cursor."""
    start = dict(cursor) if cursor else None
    found = _Row.query(organization_id, limit=limit, scan_index_forward=False, last_evaluated_key=start)
    return [_to_domain(row) for row in found], found.last_evaluated_key


def find_latest(organization_id: str, action: AuditAction) -> AuditEntry | None:
    """The last time that somebody did this."""
    of_action = _Row.action == action.value
    found = _Row.query(
        organization_id, filter_condition=of_action, scan_index_forward=False, consistent_read=True
    )
    return next((_to_domain(row) for row in found), None)
