"""Conversations: the texts between an organization and one phone, and a head row that the inbox lists by activity."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.conversation import Conversation, Direction, Keyword, Text
from groundswell.settings import settings
from groundswell.tables import blasts, opt_outs, recipients, rows

HEAD = "HEAD"


class _ByActivity(GlobalSecondaryIndex["_Row"]):
    """Only heads carry `inbox`, so only heads are listed."""

    class Meta:
        index_name = "by_activity"
        projection = AllProjection()

    inbox = UnicodeAttribute(hash_key=True)
    last_activity_at = UTCDateTimeAttribute(range_key=True)


class _ByBlast(GlobalSecondaryIndex["_Row"]):
    """Only replies carry `reply_to`, so only replies are listed."""

    class Meta:
        index_name = "by_blast"
        projection = AllProjection()

    reply_to = UnicodeAttribute(hash_key=True)
    at = UTCDateTimeAttribute(range_key=True)


class _Row(Model):
    """Key: recipient_key (`<organization_id>#<phone>`) / record (`HEAD` or `MESSAGE#<id>`)."""

    class Meta(rows.Meta):
        table_name = settings().conversations_table

    recipient_key = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    inbox = UnicodeAttribute(null=True)
    last_activity_at = UTCDateTimeAttribute(null=True)
    last_text = UnicodeAttribute(null=True)
    unanswered = BooleanAttribute(null=True)
    first_name = UnicodeAttribute(null=True)
    direction = UnicodeAttribute(null=True)
    body = UnicodeAttribute(null=True)
    at = UTCDateTimeAttribute(null=True)
    our_number = UnicodeAttribute(null=True)
    vendor_message_id = UnicodeAttribute(null=True)
    keyword = UnicodeAttribute(null=True)
    campaign_id = UnicodeAttribute(null=True)
    blast_id = UnicodeAttribute(null=True)
    reply_to = UnicodeAttribute(null=True)
    by_activity = _ByActivity()
    by_blast = _ByBlast()


_TEXT_FIELDS = tuple(
    f.name
    for f in fields(Text)
    if f.name not in ("organization_id", "phone", "message_id", "direction", "keyword")
)


def _to_text(row: _Row) -> Text:
    organization_id, _, phone = row.recipient_key.partition("#")
    return Text(
        organization_id=organization_id,
        phone=phone,
        message_id=row.record.partition("#")[2],
        direction=Direction(row.direction),
        keyword=Keyword(row.keyword) if row.keyword else None,
        **{name: getattr(row, name) for name in _TEXT_FIELDS},
    )


def _to_conversation(row: _Row) -> Conversation:
    organization_id, _, phone = row.recipient_key.partition("#")
    return Conversation(
        organization_id=organization_id,
        phone=phone,
        last_activity_at=row.last_activity_at,
        last_text=row.last_text or "",
        unanswered=bool(row.unanswered),
        campaign_id=row.campaign_id,
        blast_id=row.blast_id,
        first_name=row.first_name or "",
    )


def _text_row(text: Text) -> _Row:
    row = _Row(recipients.key(text.organization_id, text.phone), f"MESSAGE#{text.message_id}")
    row.direction = text.direction.value
    row.keyword = text.keyword.value if text.keyword else None
    for name in _TEXT_FIELDS:
        setattr(row, name, getattr(text, name))
    return row


def add_inbound(text: Text) -> bool:
    """Store an inbound text with the opt-out or opt-in that it asks for, in one transaction.

    False, and nothing changed, if the carrier's message id was seen before.
    """

    def fill(writer: TransactWrite) -> None:
        writer.save(_text_row(text), condition=_Row.record.does_not_exist())
        head = _Row(recipients.key(text.organization_id, text.phone), HEAD)
        actions: list[Action] = [
            _Row.inbox.set(text.organization_id),
            _Row.last_activity_at.set(text.at),
            _Row.last_text.set(text.body),
            _Row.unanswered.set(text.keyword is None),
        ]
        writer.update(head, actions=actions)
        if text.keyword is Keyword.STOP:
            recipients.add_opt_out(writer, text.organization_id, text.phone, at=text.at)
        if text.keyword is Keyword.START:
            recipients.add_opt_in(writer, text.organization_id, text.phone)
        if text.keyword in (Keyword.STOP, Keyword.START):
            opt_outs.add_change(writer, text)

    try:
        rows.transact(fill)
    except rows.Cancelled:
        return False
    return True


def assign(text: Text, campaign_id: str, blast_id: str, sent: Text | None, first_name: str) -> bool:
    """Make an inbound text a reply to a blast and count it there, once; False if it was assigned before.

    `sent` is the blast's own text to this phone, which joins the conversation if it is not in it yet.
    """

    def fill(writer: TransactWrite) -> None:
        row = _Row(recipients.key(text.organization_id, text.phone), f"MESSAGE#{text.message_id}")
        actions: list[Action] = [
            _Row.campaign_id.set(campaign_id),
            _Row.blast_id.set(blast_id),
            _Row.reply_to.set(blast_id),
        ]
        writer.update(row, actions=actions, condition=_Row.record.exists() & _Row.blast_id.does_not_exist())
        head = _Row(recipients.key(text.organization_id, text.phone), HEAD)
        named: list[Action] = [
            _Row.campaign_id.set(campaign_id),
            _Row.blast_id.set(blast_id),
            _Row.first_name.set(first_name),
        ]
        writer.update(head, actions=named)
        stopped = text.keyword is Keyword.STOP
        blasts.add_reply(writer, text.organization_id, campaign_id, blast_id, opted_out=stopped)
        if sent:
            writer.save(_text_row(sent))

    try:
        rows.transact(fill)
    except rows.Cancelled:
        return False
    return True


def list_page(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Conversation], Mapping[str, Any] | None]:
    """A page of conversations, the most recent activity first, and the next page's cursor."""
    found = _Row.by_activity.query(
        organization_id,
        scan_index_forward=False,
        limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )
    return [_to_conversation(row) for row in found], found.last_evaluated_key


def list_threaded(organization_id: str, texts: Iterable[tuple[str, str]]) -> set[str]:
    """Of pairs (phone, message id) the ids of those that are stored and have joined the blast they answer."""
    keys = [(recipients.key(organization_id, phone), f"MESSAGE#{message_id}") for phone, message_id in texts]
    found = _Row.batch_get(keys, consistent_read=True) if keys else ()
    return {row.record.partition("#")[2] for row in found if row.blast_id}


def list_texts(organization_id: str, phone: str) -> list[Text]:
    """All texts of one conversation, the oldest first."""
    found = _Row.query(
        recipients.key(organization_id, phone), _Row.record.startswith("MESSAGE#"), consistent_read=True
    )
    return sorted((_to_text(row) for row in found), key=lambda text: text.at)


def list_replies(
    blast_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Text], Mapping[str, Any] | None]:
    """A page of the replies to a blast, the newest first, and the next page's cursor."""
    found = _Row.by_blast.query(
        blast_id, scan_index_forward=False, limit=limit, last_evaluated_key=dict(cursor) if cursor else None
    )
    return [_to_text(row) for row in found], found.last_evaluated_key
