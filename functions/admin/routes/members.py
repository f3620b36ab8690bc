"""The people of an organization: inviting them, what they may do, and how they leave."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Header
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.organization import Role
from groundswell.entrypoints.conditions import IfMatch, version_of
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Body, Id, OneLine, Shape
from groundswell.usecases.change_member import change_member
from groundswell.usecases.invite_member import Invitation, invite_member
from groundswell.usecases.read_members import get_member as read_member
from groundswell.usecases.read_members import list_members as read_members
from groundswell.usecases.remove_member import remove_member
from groundswell.usecases.renew_invitation import renew_invitation
from routes.permissions import MEMBER, MEMBERS, ORGANIZATION
from routes.sign_in_fields import Email

router = APIGatewayHttpRouter()
PersonName = Annotated[str, Field(max_length=200, examples=["Ada Lovelace"]), OneLine]


class MemberShape(Shape):
    """Not `confirmed`: they may do nothing until POST /v1/session/reset has shown that the mailbox is theirs.

    `number` is the one that their own texts go out from, if they have one."""

    user_id: str
    email: str
    name: str
    role: Role
    active: bool
    confirmed: bool
    number: str | None
    created_at: datetime | None
    version: int


class ColleagueShape(Shape):
    """Who has no name is shown to admins by their address, to texters with none."""

    user_id: str
    name: str
    active: bool


class InvitationShape(MemberShape):
    """`temporary_password` is shown this once: pass it on by a safe way. Null: they use the password they have."""

    temporary_password: str | None
    temporary_password_expires_at: datetime | None


class InvitationBody(Body):
    email: Email
    name: PersonName = ""
    role: Role


class MemberBody(Body):
    """What is left out stays as it is. Who is not `active` is refused from that moment."""

    name: PersonName | None = None
    role: Role | None = None
    active: bool | None = None


@router.get(MEMBERS)
def list_members(organization_id: Id, paging: CurrentPaging) -> Page[MemberShape]:
    """List the organization's people, those who are switched off too. A page may hold fewer than `limit`."""
    return paging.page(MemberShape, *read_members(organization_id, limit=paging.limit, cursor=paging.cursor))


@router.get(f"{ORGANIZATION}/colleagues")
def list_colleagues(
    organization_id: Id, paging: CurrentPaging, caller: CurrentCaller
) -> Page[ColleagueShape]:
    """List the names of the organization's people, those who are switched off too, for whoever works with them.

    A page may hold fewer than `limit`.
    """
    found, following = read_members(organization_id, limit=paging.limit, cursor=paging.cursor)
    may_see_addresses = caller.member.may(Role.ADMIN)
    named = [(one, one.name or (one.email if may_see_addresses else "")) for one in found]
    shown = [ColleagueShape(user_id=one.user_id, name=name, active=one.active) for one, name in named]
    return paging.page(ColleagueShape, shown, following)


@router.post(MEMBERS, status_code=201)
def post_member(organization_id: Id, body: InvitationBody) -> InvitationShape:
    """Invite somebody; no mail is sent.

    A new account gets a temporary password, good for 7 days, to be changed at the first sign-in.
    """
    return _invitation(invite_member(organization_id, body.email, name=body.name, role=body.role))


@router.post(f"{MEMBER}/invitation")
def post_member_invitation(organization_id: Id, user_id: Id) -> InvitationShape:
    """Make a new temporary password for somebody who has never signed in; the one before is dead."""
    return _invitation(renew_invitation(organization_id, user_id))


@router.get(MEMBER)
def get_member(organization_id: Id, user_id: Id) -> MemberShape:
    """Get one member; their ETag is their version."""
    return MemberShape.of(read_member(organization_id, user_id))


@router.patch(MEMBER)
def patch_member(
    organization_id: Id,
    user_id: Id,
    body: MemberBody,
    caller: CurrentCaller,
    if_match: Annotated[IfMatch, Header()] = None,
) -> MemberShape:
    """Change a member's role or name, or switch them off or on.

    The last active owner stays one.
    """
    changes, version = body.changes(), version_of(if_match)
    return MemberShape.of(
        change_member(organization_id, user_id, changes, by=caller.user_id, version=version)
    )


@router.delete(MEMBER, status_code=204)
def delete_member(
    organization_id: Id, user_id: Id, caller: CurrentCaller, if_match: Annotated[IfMatch, Header()] = None
) -> None:
    """Remove a member, which is an owner's to do, or leave the organization yourself."""
    remove_member(organization_id, user_id, by=caller.user_id, version=version_of(if_match))


def _invitation(made: Invitation) -> InvitationShape:
    return InvitationShape(
        **MemberShape.of(made.member).model_dump(),
        temporary_password=made.temporary_password,
        temporary_password_expires_at=made.temporary_password_expires_at,
    )
