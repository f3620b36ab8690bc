"""Recipients: one item per organization and phone, the gate that every claim and every opt-out must pass through."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.erasure import NOBODY
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.settings import settings
from groundswell.tables import plain, rows

DAY = timedelta(hours=24)


class _ByOptOut(GlobalSecondaryIndex["_Row"]):
    """Only who opted out carries `opted_out_of`, so only they are listed; claims never touch it."""

    class Meta:
        index_name = "by_opt_out"
        projection = IncludeProjection(["opt_out_id"])

    opted_out_of = UnicodeAttribute(hash_key=True)
    opted_out_at = UTCDateTimeAttribute(range_key=True)


class _Row(Model):
    """Key: recipient_key (`<organization_id>#<phone>`), no sort key."""

    class Meta(rows.Meta):
        table_name = settings().recipients_table

    recipient_key = UnicodeAttribute(hash_key=True)
    opted_out_at = UTCDateTimeAttribute(null=True)
    opt_out_id = UnicodeAttribute(null=True)
    opted_out_of = UnicodeAttribute(null=True)
    sender = UnicodeAttribute(null=True)
    last_campaign_id = UnicodeAttribute(null=True)
    last_blast_id = UnicodeAttribute(null=True)
    last_text_at = UTCDateTimeAttribute(null=True)
    day_started_at = UTCDateTimeAttribute(null=True)
    day_count = NumberAttribute(null=True)
    by_opt_out = _ByOptOut()


_FIELDS = tuple(f.name for f in fields(Recipient) if f.name not in ("organization_id", "phone", "day_count"))


def key(organization_id: str, phone: str) -> str:
    """The partition of one phone of one organization, or of what stands for an erased person."""
    return f"{organization_id}#{phone}"


def _to_domain(row: _Row) -> Recipient:
    organization_id, _, phone = row.recipient_key.partition("#")
    values = {name: getattr(row, name) for name in _FIELDS}
    return Recipient(
        organization_id=organization_id, phone=phone, day_count=int(row.day_count or 0), **values
    )


def from_item(item: plain.Item) -> Recipient:
    """The same out of a plain item, at a tenth of what the model costs; a test holds the two together."""
    organization_id, _, phone = item["recipient_key"]["S"].partition("#")
    return Recipient(
        organization_id=organization_id,
        phone=phone,
        opted_out_at=plain.moment_of(item, "opted_out_at"),
        opt_out_id=plain.text_of(item, "opt_out_id"),
        sender=plain.text_of(item, "sender"),
        last_campaign_id=plain.text_of(item, "last_campaign_id"),
        last_blast_id=plain.text_of(item, "last_blast_id"),
        last_text_at=plain.moment_of(item, "last_text_at"),
        day_started_at=plain.moment_of(item, "day_started_at"),
        day_count=int(item["day_count"]["N"]) if "day_count" in item else 0,
    )


def get(organization_id: str, phone: str) -> Recipient:
    """The recipient; one that was never written to is simply new."""
    try:
        return _to_domain(_Row.get(key(organization_id, phone), consistent_read=True))
    except DoesNotExist:
        return Recipient(organization_id=organization_id, phone=phone)


def get_many(
    organization_id: str, phones: Iterable[str], *, consistent: bool = False
) -> dict[str, Recipient]:
    """Recipients by phone, 100 to a request; new ones included."""
    wanted = list(dict.fromkeys(phones))
    found = {phone: Recipient(organization_id=organization_id, phone=phone) for phone in wanted}
    keys = [{"recipient_key": {"S": key(organization_id, phone)}} for phone in wanted]
    for item in plain.batch_get(settings().recipients_table, keys, consistent=consistent):
        recipient = from_item(item)
        found[recipient.phone] = recipient
    return found


def list_opted_out(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None, newest_first: bool = False
) -> tuple[list[Recipient], Mapping[str, Any] | None]:
    """A page of those who opted out, the first ones first, without the nameless; and the next page's cursor.

    Of each only the phone, the moment and the cause are told. The last second's may be missing.
    """
    found = _Row.by_opt_out.query(
        organization_id,
        limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
        scan_index_forward=not newest_first,
    )
    recipients = [_to_domain(row) for row in found]
    return [one for one in recipients if one.phone.startswith("+")], found.last_evaluated_key


def add_claim(writer: rows.Writer, seen: Recipient, send: Send, *, at: datetime) -> None:
    """Make the gate part of a claim: not opted out, and the sticky number still the one that was seen."""
    now = plain.moment(at)
    texts = {":campaign": send.campaign_id, ":blast": send.blast_id, ":now": now}
    changes, counting = ["last_campaign_id = :campaign", "last_blast_id = :blast", "last_text_at = :now"], ""
    if seen.day_started_at is None or seen.day_started_at + DAY <= at:
        changes += ["day_started_at = :now", "day_count = :one"]
    else:
        counting = " ADD day_count :one"
    if send.sender and send.sender != seen.sender:
        changes.append("sender = :sender")
        texts[":sender"] = send.sender
    unchanged = "attribute_not_exists (sender)"
    if seen.sender:
        unchanged, texts[":seen"] = "sender = :seen", seen.sender
    writer.update_plain({
        "TableName": settings().recipients_table,
        "Key": {"recipient_key": {"S": key(seen.organization_id, seen.phone)}},
        "UpdateExpression": f"SET {', '.join(changes)}{counting}",
        "ConditionExpression": f"attribute_not_exists (opted_out_at) AND {unchanged}",
        "ExpressionAttributeValues": {name: {"S": value} for name, value in texts.items()} | {":one": {"N": "1"}},
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    })  # fmt: skip


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
    actions: list[Action] = [
        _Row.opted_out_at.set(_Row.opted_out_at | at),
        _Row.opted_out_of.set(organization_id),
    ]
    if by:
        actions.append(_Row.opt_out_id.set(_Row.opt_out_id | by))
    condition = _Row.opted_out_at.does_not_exist() if only_new else None
    writer.update(_Row(key(organization_id, phone)), actions=actions, condition=condition)


def add_opt_in(
    writer: TransactWrite, organization_id: str, phone: str, *, only_opted_out: bool = False
) -> None:
    """Make lifting an opt-out part of a transaction."""
    actions: list[Action] = [_Row.opted_out_at.remove(), _Row.opt_out_id.remove(), _Row.opted_out_of.remove()]
    condition = _Row.opted_out_at.exists() if only_opted_out else None
    writer.update(_Row(key(organization_id, phone)), actions=actions, condition=condition)


def add_removal(writer: TransactWrite, organization_id: str, phone: str) -> None:
    """Make forgetting the recipient part of a transaction, the opt-out too: something else has to keep it."""
    writer.delete(_Row(key(organization_id, phone)))


def add_lift(writer: TransactWrite, organization_id: str, person: str) -> None:
    """Make it part of a transaction that somebody who was erased may be texted again; `person` is their hash."""
    writer.delete(_Row(key(organization_id, NOBODY + person)))
