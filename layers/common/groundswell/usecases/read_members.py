"""An organization's id goes in; its members, its API clients or one of them come out."""

from collections.abc import Mapping
from typing import Any

from groundswell.domain.errors import NotFound
from groundswell.domain.organization import Member, MemberKind, Organization
from groundswell.tables import members, organizations

Page = tuple[list[Member], Mapping[str, Any] | None]


def list_members(organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None) -> Page:
    """People, those who are switched off too."""
    return members.list_page(organization_id, MemberKind.PERSON, limit=limit, cursor=cursor)


def list_clients(organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None) -> Page:
    """API clients, the expired and the revoked too."""
    return members.list_page(organization_id, MemberKind.CLIENT, limit=limit, cursor=cursor)


def get_member(organization_id: str, user_id: str) -> Member:
    return _of_kind(organization_id, user_id, MemberKind.PERSON)


def get_client(organization_id: str, client_id: str) -> Member:
    return _of_kind(organization_id, client_id, MemberKind.CLIENT)


def _of_kind(organization_id: str, user_id: str, kind: MemberKind) -> Member:
    member = members.get(organization_id, user_id)
    if member.kind is not kind:
        raise NotFound(f"{kind} {user_id} of organization {organization_id}")
    return member


def list_memberships(user_id: str) -> list[tuple[Organization, Member]]:
    """The organizations that the user may work in."""
    return [
        (organization, member)
        for organization, member in organizations.list_memberships(user_id)
        if member.active
    ]
