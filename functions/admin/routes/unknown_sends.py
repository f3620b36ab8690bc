"""Sends whose fate nobody knows, and a person's decision to try one again."""

from typing import Annotated

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Body, Id
from groundswell.usecases.read_attention import is_search_over
from groundswell.usecases.read_attention import list_unknown_sends as read_unknown_sends
from groundswell.usecases.release_send import release_send
from routes.blasts import SendShape
from routes.permissions import BLAST, ORGANIZATION

router = APIGatewayHttpRouter()
Reason = Annotated[
    str, Field(min_length=3, max_length=500, examples=["Asked by phone: the text never arrived."])
]


class ReleaseBody(Body):
    reason: Reason


class UnknownSendShape(SendShape):
    """`searched` is true once the carrier's list has been searched for it in vain to the end."""

    campaign_id: str
    blast_id: str
    released: bool
    searched: bool


@router.get(f"{ORGANIZATION}/unknown-sends")
def list_unknown_sends(organization_id: Id, paging: CurrentPaging) -> Page[UnknownSendShape]:
    """List the organization's UNKNOWN sends, the newest first."""
    sends, following = read_unknown_sends(organization_id, limit=paging.limit, cursor=paging.cursor)
    shown = [
        UnknownSendShape(
            **SendShape.of(send).model_dump(),
            campaign_id=send.campaign_id,
            blast_id=send.blast_id,
            released=send.released,
            searched=is_search_over(send),
        )
        for send in sends
    ]
    return paging.page(UnknownSendShape, shown, following)


@router.post(f"{BLAST}/sends/<send_id>/release")
def post_send_release(
    organization_id: Id, campaign_id: Id, blast_id: Id, send_id: Id, body: ReleaseBody, caller: CurrentCaller
) -> SendShape:
    """Send an UNKNOWN text once more, on your responsibility: the recipient may get it twice.

    Possible once per send, after the carrier's list has been searched for it. Opt-outs and hours still count.
    """
    released = release_send(
        organization_id, campaign_id, blast_id, send_id, reason=body.reason, user_id=caller.user_id
    )
    return SendShape.of(released)
