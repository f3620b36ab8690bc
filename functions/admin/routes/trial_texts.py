"""A campaign's text on a colleague's phone, before anybody else gets it."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.idempotency import CurrentKey
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.shapes import Body, Id, Shape
from groundswell.usecases.send_test_text import TrialSent, send_test_text
from routes.campaign_shapes import FindingShape, SegmentsShape
from routes.permissions import CAMPAIGN

router = APIGatewayHttpRouter()


class TrialBody(Body):
    to: Annotated[str, Field(min_length=4, max_length=40, examples=["+12025550123"])]


class TrialShape(Shape):
    """`body` is what the phone will show; what became of it stands under `GET …/messages/{message_id}`."""

    message_id: str
    blast_id: str
    to: str
    body: str
    segments: SegmentsShape
    warnings: list[FindingShape]
    held_until: datetime | None

    @classmethod
    def of(cls, thing: TrialSent) -> "TrialShape":
        return cls(
            message_id=thing.blast.campaign_id,
            blast_id=thing.blast.blast_id,
            to=thing.phone,
            body=thing.body,
            segments=SegmentsShape.of(thing.segments),
            warnings=[FindingShape.of(one) for one in thing.warnings],
            held_until=thing.held_until,
        )


@router.post(f"{CAMPAIGN}/test", status_code=202)
def post_campaign_test(
    organization_id: Id, campaign_id: Id, body: TrialBody, caller: CurrentCaller, key: CurrentKey
) -> TrialShape:
    """Send the campaign's text to one phone, filled in as for one of its contacts; five times a day at most.

    Opt-outs and hours count as for every text.
    """
    return TrialShape.of(send_test_text(caller.organization, caller.user_id, campaign_id, body.to, key))
