"""A campaign's contacts: loading them, what was refused, and a look at some of them."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.contact import Refusal
from groundswell.domain.load import Sureness
from groundswell.domain.phone import beginning
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Body, Id, Shape
from groundswell.usecases.create_load import create_load
from groundswell.usecases.preview_load import preview_load
from groundswell.usecases.read_campaigns import list_contacts as read_contacts
from groundswell.usecases.read_jobs import get_load as read_load
from groundswell.usecases.read_jobs import link_to_refused_rows
from groundswell.usecases.read_jobs import list_loads as read_loads
from groundswell.usecases.start_load import start_load
from routes.jobs import JobShape
from routes.permissions import CAMPAIGN, LOAD

router = APIGatewayHttpRouter()


class LoadBody(Body):
    loader: Annotated[str, Field(max_length=64, examples=["csv-upload"])] = "csv-upload"


class UploadShape(Shape):
    """POST the file to `url` as multipart/form-data, all of `fields` first and the file last as `file`."""

    url: str
    fields: dict[str, str]
    max_bytes: int


class NewLoadShape(Shape):
    """Upload the file, then start the load."""

    load_id: str
    load: JobShape
    upload: UploadShape


class MappingBody(Body):
    """`mapping` says which column is which, where the headers do not tell: {"Mobile (home)": "phone"}.

    The field is one of our own (phone, first_name, last_name, zip_code, external_id), a name of your own,
    or "" to leave the column out.
    """

    mapping: Annotated[dict[str, Annotated[str, Field(max_length=100)]], Field(max_length=100)] | None = None


class ColumnShape(Shape):
    """Where a column goes; an empty `field` means that it is left out.

    `sure` is TOLD (the mapping says so), NAMED (its name says so) or GUESSED: then look whether it is right.
    """

    header: str
    field: str
    is_own: bool
    sure: Sureness


class LinkShape(Shape):
    """`url` is good for some minutes."""

    url: str


class ContactShape(Shape):
    phone: str
    row: int
    first_name: str
    last_name: str
    zip_code: str
    external_id: str
    custom: dict[str, str]
    time_zones: list[str]


class RowShape(Shape):
    """What a row would become: `contact`, or null for the `reason` that `problem` explains.

    With `same_as_row` that earlier row has the same phone: it is kept, and this one is not.
    """

    row: int
    cells: list[str]
    contact: ContactShape | None
    reason: Refusal | None
    problem: str
    same_as_row: int | None


class LoadPreviewShape(Shape):
    """The file's columns and its first 20 rows."""

    columns: list[ColumnShape]
    rows: list[RowShape]
    encoding: str
    delimiter: str


@router.post(f"{CAMPAIGN}/loads", status_code=201)
def post_load(organization_id: Id, campaign_id: Id, body: LoadBody, caller: CurrentCaller) -> NewLoadShape:
    """Prepare loading contacts: answers where to upload the file."""
    job, upload = create_load(organization_id, campaign_id, loader=body.loader, created_by=caller.user_id)
    return NewLoadShape(load_id=job.job_id, load=JobShape.of(job), upload=UploadShape.of(upload))


@router.get(f"{CAMPAIGN}/loads")
def list_loads(organization_id: Id, campaign_id: Id, paging: CurrentPaging) -> Page[JobShape]:
    """List the campaign's contact loads, the newest first."""
    return paging.newest(JobShape, read_loads(organization_id, campaign_id), "job_id")


@router.get(LOAD)
def get_load(organization_id: Id, campaign_id: Id, load_id: Id) -> JobShape:
    """Get a contact load: its progress, and at the end how many rows were taken and refused."""
    return JobShape.of(read_load(organization_id, campaign_id, load_id))


@router.post(f"{LOAD}/preview")
def post_load_preview(
    organization_id: Id, campaign_id: Id, load_id: Id, body: MappingBody
) -> LoadPreviewShape:
    """See what the uploaded file's columns are taken for and what its first rows would become; nothing is stored."""
    return LoadPreviewShape.of(preview_load(organization_id, campaign_id, load_id, body.mapping))


@router.post(f"{LOAD}/start", status_code=202)
def post_load_start(organization_id: Id, campaign_id: Id, load_id: Id, body: MappingBody) -> JobShape:
    """Start loading the uploaded file."""
    read_load(organization_id, campaign_id, load_id)
    return JobShape.of(start_load(organization_id, load_id, body.mapping))


@router.get(f"{LOAD}/refused-rows")
def get_refused_rows(
    organization_id: Id,
    campaign_id: Id,
    load_id: Id,
    raw: Annotated[
        bool, Query(description="The cells as they were uploaded, without apostrophes before formulas")
    ] = False,
) -> LinkShape:
    """Get an address from which the refused rows can be downloaded as CSV, each with its reason."""
    return LinkShape(url=link_to_refused_rows(organization_id, campaign_id, load_id, raw=raw))


@router.get(f"{CAMPAIGN}/contacts")
def list_contacts(
    organization_id: Id,
    campaign_id: Id,
    paging: CurrentPaging,
    phone_begins: Annotated[
        str, Query(description="Only phones that begin so, area code first", max_length=40)
    ] = "",
) -> Page[ContactShape]:
    """List the campaign's contacts, in no particular order. A page may be empty."""
    found = read_contacts(
        organization_id,
        campaign_id,
        begins=beginning(phone_begins),
        limit=paging.limit,
        cursor=paging.cursor,
    )
    return paging.page(ContactShape, *found)
