"""The emergency stop, and the audit of what people did that machines may not."""

from datetime import datetime
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.audit import AuditAction
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.read_attention import list_audit as read_audit
from groundswell.usecases.stop_all import read_stop
from groundswell.usecases.stop_all import stop_all as stop_everything
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class StopShape(Shape):
    """`last_claim_at` is when the last text was handed to the carrier's queue in what was stopped."""

    pressed_at: datetime
    pressed_by: str
    stopped: int
    campaign_ids: list[str]
    last_claim_at: datetime | None
    seconds_until_quiet: Annotated[float, Field(ge=0)]


class AuditShape(Shape):
    entry_id: str
    at: datetime
    action: AuditAction
    user_id: str
    subject: str
    reason: str
    details: dict[str, Any]


@router.post(f"{ORGANIZATION}/stop-all")
def post_stop_all(organization_id: Id, caller: CurrentCaller) -> StopShape:
    """Stop everything that sends: all active campaigns are paused now. Resume each by itself."""
    return StopShape.of(stop_everything(organization_id, caller.user_id))


@router.get(f"{ORGANIZATION}/stop-all")
def get_stop_all(organization_id: Id) -> StopShape:
    """See the last stop, and how soon after it the last text was claimed."""
    return StopShape.of(read_stop(organization_id))


@router.get(f"{ORGANIZATION}/audit")
def list_audit(organization_id: Id, paging: CurrentPaging) -> Page[AuditShape]:
    """List who released, replayed or stopped what, when and why; the newest first."""
    return paging.page(AuditShape, *read_audit(organization_id, limit=paging.limit, cursor=paging.cursor))
