"""Conversations: what passed between the organization and each phone."""

from datetime import datetime

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.conversation import Direction, Keyword
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Phone, Shape, plain_phone
from groundswell.usecases.read_conversations import get_thread
from groundswell.usecases.read_conversations import list_conversations as read_conversations
from groundswell.usecases.read_conversations import list_reviews as read_reviews
from groundswell.usecases.settle_review import settle_review
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class ConversationShape(Shape):
    """`review_due_at` is set while somebody has to decide whether the person asked for no more texts."""

    phone: str
    first_name: str
    last_text: str
    last_activity_at: datetime
    unanswered: bool
    campaign_id: str | None
    blast_id: str | None
    review_due_at: datetime | None


class TextShape(Shape):
    """`our_number` is the number of ours that sent or received it."""

    message_id: str
    phone: str
    direction: Direction
    body: str
    at: datetime
    our_number: str | None
    keyword: Keyword | None
    campaign_id: str | None
    blast_id: str | None


class ThreadShape(Shape):
    phone: str
    opted_out_at: datetime | None
    texts: list[TextShape]


@router.get(f"{ORGANIZATION}/conversations")
def list_conversations(organization_id: Id, paging: CurrentPaging) -> Page[ConversationShape]:
    """List conversations, the latest activity first."""
    found = read_conversations(organization_id, limit=paging.limit, cursor=paging.cursor)
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
def get_conversation(organization_id: Id, phone: Phone) -> ThreadShape:
    """Get everything that passed between the organization and one phone, the oldest text first."""
    thread = get_thread(organization_id, plain_phone(phone))
    texts = [TextShape.of(text) for text in thread.texts]
    return ThreadShape(phone=plain_phone(phone), opted_out_at=thread.recipient.opted_out_at, texts=texts)
