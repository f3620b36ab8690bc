"""API clients: programs that use this API in the organization's name."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.api_client import LONGEST
from groundswell.domain.organization import Member, Role
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Body, Id, OneLine, Shape
from groundswell.usecases.create_client import NewSecret, create_client
from groundswell.usecases.read_members import get_client as read_client
from groundswell.usecases.read_members import list_clients as read_clients
from groundswell.usecases.revoke_client import revoke_client
from groundswell.usecases.rotate_client_secret import rotate_client_secret
from routes.permissions import CLIENT, CLIENTS

router = APIGatewayHttpRouter()


class ClientShape(Shape):
    """`last_used_at` is when it last asked for a token. Not `active`: it was revoked."""

    client_id: str
    name: str
    role: Role
    active: bool
    expires_at: datetime | None
    last_used_at: datetime | None
    created_at: datetime | None


class NewSecretShape(ClientShape):
    """`client_secret` is shown this once; nobody can show it again."""

    client_secret: str


class ClientBody(Body):
    name: Annotated[str, Field(min_length=1, max_length=100, examples=["Nightly export"]), OneLine]
    role: Annotated[Literal["ADMIN", "TEXTER"], Field(examples=["ADMIN"])]
    expires_in_days: Annotated[int, Field(ge=1, le=LONGEST.days, examples=[90])]


@router.post(CLIENTS, status_code=201)
def post_client(organization_id: Id, body: ClientBody) -> NewSecretShape:
    """Create an API client. It gets its tokens at POST /v1/session/token."""
    life = timedelta(days=body.expires_in_days)
    return _new_secret(create_client(organization_id, name=body.name, role=Role(body.role), life=life))


@router.get(CLIENTS)
def list_clients(organization_id: Id, paging: CurrentPaging) -> Page[ClientShape]:
    """List API clients, the expired and the revoked too. A page may hold fewer than `limit`."""
    found, following = read_clients(organization_id, limit=paging.limit, cursor=paging.cursor)
    return paging.page(ClientShape, [_client(one) for one in found], following)


@router.get(CLIENT)
def get_client(organization_id: Id, client_id: Id) -> ClientShape:
    """Get one API client."""
    return _client(read_client(organization_id, client_id))


@router.post(f"{CLIENT}/secret")
def post_client_secret(organization_id: Id, client_id: Id) -> NewSecretShape:
    """Make a new secret; the old one, and every token made with it, is dead at once."""
    return _new_secret(rotate_client_secret(organization_id, client_id))


@router.delete(CLIENT, status_code=204)
def delete_client(organization_id: Id, client_id: Id) -> None:
    """Revoke an API client; it is refused from this moment."""
    revoke_client(organization_id, client_id)


def _client(member: Member) -> ClientShape:
    return ClientShape(
        client_id=member.user_id,
        name=member.name,
        role=member.role,
        active=member.active,
        expires_at=member.expires_at,
        last_used_at=member.last_used_at,
        created_at=member.created_at,
    )


def _new_secret(made: NewSecret) -> NewSecretShape:
    return NewSecretShape(**_client(made.client).model_dump(), client_secret=made.client_secret)
