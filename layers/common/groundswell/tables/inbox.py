"""The inbox: whose turn a conversation is, who looks after it, and the lists of the open ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from groundswell.domain.conversation import Conversation
from groundswell.domain.errors import NotFound
from groundswell.tables import recipients, rows
from groundswell.tables.conversation_rows import (
    HEAD,
    UNASSIGNED,
    UNMATCHED,
    Row,
    queue_of,
    to_conversation,
)

Cursor = Mapping[str, Any]


def get(organization_id: str, phone: str) -> Conversation:
    """The conversation as it stands; NotFound where nobody has written to us."""
    found = find(organization_id, phone)
    if found is None:
        raise NotFound("conversation")
    return found


def find(organization_id: str, phone: str) -> Conversation | None:
    """The same; None where nobody has written to us."""
    head = Row.batch_get([(recipients.key(organization_id, phone), HEAD)], consistent_read=True)
    row = next(iter(head), None)
    return to_conversation(row) if row and row.inbox else None


def list_queue(
    organization_id: str, whose: str, *, limit: int, cursor: Cursor | None = None
) -> tuple[list[Conversation], Cursor | None]:
    """A page of the open conversations of a member, UNASSIGNED or UNMATCHED, the latest activity first."""
    found = Row.by_queue.query(
        queue_of(organization_id, whose), scan_index_forward=False, limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )  # fmt: skip
    return [to_conversation(row) for row in found], found.last_evaluated_key


def list_waiting(organization_id: str, whose: str, *, most: int) -> tuple[list[Conversation], bool]:
    """Of the `most` oldest of a queue those that wait for an answer; and whether these are all."""
    found = Row.by_queue.query(queue_of(organization_id, whose), limit=most)
    waiting = [to_conversation(row) for row in found if row.unanswered]
    return waiting, found.last_evaluated_key is None


def hand_to(conversation: Conversation, user_id: str | None) -> Conversation:
    """Give the conversation to a member, or to nobody; it is open then. Stale if somebody else did meanwhile."""
    organization_id = conversation.organization_id
    standing = conversation.assignee
    theirs = (
        Row.home == queue_of(organization_id, standing)
        if standing
        else Row.home.does_not_exist() | (Row.home == queue_of(organization_id, UNASSIGNED))
    )
    if user_id or conversation.campaign_id:
        home = queue_of(organization_id, user_id or UNASSIGNED)
        actions: list[Action] = [Row.home.set(home), Row.queue.set(home)]
    else:
        actions = [Row.home.remove(), Row.queue.set(queue_of(organization_id, UNMATCHED))]
    return _update(conversation, actions, theirs)


def hand_to_holder(organization_id: str, phone: str, user_id: str) -> None:
    """The number that was written to is a member's own: the conversation is theirs, unless it is somebody's."""
    home = queue_of(organization_id, user_id)
    is_nobodys = Row.home.does_not_exist() | (Row.home == queue_of(organization_id, UNASSIGNED))
    head = Row(recipients.key(organization_id, phone), HEAD)
    actions: list[Action] = [Row.home.set(home), Row.queue.set(home)]
    condition = is_nobodys & Row.queue.exists()
    rows.succeeds(lambda: rows.patiently(lambda: head.update(actions, condition=condition)))


def close(conversation: Conversation) -> Conversation:
    """Nothing is left to do until the person writes again; Stale if they have."""
    return _update(conversation, [Row.queue.remove(), Row.unanswered.set(False)], _unchanged(conversation))


def reopen(conversation: Conversation) -> Conversation:
    """Back into the queue it lay in; Stale where nobody has written to us."""
    queue = Row.home | queue_of(conversation.organization_id, UNMATCHED)
    return _update(conversation, [Row.queue.set(queue)], Row.inbox.exists())


def add_answer(
    writer: TransactWrite, conversation: Conversation, message_id: str, body: str, *, at: datetime
) -> None:
    """Make an answer part of a transaction; it fails if anybody has written or answered meanwhile."""
    actions: list[Action] = [
        Row.last_activity_at.set(at),
        Row.last_text.set(body),
        Row.unanswered.set(False),
        Row.last_message_id.set(message_id),
    ]
    writer.update(_head(conversation), actions=actions, condition=_unchanged(conversation))


def _unchanged(conversation: Conversation) -> Condition:
    last = conversation.last_message_id
    same: Condition = Row.last_message_id == last if last else Row.last_message_id.does_not_exist()
    return same


def _head(conversation: Conversation) -> Row:
    return Row(recipients.key(conversation.organization_id, conversation.phone), HEAD)


def _update(conversation: Conversation, actions: list[Action], condition: Condition) -> Conversation:
    head = _head(conversation)
    with rows.stale_when_condition_fails("conversation"):
        rows.patiently(lambda: head.update(actions=actions, condition=condition))
    return to_conversation(head)
