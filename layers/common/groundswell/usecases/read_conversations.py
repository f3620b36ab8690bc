"""What passed between an organization and the people it texts: ids and phones go in, conversations come out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from groundswell.domain.conversation import Conversation, Direction, InboxView, Text
from groundswell.domain.erasure import NOBODY
from groundswell.domain.errors import NotFound
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.tables import conversations, inbox, opt_outs, recipients, reviews
from groundswell.tables.ledger import send_rows
from groundswell.tables.opt_outs import OptOutChange
from groundswell.usecases.find_erased import find_erasure


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """`conversation` is None while only we have written; `sends` say, by message id, what became of our texts."""

    recipient: Recipient
    conversation: Conversation | None
    texts: tuple[Text, ...]
    sends: Mapping[str, Send]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Whether a phone may be texted, and how that came about."""

    recipient: Recipient
    history: tuple[OptOutChange, ...]


def list_conversations(
    organization_id: str, view: InboxView, user_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Conversation], Mapping[str, Any] | None]:
    """`user_id` says whose are MINE."""
    if view is InboxView.ALL:
        return conversations.list_page(organization_id, limit=limit, cursor=cursor)
    if view is InboxView.REVIEW:
        return reviews.list_page(organization_id, limit=limit, cursor=cursor)
    whose = user_id if view is InboxView.MINE else view.value
    return inbox.list_queue(organization_id, whose, limit=limit, cursor=cursor)


def list_reviews(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Conversation], Mapping[str, Any] | None]:
    """The conversations in which a person has to decide whether it is an opt-out, the one due first first."""
    return reviews.list_page(organization_id, limit=limit, cursor=cursor)


def get_thread(organization_id: str, phone: str) -> Thread:
    conversation, texts = conversations.read(organization_id, phone)
    if not texts:
        raise NotFound("conversation")
    ours = [(one.blast_id, one.message_id) for one in texts if one.direction is Direction.OUT and one.blast_id]
    return Thread(
        recipient=recipients.get(organization_id, phone),
        conversation=conversation,
        texts=tuple(texts),
        sends=send_rows.get_many(ours),
    )


def get_subscription(organization_id: str, phone: str) -> Subscription:
    """A phone that nobody knows has not opted out; one that was erased counts as if it had."""
    recipient = recipients.get(organization_id, phone)
    history = opt_outs.list_changes(organization_id, phone)
    if erasure := find_erasure(organization_id, phone):
        history = opt_outs.list_changes(organization_id, NOBODY + erasure.person_id) + history
        since = erasure.opted_out_at or recipient.opted_out_at or erasure.erased_at
        recipient = replace(recipient, opted_out_at=since)
    return Subscription(recipient=recipient, history=tuple(history))
