"""Who is calling and whether they may: a verified token and the path's organization go in, a Caller comes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from groundswell.domain.errors import Forbidden, NotFound, Unauthenticated
from groundswell.domain.organization import Member, Organization, Role
from groundswell.tables import organizations


class Access(StrEnum):
    """What a route asks for that is not about one organization."""

    PUBLIC = "PUBLIC"
    SIGNED_IN = "SIGNED_IN"


Rule = Access | Role
"""A role means: a member of the path's organization with at least that role."""
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """`organization` and `member` are there on every route of an organization."""

    user_id: str
    organization: Organization | None = None
    member: Member | None = None


def admit(rule: Rule, event: Mapping[str, Any], path: Mapping[str, str]) -> Caller | None:
    """The caller if the rule lets them in (None on public routes); the organization is the path's, never the body's."""
    if rule is Access.PUBLIC:
        return None
    user_id = _user_id(event)
    if rule is Access.SIGNED_IN:
        return Caller(user_id=user_id)
    organization_id = path.get("organization_id", "")
    if not _ID.fullmatch(organization_id):
        raise NotFound("organization")
    organization, member = organizations.find_both(organization_id, user_id)
    if not member.may(Role(rule)):
        raise Forbidden(f"{rule} is needed")
    return Caller(user_id=user_id, organization=organization, member=member)


def _user_id(event: Mapping[str, Any]) -> str:
    """The subject of the token that API Gateway's authorizer has verified; nothing else in the event is believed."""
    context = event.get("requestContext") or {}
    claims = ((context.get("authorizer") or {}).get("jwt") or {}).get("claims") or {}
    user_id = str(claims.get("sub") or "")
    if not _ID.fullmatch(user_id):
        raise Unauthenticated("no verified identity")
    return user_id


def _caller(request: Request) -> Caller:
    caller: Caller = request.context["caller"]
    return caller


CurrentCaller = Annotated[Caller, Depends(_caller)]
"""What a route names as a parameter's type to be handed its caller."""
