"""Blasts: what was sent, how it fared, and who answered."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.blast import BlastState, SendFilter
from groundswell.domain.pacing import PaceScope
from groundswell.domain.send import SendState
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.read_blasts import BlastReport, report_blast
from groundswell.usecases.read_blasts import list_blasts as read_blasts
from groundswell.usecases.read_blasts import list_replies as read_replies
from groundswell.usecases.read_blasts import list_sends as read_sends
from groundswell.usecases.read_outcome import read_outcome
from routes.conversations import TextShape
from routes.permissions import BLAST, CAMPAIGN

router = APIGatewayHttpRouter()
WantedState = Annotated[SendState | None, Query(description="Only sends in this state")]
WantedReason = Annotated[
    str | None,
    Query(
        description="Only sends with this `reason`: a report's `code` with `state=FAILED`, or one of its `skips`",
        min_length=1,
        max_length=100,
    ),
]


class BlastShape(Shape):
    """Texts that could not be sent by `not_after` are skipped as expired."""

    blast_id: str
    campaign_id: str
    state: BlastState
    text: str
    audience: int
    job_id: str | None
    created_at: datetime | None
    not_after: datetime | None
    closed_at: datetime | None


class FailureShape(Shape):
    """Sends that failed with one of the carrier's codes: what it means and what to do."""

    code: str
    count: int
    meaning: str
    advice: str


class BlastReportShape(BlastShape):
    """`states` always sum to `planned`, and `planned` reaches `audience` once planning is done."""

    planned: int
    states: dict[SendState, int]
    segments: int
    skips: dict[str, int]
    failures: list[FailureShape]
    replies: int
    opt_outs: int

    @classmethod
    def of(cls, thing: BlastReport) -> "BlastReportShape":
        counters = thing.counters
        return cls(
            **BlastShape.of(thing.blast).model_dump(),
            planned=counters.planned,
            states={state: counters[state] for state in SendState},
            segments=counters.segments,
            skips=dict(counters.skips),
            failures=[
                FailureShape(
                    code=one.advice.code,
                    count=one.count,
                    meaning=one.advice.meaning,
                    advice=one.advice.advice,
                )
                for one in thing.failures
            ],
            replies=thing.replies,
            opt_outs=thing.opt_outs,
        )


class SendShape(Shape):
    """`reason` is why it was skipped, or the carrier's error code; `time_zones` are those the phone may be in."""

    send_id: str
    phone: str
    state: SendState
    reason: str | None
    sender: str | None
    segments: int
    not_before: datetime | None
    vendor_message_id: str | None
    updated_at: datetime | None
    time_zones: Annotated[list[str], Field(default_factory=list)]


class FiguresShape(Shape):
    """All of the blast's texts up to then, `failed` and `delivered` ones among those that were handed over."""

    at: datetime
    handed_over: int
    delivered: int
    failed: int


class OutcomeShape(Shape):
    """`points` are `step_seconds` apart or farther, at most 300 of them over the blast's last 24 hours.

    `per_minute` is how many texts were handed over in the last minutes; null as long as nobody knows.
    `limit_per_minute` is what the organization's pace allows for texts as long as these; null if it has none.
    It holds for each number (there are so many `numbers`) or for everything that the organization sends.
    """

    step_seconds: int
    points: list[FiguresShape]
    per_minute: float | None
    limit_per_minute: float | None
    limit_scope: PaceScope | None
    numbers: int | None


@router.get(f"{CAMPAIGN}/blasts")
def list_blasts(organization_id: Id, campaign_id: Id, paging: CurrentPaging) -> Page[BlastShape]:
    """List the campaign's blasts, the newest first."""
    return paging.newest(BlastShape, read_blasts(organization_id, campaign_id), "blast_id")


@router.get(BLAST)
def get_blast(organization_id: Id, campaign_id: Id, blast_id: Id) -> BlastReportShape:
    """Get a blast with its figures: sends by state, failures in plain words, segments, replies, opt-outs."""
    return BlastReportShape.of(report_blast(organization_id, campaign_id, blast_id))


@router.get(f"{BLAST}/pace")
def get_blast_pace(organization_id: Id, campaign_id: Id, blast_id: Id) -> OutcomeShape:
    """Get how the blast went over time, how fast it is, and how fast it may be."""
    found = read_outcome(organization_id, campaign_id, blast_id)
    return OutcomeShape(
        step_seconds=found.step_seconds,
        points=[FiguresShape.of(one) for one in found.points],
        per_minute=found.per_minute,
        limit_per_minute=found.limit_per_minute,
        limit_scope=found.limit_scope,
        numbers=found.numbers,
    )


@router.get(f"{BLAST}/sends")
def list_sends(
    organization_id: Id,
    campaign_id: Id,
    blast_id: Id,
    paging: CurrentPaging,
    state: WantedState = None,
    reason: WantedReason = None,
) -> Page[SendShape]:
    """List the blast's sends, one for each contact.

    With `state` or `reason` a page may hold fewer than `limit`, even none; go on while there is a cursor.
    """
    only = SendFilter(state=state, reason=reason)
    found = read_sends(
        organization_id, campaign_id, blast_id, only=only, limit=paging.limit, cursor=paging.cursor
    )
    return paging.page(SendShape, *found)


@router.get(f"{BLAST}/replies")
def list_replies(
    organization_id: Id, campaign_id: Id, blast_id: Id, paging: CurrentPaging
) -> Page[TextShape]:
    """List the replies to the blast, the newest first."""
    found = read_replies(organization_id, campaign_id, blast_id, limit=paging.limit, cursor=paging.cursor)
    return paging.page(TextShape, *found)
