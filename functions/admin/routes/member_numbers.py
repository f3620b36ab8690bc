"""Numbers that are a member's own: their texts come from it, and who answers reaches them."""

from typing import Annotated

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.shapes import Body, Id, Shape
from groundswell.usecases.dedicate_number import dedicate_number
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class MemberNumberBody(Body):
    """One of the organization's AVAILABLE numbers; null gives up what the member had."""

    phone: Annotated[str | None, Field(max_length=40, examples=["+12025550123"])]


class MemberNumberShape(Shape):
    user_id: str
    phone: str | None


@router.put(f"{ORGANIZATION}/members/<user_id>/number")
def put_member_number(organization_id: Id, user_id: Id, body: MemberNumberBody) -> MemberNumberShape:
    """Give a member a number of their own, or take it back.

    It is RESERVED for them: no campaign gets it, and conversations that begin with a text to it are theirs.
    """
    phone = dedicate_number(organization_id, user_id, body.phone)
    return MemberNumberShape(user_id=user_id, phone=phone)
