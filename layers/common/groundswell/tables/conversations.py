"""Conversations: the texts between an organization and one phone, and a head row that the inbox lists by activity."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from groundswell.domain.conversation import Conversation, Direction, Keyword, Text
from groundswell.domain.erasure import GONE
from groundswell.tables import blasts, opt_outs, recipients, rows
from groundswell.tables.conversation_rows import (
    HEAD,
    UNASSIGNED,
    UNMATCHED,
    Row,
    queue_of,
    text_row,
    to_conversation,
    to_text,
)


def add_inbound(text: Text, *, erased: str | None = None) -> bool:
    """Store an inbound text with the opt-out or opt-in that it asks for, in one transaction.

    `erased` is the hash of somebody who was erased and now subscribes again.
    False, and nothing changed, if the carrier's message id was seen before.
    """

    def fill(writer: TransactWrite) -> None:
        writer.save(text_row(text), condition=Row.record.does_not_exist())
        writer.update(_head(text), actions=_received(text))
        if text.keyword is Keyword.STOP:
            recipients.add_opt_out(writer, text.organization_id, text.phone, at=text.at, by=text.message_id)
        if text.keyword is Keyword.START:
            recipients.add_opt_in(writer, text.organization_id, text.phone)
            if erased:
                recipients.add_lift(writer, text.organization_id, erased)
        if text.keyword in (Keyword.STOP, Keyword.START):
            opt_outs.add_change(writer, text)

    return rows.succeeds(lambda: rows.transact(fill))


def _head(text: Text) -> Row:
    return Row(recipients.key(text.organization_id, text.phone), HEAD)


def _received(text: Text) -> list[Action]:
    """What an inbound text changes in its conversation's head; a keyword needs nobody's answer."""
    actions: list[Action] = [
        Row.inbox.set(text.organization_id),
        Row.last_activity_at.set(text.at),
        Row.last_text.set(text.body),
        Row.unanswered.set(text.keyword is None),
        Row.last_message_id.set(text.message_id),
        *_review(text),
    ]
    if text.keyword is None:
        actions.append(Row.queue.set(Row.home | queue_of(text.organization_id, UNMATCHED)))
    return actions


def _review(text: Text) -> list[Action]:
    """A doubtful text waits for a person, from the first one on; an opt-out answers the question."""
    if text.keyword is Keyword.STOP:
        return [Row.review.remove(), Row.review_due_at.remove()]
    if text.review_due_at is None:
        return []
    return [
        Row.review.set(text.organization_id),
        Row.review_due_at.set(Row.review_due_at | text.review_due_at),
    ]


def assign(
    text: Text, campaign_id: str, blast_id: str, sent: Text | None, first_name: str, *, opted_out: bool
) -> bool:
    """Make an inbound text a reply to a blast and count it there, once; False if it was assigned before.

    `opted_out` says that this text ended the subscription, which is counted too. `sent` is the blast's own
    text to this phone, which joins the conversation if it is not in it yet.
    """

    def fill(writer: TransactWrite) -> None:
        row = Row(recipients.key(text.organization_id, text.phone), f"MESSAGE#{text.message_id}")
        actions: list[Action] = [
            Row.campaign_id.set(campaign_id),
            Row.blast_id.set(blast_id),
            Row.reply_to.set(blast_id),
        ]
        writer.update(row, actions=actions, condition=Row.record.exists() & Row.blast_id.does_not_exist())
        writer.update(_head(text), actions=_joined(text, campaign_id, blast_id, first_name))
        blasts.add_reply(writer, text.organization_id, campaign_id, blast_id, opted_out=opted_out)
        if sent:
            writer.save(text_row(sent))

    return rows.succeeds(lambda: rows.transact(fill))


def _joined(text: Text, campaign_id: str, blast_id: str, first_name: str) -> list[Action]:
    """What joining a blast changes in the conversation's head: it leaves the queue of those never texted."""
    home = Row.home | queue_of(text.organization_id, UNASSIGNED)
    actions: list[Action] = [
        Row.campaign_id.set(campaign_id),
        Row.blast_id.set(blast_id),
        Row.first_name.set(first_name),
        Row.home.set(home),
    ]
    return actions if text.keyword else [*actions, Row.queue.set(home)]


def list_page(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Conversation], Mapping[str, Any] | None]:
    """A page of conversations, the most recent activity first, and the next page's cursor."""
    found = Row.by_activity.query(
        organization_id,
        scan_index_forward=False,
        limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )
    return [to_conversation(row) for row in found], found.last_evaluated_key


def list_threaded(organization_id: str, texts: Iterable[tuple[str, str]]) -> set[str]:
    """Of pairs (phone, message id) the ids of those that are stored and have joined the blast they answer."""
    keys = [(recipients.key(organization_id, phone), f"MESSAGE#{message_id}") for phone, message_id in texts]
    found = Row.batch_get(keys, consistent_read=True) if keys else ()
    return {row.record.partition("#")[2] for row in found if row.blast_id}


def list_texts(organization_id: str, phone: str) -> list[Text]:
    """All texts of one conversation, the oldest first."""
    return read(organization_id, phone)[1]


def list_latest(
    organization_id: str, phone: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Text], Mapping[str, Any] | None]:
    """A page of one conversation's texts, the newest first, and the cursor of those before.

    The last second's may be missing.
    """
    found = Row.by_time.query(
        recipients.key(organization_id, phone),
        scan_index_forward=False,
        limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )
    return [to_text(row) for row in found], found.last_evaluated_key


def find_last_received(organization_id: str, phone: str) -> Text | None:
    """The last text that came in on a number of ours; read only as far back as that."""
    newest_first = Row.by_time.query(
        recipients.key(organization_id, phone), scan_index_forward=False, page_size=20
    )
    received = (row for row in newest_first if row.direction == Direction.IN.value and row.our_number)
    found = next(received, None)
    return to_text(found) if found else None


def read(organization_id: str, phone: str) -> tuple[Conversation | None, list[Text]]:
    """A conversation with all its texts, the oldest first; None while only we have written."""
    found = list(Row.query(recipients.key(organization_id, phone), consistent_read=True))
    head = next((to_conversation(row) for row in found if row.record == HEAD and row.inbox), None)
    texts = [to_text(row) for row in found if row.record != HEAD]
    return head, sorted(texts, key=lambda text: text.at)


def list_replies(
    blast_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Text], Mapping[str, Any] | None]:
    """A page of the replies to a blast, the newest first, and the next page's cursor."""
    found = Row.by_blast.query(
        blast_id, scan_index_forward=False, limit=limit, last_evaluated_key=dict(cursor) if cursor else None
    )
    return [to_text(row) for row in found], found.last_evaluated_key


def remove(organization_id: str, phone: str) -> int:
    """Forget all that passed, and that anything did; how many rows that were."""
    found = list(Row.query(recipients.key(organization_id, phone), consistent_read=True))
    with Row.batch_write() as batch:
        for row in found:
            batch.delete(row)
    return len(found)


def remove_texts(organization_id: str, texts: Iterable[tuple[str, str]]) -> None:
    """Forget texts by (phone, message id); those that were never stored do not matter."""
    with Row.batch_write() as batch:
        for phone, message_id in dict.fromkeys(texts):
            batch.delete(Row(recipients.key(organization_id, phone), f"MESSAGE#{message_id}"))


def forget_head(organization_id: str, phone: str, *, before: datetime) -> None:
    """What the inbox shows of a conversation, unless anything has passed since then."""
    head = Row(recipients.key(organization_id, phone), HEAD)
    actions: list[Action] = [Row.last_text.set(GONE), Row.first_name.remove()]
    is_older: Condition = Row.last_activity_at < before
    rows.succeeds(lambda: rows.patiently(lambda: head.update(actions=actions, condition=is_older)))
