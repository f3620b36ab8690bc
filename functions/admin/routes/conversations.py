"""Conversations: what passed between the organization and each phone."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.conversation import Direction, InboxView, Keyword, Text
from groundswell.domain.send import Send, SendState
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Phone, Shape, plain_phone
from groundswell.usecases.read_conversations import get_facts, get_thread
from groundswell.usecases.read_conversations import list_conversations as read_conversations
from groundswell.usecases.read_conversations import list_reviews as read_reviews
from groundswell.usecases.settle_review import settle_review
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class ConversationShape(Shape):
    """`review_due_at` is set while somebody has to decide whether the person asked for no more texts.

    `last_message_id` names the last text that came in or was an answer; `is_open` says that somebody has to look.
    """

    phone: str
    first_name: str
    last_text: str
    last_activity_at: datetime
    unanswered: bool
    campaign_id: str | None
    blast_id: str | None
    review_due_at: datetime | None
    assignee: str | None
    is_open: bool
    last_message_id: str | None


class TextShape(Shape):
    """`our_number` is the number of ours that sent or received it, `user_id` the member who wrote it.

    `state` and `reason` say what became of a text of ours; one that is HELD may leave at `held_until`.
    """

    message_id: str
    phone: str
    direction: Direction
    body: str
    at: datetime
    our_number: str | None
    keyword: Keyword | None
    campaign_id: str | None
    blast_id: str | None
    user_id: str | None = None
    state: SendState | None = None
    reason: str | None = None
    held_until: datetime | None = None


class ThreadShape(Shape):
    """`conversation` is null as long as only you have written.

    `texts` are a page, the oldest first; `next_cursor` leads to those before, and is null where nothing was before.
    `campaign_id` and `campaign_name` are of the campaign whose text the person had last. `time_zones` are those
    the phone may be in; `held_until` is set while an answer would wait for the person's hours.
    """

    phone: str
    opted_out_at: datetime | None
    conversation: ConversationShape | None
    texts: list[TextShape]
    next_cursor: str | None
    campaign_id: str | None
    campaign_name: str | None
    time_zones: list[str]
    held_until: datetime | None


@router.get(f"{ORGANIZATION}/conversations")
def list_conversations(
    organization_id: Id,
    paging: CurrentPaging,
    caller: CurrentCaller,
    show: Annotated[InboxView, Query(description="Which of them")] = InboxView.ALL,
) -> Page[ConversationShape]:
    """List conversations, the latest activity first.

    MINE, UNASSIGNED (nobody's) and UNMATCHED (nobody's, and never texted by you) show open ones only.
    """
    found = read_conversations(
        organization_id, show, caller.user_id, limit=paging.limit, cursor=paging.cursor
    )
    return paging.page(ConversationShape, *found)


@router.get(f"{ORGANIZATION}/conversations/reviews")
def list_reviews(organization_id: Id, paging: CurrentPaging) -> Page[ConversationShape]:
    """List the conversations in which somebody may have asked for no more texts, the one due first first.

    Read it and decide by `review_due_at`: opt the phone out, or dismiss the review.
    """
    found = read_reviews(organization_id, limit=paging.limit, cursor=paging.cursor)
    return paging.page(ConversationShape, *found)


@router.delete(f"{ORGANIZATION}/conversations/<phone>/review", status_code=204)
def dismiss_review(organization_id: Id, phone: Phone) -> None:
    """Dismiss a review: the person did not ask for no more texts."""
    settle_review(organization_id, plain_phone(phone))


@router.get(f"{ORGANIZATION}/conversations/<phone>")
def get_conversation(
    organization_id: Id, phone: Phone, caller: CurrentCaller, paging: CurrentPaging
) -> ThreadShape:
    """Get what passed between the organization and one phone, beginning with the newest texts.

    Send `next_cursor` as `cursor` for the texts before; of one request they come the oldest first. A text of
    this very second may be missing.
    """
    thread = get_thread(organization_id, plain_phone(phone), limit=paging.limit, cursor=paging.cursor)
    facts = get_facts(caller.organization, thread)
    conversation = thread.conversation
    return ThreadShape(
        phone=plain_phone(phone),
        opted_out_at=thread.recipient.opted_out_at,
        conversation=ConversationShape.of(conversation) if conversation else None,
        texts=[_text(text, thread.sends.get(text.message_id)) for text in thread.texts],
        next_cursor=paging.next(thread.earlier),
        campaign_id=facts.campaign.campaign_id if facts.campaign else None,
        campaign_name=facts.campaign.name if facts.campaign else None,
        time_zones=list(facts.time_zones),
        held_until=facts.held_until,
    )


def _text(text: Text, send: Send | None) -> TextShape:
    shape = TextShape.of(text)
    if send is None:
        return shape
    fate = {
        "state": send.state,
        "reason": send.reason,
        "our_number": send.sender or text.our_number,
        "held_until": send.not_before if send.state is SendState.HELD else None,
    }
    return shape.model_copy(update=fate)
