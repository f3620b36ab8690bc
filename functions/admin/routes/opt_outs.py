"""Opt-outs: whether a phone may be texted, and the proof."""

from datetime import datetime
from typing import Annotated, ClassVar

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.conversation import Keyword
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Items, Page
from groundswell.entrypoints.shapes import Body, Id, Phone, Shape, plain_phone
from groundswell.usecases.import_opt_outs import MOST, import_opt_outs, phones_of_csv
from groundswell.usecases.lift_opt_out import lift_opt_out
from groundswell.usecases.opt_out_by_hand import known_phone, opt_out_by_hand
from groundswell.usecases.read_conversations import OptedOut, get_subscription, list_opted_out
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class ChangeShape(Shape):
    """What the phone asked for in its own words, or what a member did and why.

    `rule` says by what a text was recognised, `by` is the member's user id.
    """

    keyword: Keyword
    at: datetime
    source: str
    words: str
    rule: str | None
    reason: str | None
    by: str | None


class SubscriptionShape(Shape):
    """`opted_out_at` is null as long as the phone may be texted."""

    phone: str
    opted_out: bool
    opted_out_at: datetime | None
    history: list[ChangeShape]


class OptedOutShape(Shape):
    """How the opt-out came about, as in the phone's history; `source` is null where that is not known."""

    phone: str
    opted_out_at: datetime | None
    source: str | None
    words: str
    reason: str | None
    by: str | None

    @classmethod
    def of(cls, thing: OptedOut) -> "OptedOutShape":
        proof = thing.proof
        return cls(
            phone=thing.phone,
            opted_out_at=thing.opted_out_at,
            source=proof.source if proof else None,
            words=proof.words if proof else "",
            reason=proof.reason if proof else None,
            by=proof.by if proof else None,
        )


class OptOutBody(Body):
    phone: Annotated[str, Field(min_length=4, max_length=40, examples=["+12025550123"])]
    reason: Annotated[str, Field(min_length=3, max_length=500, examples=["Asked for it on the phone"])]


class ImportBody(Body):
    """Send either `phones` or `csv`. In the CSV the column counts whose header speaks of a phone, else the first."""

    phones: Annotated[
        list[Annotated[str, Field(max_length=40)]],
        Field(max_length=MOST, default_factory=list, examples=[["+12025550123"]]),
    ]
    as_given: ClassVar = frozenset({"csv"})
    csv: Annotated[str, Field(max_length=200_000)] = ""
    reason: Annotated[str, Field(min_length=3, max_length=500, examples=["The list of our last provider"])]


class RefusedShape(Shape):
    """`row` counts from 1, a header included."""

    row: int
    phone: str


class ImportShape(Shape):
    """`already` had opted out before; `refused` are no phone numbers."""

    opted_out: int
    already: int
    refused: list[RefusedShape]


@router.get(f"{ORGANIZATION}/opt-outs")
def find_opt_out(
    organization_id: Id,
    phone: Annotated[str, Query(description="In any spelling", min_length=4, max_length=40)],
) -> SubscriptionShape:
    """Look up a phone in any spelling."""
    return _subscription(organization_id, known_phone(phone))


@router.get(f"{ORGANIZATION}/opt-outs/newest")
def list_newest_opt_outs(organization_id: Id, paging: CurrentPaging) -> Page[OptedOutShape]:
    """List the phones that have opted out, the newest first; an opt-out of this very second may be missing."""
    found = list_opted_out(organization_id, limit=paging.limit, cursor=paging.cursor)
    return paging.page(OptedOutShape, *found)


@router.post(f"{ORGANIZATION}/opt-outs", status_code=201)
def add_opt_out(organization_id: Id, body: OptOutBody, caller: CurrentCaller) -> SubscriptionShape:
    """Opt a phone out, at once, because somebody asked for it on another way."""
    phone = opt_out_by_hand(organization_id, body.phone, reason=body.reason, by=caller.user_id)
    return _subscription(organization_id, phone)


@router.post(f"{ORGANIZATION}/opt-outs/imports")
def add_opt_outs(organization_id: Id, body: ImportBody, caller: CurrentCaller) -> ImportShape:
    """Opt out a list of phones, at most 1,000 at a time."""
    given = [*enumerate(body.phones, 1), *phones_of_csv(body.csv)]
    return ImportShape.of(import_opt_outs(organization_id, given, reason=body.reason, by=caller.user_id))


@router.delete(f"{ORGANIZATION}/opt-outs/<phone>", status_code=204)
def remove_opt_out(
    organization_id: Id,
    phone: Phone,
    caller: CurrentCaller,
    reason: Annotated[str, Query(description="Kept in the history", min_length=10, max_length=500)],
) -> None:
    """Lift an opt-out, because the person asked for texts again; the history says who did it and why."""
    lift_opt_out(organization_id, plain_phone(phone), reason=reason, by=caller.user_id)


@router.get(f"{ORGANIZATION}/opt-outs/<phone>/history")
def get_opt_out_history(organization_id: Id, phone: Phone) -> Items[ChangeShape]:
    """List every opt-out of a phone and every lifting of one, the oldest first."""
    found = get_subscription(organization_id, plain_phone(phone))
    return Items(items=[ChangeShape.of(change) for change in found.history])


@router.get(f"{ORGANIZATION}/opt-outs/<phone>")
def get_opt_out(organization_id: Id, phone: Phone) -> SubscriptionShape:
    """Look up whether a phone has opted out, and how that came about."""
    return _subscription(organization_id, plain_phone(phone))


def _subscription(organization_id: str, phone: str) -> SubscriptionShape:
    found = get_subscription(organization_id, phone)
    return SubscriptionShape(
        phone=found.recipient.phone,
        opted_out=found.recipient.opted_out,
        opted_out_at=found.recipient.opted_out_at,
        history=[ChangeShape.of(change) for change in found.history],
    )
