"""Jobs: long work with its progress."""

from datetime import datetime
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.job import JobKind, JobState
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.cancel_job import cancel_job
from groundswell.usecases.read_jobs import get_job as read_job
from groundswell.usecases.read_jobs import list_jobs as read_jobs
from groundswell.usecases.retry_job import retry_job
from routes.permissions import JOB, ORGANIZATION

router = APIGatewayHttpRouter()


class JobShape(Shape):
    """`done` of `total` is its progress, `note` what it is doing, `reason` why it failed and what to do.

    `result` holds what came of it so far. `rate` is how much is done in a second, `finishes_at` when it will
    have ended at this pace; both are null as long as nobody knows. With `cancel_requested` it soon stops.
    """

    job_id: str
    kind: JobKind
    subject_id: str
    state: JobState
    done: int
    total: int
    note: str
    result: dict[str, Any]
    reason: str
    rate: float | None
    finishes_at: datetime | None
    cancel_requested: bool
    created_at: datetime | None
    updated_at: datetime | None


@router.get(f"{ORGANIZATION}/jobs")
def list_jobs(
    organization_id: Id,
    paging: CurrentPaging,
    kind: Annotated[JobKind | None, Query(description="Only jobs of this kind")] = None,
    state: Annotated[JobState | None, Query(description="Only jobs in this state")] = None,
) -> Page[JobShape]:
    """List jobs, the newest first.

    With a filter a page may hold fewer jobs than `limit`; go on while there is a cursor.
    """
    found = read_jobs(organization_id, kind=kind, state=state, limit=paging.limit, cursor=paging.cursor)
    return paging.page(JobShape, *found)


@router.get(JOB)
def get_job(organization_id: Id, job_id: Id) -> JobShape:
    """Get one job; ask again every few seconds until its state is DONE, FAILED or CANCELLED."""
    return JobShape.of(read_job(organization_id, job_id))


@router.post(f"{JOB}/cancel", status_code=202)
def post_job_cancel(organization_id: Id, job_id: Id) -> JobShape:
    """Cancel a contact load, a purchase of numbers or an export.

    It stops within seconds; then its state is CANCELLED, and `result` says what it had done. What was half
    done is not used; numbers that were bought stay.
    """
    return JobShape.of(cancel_job(organization_id, job_id))


@router.post(f"{JOB}/retry", status_code=202)
def post_job_retry(organization_id: Id, job_id: Id) -> JobShape:
    """Try a load or an export again that is FAILED or CANCELLED: a new job, from the beginning, over the same file."""
    return JobShape.of(retry_job(organization_id, job_id))
