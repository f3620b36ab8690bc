"""Messages: texts that are sent at once, to one person or a thousand, without a campaign."""

from datetime import UTC, datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import AwareDatetime, ConfigDict, Field

from groundswell.domain.addressees import MOST, Addressee
from groundswell.domain.blast import SendFilter
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Forbidden
from groundswell.domain.organization import Role
from groundswell.entrypoints.idempotency import CurrentKey
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Body, Id, Shape
from groundswell.usecases.read_blasts import BlastReport
from groundswell.usecases.read_messages import get_message as read_message
from groundswell.usecases.read_messages import list_message_sends as read_sends
from groundswell.usecases.read_messages import list_messages as read_messages
from groundswell.usecases.send_message import Message, Underway, send_message
from routes.blasts import BlastReportShape, SendShape, WantedReason, WantedState
from routes.campaign_shapes import FindingShape
from routes.permissions import MESSAGE, ORGANIZATION

router = APIGatewayHttpRouter()
Value = Annotated[str, Field(max_length=500)]
Spelling = Annotated[str, Field(max_length=40, examples=["+12025550123"])]


class AddresseeBody(Body):
    """Further fields are values for the text's `{fields}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Value] = Field(init=False)

    phone: Spelling
    first_name: Value = ""
    last_name: Value = ""
    zip_code: Value = ""
    external_id: Value = ""


class MessageBody(Body):
    """`to` takes phones in any spelling, plain or with values for the text.

    Without `from` the text comes from your own number if you have one, else from the number that the person was
    texted from before, else from a free one.
    """

    to: Annotated[
        list[Spelling | AddresseeBody],
        Field(
            min_length=1,
            max_length=MOST,
            examples=[["+12025550123", {"phone": "+12025550124", "first_name": "Ada"}]],
        ),
    ]
    text: Annotated[
        str, Field(max_length=1600, examples=["Hi {first_name}, doors open at 6. Reply STOP to opt out."])
    ]
    from_: Annotated[Spelling | None, Field(alias="from", description="One of your numbers")] = None
    not_after: Annotated[
        AwareDatetime | None,
        Field(description="Skip what could not be sent by then; 72 hours from now if left out"),
    ] = None
    strict: Annotated[bool, Field(description="Send nothing if any entry of `to` is wrong")] = False

    def message(self) -> Message:
        return Message(
            text=self.text,
            to=[_addressee(one) for one in self.to],
            sender=self.from_,
            not_after=_utc(self.not_after) if self.not_after else None,
            strict=self.strict,
        )


class UnderwayShape(Shape):
    """`refused` entries get nothing, by their place in `to`; `merged` counts those whose phone came before.

    `opted_out` of the accepted will be skipped. Watch it under `GET …/messages/{message_id}`.
    """

    message_id: str
    blast_id: str
    accepted: int
    merged: int
    opted_out: int
    refused: list[FindingShape]
    warnings: list[FindingShape]
    not_after: datetime | None
    held_until: Annotated[
        datetime | None,
        Field(description="When the first of those may be texted who may not be at this hour"),
    ]

    @classmethod
    def of(cls, thing: Underway) -> "UnderwayShape":
        return cls(
            message_id=thing.blast.campaign_id,
            blast_id=thing.blast.blast_id,
            accepted=thing.accepted,
            merged=thing.merged,
            opted_out=thing.opted_out,
            refused=[FindingShape.of(one) for one in thing.refused],
            warnings=[FindingShape.of(one) for one in thing.warnings],
            not_after=thing.blast.not_after,
            held_until=thing.held_until,
        )


class MessageShape(Shape):
    """`sender` is null where each recipient gets a number that fits; `people` is how many it went to."""

    message_id: str
    state: CampaignState
    text: str
    sender: str | None
    people: int
    pause_reason: str | None
    created_at: datetime | None

    @classmethod
    def of(cls, thing: Campaign) -> "MessageShape":
        return cls(
            message_id=thing.campaign_id,
            state=thing.state,
            text=thing.text,
            sender=thing.sender,
            people=thing.contacts,
            pause_reason=thing.pause_reason,
            created_at=thing.created_at,
        )


class MessageReportShape(MessageShape):
    blast: BlastReportShape


@router.post(f"{ORGANIZATION}/messages", status_code=202)
def post_message(
    organization_id: Id, body: MessageBody, caller: CurrentCaller, key: CurrentKey
) -> UnderwayShape:
    """Send a text to up to 1,000 people at once; a TEXTER to one.

    Opt-outs and hours count as in a campaign. The same Idempotency-Key never sends twice.
    """
    if len(body.to) > 1 and not caller.member.may(Role.ADMIN):
        raise Forbidden("a texter texts one person at a time")
    return UnderwayShape.of(send_message(caller.organization, caller.user_id, key, body.message()))


@router.get(f"{ORGANIZATION}/messages")
def list_messages(organization_id: Id, paging: CurrentPaging) -> Page[MessageShape]:
    """List the messages that were sent without a campaign, the newest first."""
    return paging.page(
        MessageShape, *read_messages(organization_id, limit=paging.limit, cursor=paging.cursor)
    )


@router.get(MESSAGE)
def get_message(organization_id: Id, message_id: Id) -> MessageReportShape:
    """Get one message with its figures: sends by state, failures in plain words, replies."""
    return _report(*read_message(organization_id, message_id))


@router.get(f"{MESSAGE}/sends")
def list_message_sends(
    organization_id: Id,
    message_id: Id,
    paging: CurrentPaging,
    state: WantedState = None,
    reason: WantedReason = None,
) -> Page[SendShape]:
    """List what became of a message, one send for each person.

    With `state` or `reason` a page may hold fewer than `limit`, even none; go on while there is a cursor.
    """
    only = SendFilter(state=state, reason=reason)
    found = read_sends(organization_id, message_id, only=only, limit=paging.limit, cursor=paging.cursor)
    return paging.page(SendShape, *found)


def _utc(at: datetime) -> datetime:
    """The first and the last day of all have moments that are none in UTC; as a time to send by they are as wrong."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return at.replace(tzinfo=UTC)


def _addressee(given: str | AddresseeBody) -> Addressee:
    if isinstance(given, str):
        return Addressee(phone=given)
    own = {
        name: getattr(given, name) for name in ("phone", "first_name", "last_name", "zip_code", "external_id")
    }
    return Addressee(**own, values=dict(given.model_extra or {}))


def _report(message: Campaign, report: BlastReport) -> MessageReportShape:
    return MessageReportShape(**MessageShape.of(message).model_dump(), blast=BlastReportShape.of(report))
