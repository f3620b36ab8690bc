"""Recipients: one item per organization and phone, the gate that every claim and every opt-out must pass through."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.settings import settings
from groundswell.tables import rows

DAY = timedelta(hours=24)


class _Row(Model):
    """Key: recipient_key (`<organization_id>#<phone>`), no sort key."""

    class Meta(rows.Meta):
        table_name = settings().recipients_table

    recipient_key = UnicodeAttribute(hash_key=True)
    opted_out_at = UTCDateTimeAttribute(null=True)
    opt_out_id = UnicodeAttribute(null=True)
    sender = UnicodeAttribute(null=True)
    last_campaign_id = UnicodeAttribute(null=True)
    last_blast_id = UnicodeAttribute(null=True)
    last_text_at = UTCDateTimeAttribute(null=True)
    day_started_at = UTCDateTimeAttribute(null=True)
    day_count = NumberAttribute(null=True)


_FIELDS = tuple(f.name for f in fields(Recipient) if f.name not in ("organization_id", "phone", "day_count"))


def key(organization_id: str, phone: str) -> str:
    return f"{organization_id}#{phone}"


def _to_domain(row: _Row) -> Recipient:
    organization_id, _, phone = row.recipient_key.partition("#")
    values = {name: getattr(row, name) for name in _FIELDS}
    return Recipient(
        organization_id=organization_id, phone=phone, day_count=int(row.day_count or 0), **values
    )


def from_raw(item: dict[str, Any]) -> Recipient:
    """A recipient out of the row that a cancelled transaction hands back."""
    row = _Row()
    row.deserialize(item)
    return _to_domain(row)


def get(organization_id: str, phone: str) -> Recipient:
    """The recipient; one that was never written to is simply new."""
    try:
        return _to_domain(_Row.get(key(organization_id, phone), consistent_read=True))
    except DoesNotExist:
        return Recipient(organization_id=organization_id, phone=phone)


def get_many(organization_id: str, phones: Iterable[str]) -> dict[str, Recipient]:
    """Recipients by phone, 100 to a request; new ones included."""
    wanted = list(dict.fromkeys(phones))
    found = {phone: Recipient(organization_id=organization_id, phone=phone) for phone in wanted}
    for row in _Row.batch_get([key(organization_id, phone) for phone in wanted]):
        recipient = _to_domain(row)
        found[recipient.phone] = recipient
    return found


def add_claim(writer: TransactWrite, seen: Recipient, send: Send, *, at: datetime) -> None:
    """Make the gate part of a claim: not opted out, and the sticky number still the one that was seen."""
    sender = _Row.sender == seen.sender if seen.sender else _Row.sender.does_not_exist()
    actions: list[Action] = [
        _Row.last_campaign_id.set(send.campaign_id),
        _Row.last_blast_id.set(send.blast_id),
        _Row.last_text_at.set(at),
        *_counted_today(seen, at),
    ]
    if send.sender and send.sender != seen.sender:
        actions.append(_Row.sender.set(send.sender))
    writer.update(
        _Row(key(seen.organization_id, seen.phone)),
        actions=actions,
        condition=_Row.opted_out_at.does_not_exist() & sender,
        return_values="ALL_OLD",
    )


def _counted_today(seen: Recipient, at: datetime) -> list[Action]:
    if seen.day_started_at is None or seen.day_started_at + DAY <= at:
        return [_Row.day_started_at.set(at), _Row.day_count.set(1)]
    return [_Row.day_count.add(1)]


def add_opt_out(
    writer: TransactWrite,
    organization_id: str,
    phone: str,
    *,
    at: datetime,
    by: str | None = None,
    only_new: bool = False,
) -> None:
    """Make opting out part of a transaction; a second opt-out leaves the first one's time and cause `by`.

    With `only_new` a phone that has opted out already cancels the transaction.
    """
    actions: list[Action] = [_Row.opted_out_at.set(_Row.opted_out_at | at)]
    if by:
        actions.append(_Row.opt_out_id.set(_Row.opt_out_id | by))
    condition = _Row.opted_out_at.does_not_exist() if only_new else None
    writer.update(_Row(key(organization_id, phone)), actions=actions, condition=condition)


def add_opt_in(
    writer: TransactWrite, organization_id: str, phone: str, *, only_opted_out: bool = False
) -> None:
    """Make lifting an opt-out part of a transaction."""
    actions: list[Action] = [_Row.opted_out_at.remove(), _Row.opt_out_id.remove()]
    condition = _Row.opted_out_at.exists() if only_opted_out else None
    writer.update(_Row(key(organization_id, phone)), actions=actions, condition=condition)
