"""The emergency stop."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.stop_all import read_stop
from groundswell.usecases.stop_all import stop_all as stop_everything
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class StopShape(Shape):
    """`last_claim_at` is when the last text was handed to the carrier's queue in what was stopped."""

    pressed_at: datetime
    pressed_by: str
    stopped: int
    campaign_ids: list[str]
    last_claim_at: datetime | None
    seconds_until_quiet: Annotated[float, Field(ge=0)]


@router.post(f"{ORGANIZATION}/stop-all")
def post_stop_all(organization_id: Id, caller: CurrentCaller) -> StopShape:
    """Stop everything that sends: all active campaigns are paused now. Resume each by itself."""
    return StopShape.of(stop_everything(organization_id, caller.user_id))


@router.get(f"{ORGANIZATION}/stop-all")
def get_stop_all(organization_id: Id) -> StopShape:
    """See the last stop, and how soon after it the last text was claimed."""
    return StopShape.of(read_stop(organization_id))
