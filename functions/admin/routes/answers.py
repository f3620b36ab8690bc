"""Looking after a conversation: answering it, giving it to somebody, closing it."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.idempotency import CurrentKey
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.shapes import Body, Id, Phone, Shape, plain_phone
from groundswell.usecases.answer_conversation import Answered, answer_conversation
from groundswell.usecases.assign_conversation import assign_conversation
from groundswell.usecases.close_conversation import close_conversation, reopen_conversation
from routes.conversations import ConversationShape
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()
LastMessage = Annotated[
    str | None,
    Field(
        max_length=64,
        description="The conversation's as you saw it; refused if there is a newer one",
    ),
]


class AnswerBody(Body):
    text: Annotated[str, Field(min_length=1, max_length=1600, examples=["Yes, bring a friend!"])]
    last_message_id: LastMessage = None


class AnswerShape(Shape):
    """`held_until` is set if the person may not be texted at this hour: it leaves then."""

    message_id: str
    campaign_id: str
    blast_id: str
    held_until: datetime | None

    @classmethod
    def of(cls, thing: Answered) -> "AnswerShape":
        return cls(
            message_id=thing.message_id,
            campaign_id=thing.blast.campaign_id,
            blast_id=thing.blast.blast_id,
            held_until=thing.held_until,
        )


class AssigneeBody(Body):
    """null gives it back to nobody."""

    user_id: Annotated[str | None, Field(max_length=64)]


class CloseBody(Body):
    last_message_id: LastMessage = None


@router.post(f"{ORGANIZATION}/conversations/<phone>/messages", status_code=202)
def post_answer(
    organization_id: Id, phone: Phone, body: AnswerBody, caller: CurrentCaller, key: CurrentKey
) -> AnswerShape:
    """Answer somebody, from the number that they wrote to.

    Send `last_message_id` so that no two members answer at once. The same Idempotency-Key never sends twice.
    """
    answered = answer_conversation(
        caller.organization, caller.user_id, plain_phone(phone), body.text, key,
        last_message_id=body.last_message_id,
    )  # fmt: skip
    return AnswerShape.of(answered)


@router.put(f"{ORGANIZATION}/conversations/<phone>/assignee")
def put_assignee(organization_id: Id, phone: Phone, body: AssigneeBody) -> ConversationShape:
    """Give a conversation to a member, or back to nobody; it is open then."""
    return ConversationShape.of(assign_conversation(organization_id, plain_phone(phone), body.user_id))


@router.post(f"{ORGANIZATION}/conversations/<phone>/close")
def post_conversation_close(organization_id: Id, phone: Phone, body: CloseBody) -> ConversationShape:
    """Close a conversation until the person writes again."""
    closed = close_conversation(organization_id, plain_phone(phone), last_message_id=body.last_message_id)
    return ConversationShape.of(closed)


@router.post(f"{ORGANIZATION}/conversations/<phone>/reopen")
def post_conversation_reopen(organization_id: Id, phone: Phone) -> ConversationShape:
    """Open a conversation again: for the member who had it, else for anybody."""
    return ConversationShape.of(reopen_conversation(organization_id, plain_phone(phone)))
