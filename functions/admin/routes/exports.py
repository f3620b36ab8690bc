"""Exports: an organization's rows as a CSV file to download."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.export import ExportKind
from groundswell.domain.job import JobState
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.shapes import Body, Id, Shape
from groundswell.usecases.create_export import create_export
from groundswell.usecases.read_export import Export, read_export
from routes.jobs import JobShape
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()
GivenId = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9-]+$")]


class ExportBody(Body):
    """All but opt-outs are exported of one campaign; sends and replies also of one of its blasts.

    Without `raw` the file is made for spreadsheets: what they would take for a formula, a phone's plus
    too, gets an apostrophe in front. With `raw` the cells are as they are stored, for programs.
    """

    kind: ExportKind
    campaign_id: GivenId | None = None
    blast_id: GivenId | None = None
    raw: bool = False


class ExportShape(Shape):
    """`url` is good until `url_expires_at`; ask again for a new one until the file is deleted at `kept_until`."""

    export_id: str
    kind: ExportKind
    raw: bool
    state: JobState
    reason: str
    rows: int
    bytes: int
    url: str | None
    url_expires_at: datetime | None
    kept_until: datetime | None

    @classmethod
    def of(cls, thing: Export) -> "ExportShape":
        job = thing.job
        return cls(
            export_id=job.job_id,
            kind=thing.kind,
            raw=thing.raw,
            state=job.state,
            reason=job.reason,
            rows=thing.rows,
            bytes=thing.bytes,
            url=thing.url,
            url_expires_at=thing.url_expires_at,
            kept_until=thing.kept_until,
        )


@router.post(f"{ORGANIZATION}/exports", status_code=202)
def post_export(organization_id: Id, body: ExportBody, caller: CurrentCaller) -> JobShape:
    """Begin to write contacts, sends, replies or opt-outs into a CSV file."""
    job = create_export(
        organization_id,
        body.kind,
        campaign_id=body.campaign_id,
        blast_id=body.blast_id,
        raw=body.raw,
        created_by=caller.user_id,
    )
    return JobShape.of(job)


@router.get(f"{ORGANIZATION}/exports/<export_id>")
def get_export(organization_id: Id, export_id: Id) -> ExportShape:
    """Get an export and, once its job is DONE, an address from which the file can be downloaded."""
    return ExportShape.of(read_export(organization_id, export_id))
