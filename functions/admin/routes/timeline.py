"""A campaign's timeline: what happened to it, and who did it."""

from datetime import datetime

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.job import JobState
from groundswell.domain.timeline import Happened
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.read_timeline import Told
from groundswell.usecases.read_timeline import read_timeline as read
from routes.permissions import CAMPAIGN

router = APIGatewayHttpRouter()


class HappeningShape(Shape):
    """`by` is null where nobody did it, and with a `user_id` where that person is no member any more.

    Of `PAUSED_ITSELF` the `reason` says why: no person did it, Groundswell has.

    `job_state` and `job_reason` tell what came of the work that it began, for 90 days. With `settled` false
    nobody knows whether it was done. `other_campaign_id` is the copy, or the campaign that this one is a copy of.
    """

    event_id: str
    at: datetime
    what: Happened
    user_id: str | None
    by: str | None
    settled: bool
    changed: list[str]
    blast_id: str | None
    job_id: str | None
    job_state: JobState | None
    job_reason: str
    other_campaign_id: str | None
    reason: str

    @classmethod
    def of(cls, thing: Told) -> "HappeningShape":
        one, job = thing.happening, thing.job
        return cls(
            event_id=one.event_id,
            at=one.at,
            what=one.what,
            user_id=one.user_id,
            by=thing.by,
            settled=one.is_settled,
            changed=list(one.changed),
            blast_id=one.blast_id,
            job_id=one.job_id,
            job_state=job.state if job else None,
            job_reason=job.reason if job else "",
            other_campaign_id=one.other_campaign_id,
            reason=one.reason,
        )


@router.get(f"{CAMPAIGN}/timeline")
def list_timeline(organization_id: Id, campaign_id: Id, paging: CurrentPaging) -> Page[HappeningShape]:
    """List what happened to the campaign and who did it, the newest first.

    Refused requests are not in it. A page may hold fewer than `limit`; go on while there is a cursor.
    """
    found = read(organization_id, campaign_id, limit=paging.limit, cursor=paging.cursor)
    return paging.page(HappeningShape, *found)
