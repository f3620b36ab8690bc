"""The audit in DynamoDB: what people asked for, and what came of it, kept for ever."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.audit import AuditAction, AuditEntry, AuditFilter, AuditState
from groundswell.settings import settings
from groundswell.tables import rows

MOST_LOOKED_AT = 2_000
"""Entries that one page of a filtered list looks through."""


class _Row(Model):
    """Key: organization_id / occurred (ISO time, `#` and the entry's id); a copy of the latest entry of each named
    action stands under `LATEST#<action>`."""

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
    state = UnicodeAttribute(default=AuditState.DONE.value)
    operation = UnicodeAttribute(null=True)
    route = UnicodeAttribute(null=True)
    ids = JSONAttribute(null=True)
    status = NumberAttribute(null=True)
    problem = UnicodeAttribute(null=True)
    changes = JSONAttribute(null=True)


_LATEST = "LATEST#"
_ABSENT = _Row.occurred.does_not_exist()
_PRESENT = _Row.occurred.exists()
_opened: ContextVar[AuditEntry | None] = ContextVar("audit_entry", default=None)


def _to_row(entry: AuditEntry, occurred: str = "") -> _Row:
    return _Row(
        entry.organization_id, occurred or entry.place, at=entry.at, action=entry.action.value,
        user_id=entry.user_id, subject=entry.subject, reason=entry.reason, details=dict(entry.details),
        state=entry.state.value, operation=entry.operation or None, route=entry.route or None,
        ids=dict(entry.ids) or None, status=entry.status, problem=entry.problem or None,
        changes=dict(entry.changes) or None,
    )  # fmt: skip


def _to_domain(row: _Row) -> AuditEntry:
    return AuditEntry(
        organization_id=row.organization_id, entry_id=row.occurred.partition("#")[2], at=row.at,
        action=AuditAction(row.action), user_id=row.user_id, subject=row.subject, reason=row.reason,
        details=dict(row.details), state=AuditState(row.state), operation=row.operation or "", route=row.route or "",
        ids=dict(row.ids or {}), status=None if row.status is None else int(row.status), problem=row.problem or "",
        changes=dict(row.changes or {}),
    )  # fmt: skip


@contextmanager
def opened(entry: AuditEntry) -> Iterator[None]:
    """A request begins: its entry stands from now on, and what is added meanwhile becomes part of it."""
    _to_row(entry).save(condition=_ABSENT)
    token = _opened.set(entry)
    try:
        yield
    finally:
        _opened.reset(token)


def close(entry: AuditEntry) -> None:
    """The outcome of an opened entry; what a use case has added to it stays."""
    row = _Row(entry.organization_id, entry.place)
    actions: list[Action] = [_Row.state.set(entry.state.value), _Row.ids.set(dict(entry.ids))]
    if entry.status is not None:
        actions.append(_Row.status.set(entry.status))
    if entry.problem:
        actions.append(_Row.problem.set(entry.problem))
    if entry.details:
        actions.append(_Row.details.set(dict(entry.details)))
    if entry.changes:
        actions.append(_Row.changes.set(dict(entry.changes)))
    rows.patiently(lambda: row.update(actions=actions, condition=_PRESENT))


def add(entry: AuditEntry) -> None:
    rows.transact(lambda writer: add_to(writer, entry))


def add_to(writer: TransactWrite, entry: AuditEntry) -> None:
    """Make the entry part of the transaction that does what it tells of."""
    row, condition = _placed(entry)
    writer.save(row, condition=condition)
    writer.save(_to_row(entry, _LATEST + entry.action.value))


def _placed(entry: AuditEntry) -> tuple[_Row, Any]:
    """Inside a request the entry takes the place of the request's own, so that there is one for both."""
    door = _opened.get()
    if door is None or door.organization_id != entry.organization_id:
        return _to_row(entry), _ABSENT
    told = replace(
        entry, state=door.state, operation=door.operation, route=door.route, ids={**door.ids, **entry.ids}
    )
    return _to_row(told, door.place), _PRESENT


def list_page(
    organization_id: str,
    *,
    limit: int,
    cursor: Mapping[str, Any] | None = None,
    only: AuditFilter = AuditFilter(),  # noqa: B008 - it is frozen
) -> tuple[list[AuditEntry], Mapping[str, Any] | None]:
    """A page of the organization's audit, the newest first, and the next page's cursor.

    A filtered page ends after MOST_LOOKED_AT entries, however few of them fit.
    """
    kept: list[AuditEntry] = []
    size = limit if only == AuditFilter() else max(limit, 200)
    start = dict(cursor) if cursor else None
    found = _Row.query(
        organization_id,
        _Row.occurred < _LATEST,
        scan_index_forward=False,
        page_size=size,
        last_evaluated_key=start,
    )
    for seen, row in enumerate(found, 1):
        entry = _to_domain(row)
        if only.fits(entry):
            kept.append(entry)
        if len(kept) == limit or seen == MOST_LOOKED_AT:
            return kept, cursor_after(organization_id, row.occurred)
    return kept, None


def cursor_after(organization_id: str, place: str) -> dict[str, Any]:
    """The cursor of a page that begins behind that place, whether or not an entry stands there."""
    return {"organization_id": {"S": organization_id}, "occurred": {"S": place}}


def place_of(cursor: Mapping[str, Any]) -> str:
    return str(cursor["occurred"]["S"])


def find_latest(organization_id: str, action: AuditAction) -> AuditEntry | None:
    """The last time that somebody did this, if it is an action with a name."""
    try:
        return _to_domain(_Row.get(organization_id, _LATEST + action.value, consistent_read=True))
    except _Row.DoesNotExist:
        return None
