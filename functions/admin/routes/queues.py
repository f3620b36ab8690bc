"""The queues: how much work waits, and how much was given up on."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.entrypoints.paging import Items
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.count_queues import count_queues
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class QueueShape(Shape):
    """`delayed` is to be read later, `dead` was given up on. The counts are SQS's own, which are a little rough."""

    name: str
    waiting: int
    in_flight: int
    delayed: int
    dead: int


@router.get(f"{ORGANIZATION}/queues")
def list_queues(organization_id: Id) -> Items[QueueShape]:
    """Count what waits on each queue. All organizations share the queues, so these counts are everybody's."""
    shown = [
        QueueShape(
            name=name, waiting=one.waiting, in_flight=one.in_flight, delayed=one.delayed, dead=one.dead
        )
        for name, one in count_queues().items()
    ]
    return Items(items=shown)
