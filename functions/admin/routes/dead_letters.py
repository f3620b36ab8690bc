"""Dead letters: messages that were given up on, and their replay."""

from datetime import datetime

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import Items
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.list_dead_letters import list_dead_letters as read_dead_letters
from groundswell.usecases.replay_dead_letters import replay_all_dead_letters, replay_dead_letter
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class DeadLetterShape(Shape):
    """`ids` say what it was about; `error` is the kind of the last error, as far as it is known."""

    message_id: str
    queue: str
    type: str
    ids: dict[str, str]
    sent_at: datetime
    received_at: datetime
    receive_count: int
    error: str | None
    failed_at: datetime | None


class ReplayShape(Shape):
    """If some are `left`, ask again with a new key."""

    replayed: int
    left: int


@router.get(f"{ORGANIZATION}/dead-letters")
def list_dead_letters(organization_id: Id) -> Items[DeadLetterShape]:
    """List the organization's messages that failed for good, the oldest first.

    While somebody else looks at them they may be missing for some seconds.
    """
    return Items(items=[DeadLetterShape.of(one) for one in read_dead_letters(organization_id)])


@router.post(f"{ORGANIZATION}/dead-letters/<message_id>/replay")
def post_dead_letter_replay(organization_id: Id, message_id: Id, caller: CurrentCaller) -> ReplayShape:
    """Try one message again. Nothing is done twice: what had been done before stays done once."""
    return ReplayShape.of(replay_dead_letter(organization_id, message_id, user_id=caller.user_id))


@router.post(f"{ORGANIZATION}/dead-letters/replay-all")
def post_dead_letters_replay_all(organization_id: Id, caller: CurrentCaller) -> ReplayShape:
    """Try all of the organization's failed messages again."""
    return ReplayShape.of(replay_all_dead_letters(organization_id, user_id=caller.user_id))
