"""Opt-outs: whether a phone may be texted, and the proof."""

from datetime import datetime

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.conversation import Keyword
from groundswell.entrypoints.shapes import Id, Phone, Shape, plain_phone
from groundswell.usecases.read_conversations import get_subscription
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class ChangeShape(Shape):
    """What the phone asked for, in its own words."""

    keyword: Keyword
    at: datetime
    source: str
    words: str


class SubscriptionShape(Shape):
    """`opted_out_at` is null as long as the phone may be texted."""

    phone: str
    opted_out: bool
    opted_out_at: datetime | None
    history: list[ChangeShape]


@router.get(f"{ORGANIZATION}/opt-outs/<phone>")
def get_opt_out(organization_id: Id, phone: Phone) -> SubscriptionShape:
    """Look up whether a phone has opted out, and how that came about."""
    found = get_subscription(organization_id, plain_phone(phone))
    return SubscriptionShape(
        phone=found.recipient.phone,
        opted_out=found.recipient.opted_out,
        opted_out_at=found.recipient.opted_out_at,
        history=[ChangeShape.of(change) for change in found.history],
    )
