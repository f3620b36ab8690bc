"""How many people wait for an answer."""

from datetime import datetime

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.read_waiting import read_unassigned, read_waiting
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class QueueLookShape(Shape):
    """`oldest_at` is when the first of them wrote. Not `is_all`: only the oldest of a long queue were counted."""

    count: int
    oldest_at: datetime | None
    is_all: bool


class WaitingShape(Shape):
    """`mine` are given to you, `unassigned` to nobody."""

    mine: QueueLookShape
    unassigned: QueueLookShape


@router.get(f"{ORGANIZATION}/conversations/waiting")
def get_waiting(organization_id: Id, caller: CurrentCaller) -> WaitingShape:
    """Count the open conversations that wait for an answer: yours, and those that nobody looks after."""
    return WaitingShape(
        mine=QueueLookShape.of(read_waiting(organization_id, caller.user_id)),
        unassigned=QueueLookShape.of(read_unassigned(organization_id)),
    )
