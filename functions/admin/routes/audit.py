"""The audit: who asked for what change, when, and what came of it."""

from datetime import datetime
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.audit import AuditAction, AuditFilter, AuditState
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id, Shape
from groundswell.usecases.read_attention import list_audit as read_audit
from routes.permissions import ORGANIZATION

router = APIGatewayHttpRouter()


class AuditShape(Shape):
    """`changes` holds fields before and after; phones, names, texts and secrets are hidden in it.

    `state` is DONE, REFUSED (`problem` says as what), or STARTED: then nobody knows the outcome.
    """

    entry_id: str
    at: datetime
    action: AuditAction
    state: AuditState
    user_id: str
    operation: str
    route: str
    subject: str
    ids: dict[str, str]
    reason: str
    status: int | None
    problem: str
    changes: dict[str, list[Any]]
    details: dict[str, Any]


@router.get(f"{ORGANIZATION}/audit")
def list_audit(
    organization_id: Id,
    paging: CurrentPaging,
    user_id: Annotated[str | None, Query(description="Only what this person did", max_length=64)] = None,
    action: Annotated[AuditAction | None, Query(description="Only this action")] = None,
    operation: Annotated[
        str | None, Query(description="Only this operation, for example put_settings", max_length=100)
    ] = None,
    subject: Annotated[
        str | None, Query(description="Only what was done to the thing with this id", max_length=100)
    ] = None,
    state: Annotated[AuditState | None, Query(description="Only entries in this state")] = None,
) -> Page[AuditShape]:
    """List who changed, released or stopped what, when, and what came of it; the newest first.

    Every request that may change something is in it, the refused ones too. A page may hold fewer
    entries than `limit`; go on while there is a cursor.
    """
    only = AuditFilter(user_id=user_id, action=action, operation=operation, subject=subject, state=state)
    return paging.page(
        AuditShape, *read_audit(organization_id, limit=paging.limit, cursor=paging.cursor, only=only)
    )
