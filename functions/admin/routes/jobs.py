"""Jobs: long work with its progress."""

from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.job import JobKind, JobState
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.read_jobs import get_job as read_job
from groundswell.usecases.read_jobs import list_jobs as read_jobs
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class JobShape(Shape):
    """`done` of `total` is its progress, `note` what it is doing, `reason` why it failed and what to do."""

    job_id: str
    kind: JobKind
    subject_id: str
    state: JobState
    done: int
    total: int
    note: str
    result: dict[str, Any]
    reason: str
    created_at: datetime | None
    updated_at: datetime | None


@router.get(f"{ORGANIZATION}/jobs")
def list_jobs(organization_id: Id, paging: CurrentPaging) -> Page[JobShape]:
    """List jobs, the newest first."""
    return paging.page(JobShape, *read_jobs(organization_id, limit=paging.limit, cursor=paging.cursor))


@router.get(f"{ORGANIZATION}/jobs/<job_id>")
def get_job(organization_id: Id, job_id: Id) -> JobShape:
    """Get one job; ask again every few seconds until its state is DONE or FAILED."""
    return JobShape.of(read_job(organization_id, job_id))
