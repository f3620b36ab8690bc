"""Phone numbers: owned, bought, given back, and reserved for campaigns."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.number import NumberState
from groundswell.domain.reservation import Wish
from groundswell.entrypoints.idempotency import CurrentKey
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Items, Page
from groundswell.entrypoints.shapes import Body, Id, Phone, Shape, plain_phone
from groundswell.usecases.count_numbers import count_numbers
from groundswell.usecases.list_campaign_numbers import list_campaign_numbers
from groundswell.usecases.list_numbers import list_numbers as read_numbers
from groundswell.usecases.purchase_numbers import purchase_numbers
from groundswell.usecases.release_number import release_number
from groundswell.usecases.reserve_numbers import reserve_numbers
from routes.jobs import JobShape
from routes.permissions import CAMPAIGN, ORGANIZATION

router = APIGatewayHttpRouter()
AreaCode = Annotated[str, Field(min_length=3, max_length=3, examples=["212"])]


class NumberShape(Shape):
    """RESERVED for the campaign, or as the member's own."""

    phone: str
    area_code: str
    state: NumberState
    campaign_id: str | None
    member_id: str | None
    vendor: str
    bought_at: datetime | None


class CountsShape(Shape):
    area_codes: dict[str, dict[NumberState, int]]


class PurchaseBody(Body):
    """Numbers cost money from the moment they are bought."""

    area_code: AreaCode
    count: Annotated[int, Field(ge=1, le=100, strict=True, examples=[5])]


class WishShape(Body):
    """So many numbers of one area code."""

    area_code: AreaCode
    count: Annotated[int, Field(ge=0, le=400, strict=True, examples=[10])]


class ReservationBody(Body):
    """All that the campaign shall have: by area code, by phone, or both. What it holds besides is given back."""

    wanted: Annotated[list[WishShape], Field(max_length=100, default_factory=list)]
    phones: Annotated[
        list[Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")]],
        Field(max_length=400, default_factory=list),
    ]


@router.get(f"{ORGANIZATION}/numbers")
def list_numbers(
    organization_id: Id,
    paging: CurrentPaging,
    state: Annotated[NumberState | None, Query(description="Only numbers in this state")] = None,
    area_code: Annotated[
        str | None, Query(description="Only numbers of this area code", max_length=3)
    ] = None,
) -> Page[NumberShape]:
    """List the organization's phone numbers. A page may hold fewer than `limit`; go on while there is a cursor."""
    found = read_numbers(
        organization_id, limit=paging.limit, cursor=paging.cursor, state=state, area_code=area_code
    )
    return paging.page(NumberShape, *found)


@router.get(f"{ORGANIZATION}/numbers/counts")
def get_number_counts(organization_id: Id) -> CountsShape:
    """Count the organization's phone numbers by area code and state."""
    return CountsShape(area_codes=count_numbers(organization_id))


@router.post(f"{ORGANIZATION}/numbers/purchases", status_code=202)
def post_number_purchase(
    organization_id: Id, body: PurchaseBody, caller: CurrentCaller, key: CurrentKey
) -> JobShape:
    """Buy numbers of one area code, as a job.

    If the area code runs dry, the job ends with as many as there were.
    """
    return JobShape.of(purchase_numbers(organization_id, body.area_code, body.count, caller.user_id, key))


@router.delete(f"{ORGANIZATION}/numbers/<phone>", status_code=204)
def delete_number(organization_id: Id, phone: Phone) -> None:
    """Give a number back to the carrier for good; it must be AVAILABLE."""
    release_number(organization_id, plain_phone(phone))


@router.get(f"{CAMPAIGN}/numbers")
def list_numbers_of_campaign(organization_id: Id, campaign_id: Id) -> Items[NumberShape]:
    """List the numbers that are reserved for the campaign or work in it."""
    return _of_campaign(organization_id, campaign_id)


@router.put(f"{CAMPAIGN}/numbers")
def put_numbers_of_campaign(
    organization_id: Id, campaign_id: Id, body: ReservationBody
) -> Items[NumberShape]:
    """Reserve numbers for a draft: all that is wanted, or none of it."""
    wishes = [Wish(area_code=one.area_code, count=one.count) for one in body.wanted]
    reserve_numbers(organization_id, campaign_id, wishes, body.phones)
    return _of_campaign(organization_id, campaign_id)


def _of_campaign(organization_id: str, campaign_id: str) -> Items[NumberShape]:
    return Items(items=[NumberShape.of(one) for one in list_campaign_numbers(organization_id, campaign_id)])
