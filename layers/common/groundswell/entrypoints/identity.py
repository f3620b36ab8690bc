"""Who is calling and whether they may: a verified token and the path's organization go in, a Caller comes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from groundswell import clock
from groundswell.domain.errors import (
    ClientExpired,
    Forbidden,
    NotFound,
    SessionEnded,
    Unauthenticated,
    Unconfirmed,
)
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
    """`organization` and `member` are there on every route of an organization; `issued_at` is the token's."""

    user_id: str
    issued_at: datetime | None = None
    organization: Organization | None = None
    member: Member | None = None


def admit(rule: Rule, event: Mapping[str, Any], path: Mapping[str, str]) -> Caller | None:
    """The caller if the rule lets them in (None on public routes); the organization is the path's, never the body's."""
    if rule is Access.PUBLIC:
        return None
    claims = _claims(event)
    user_id, issued_at = _user_id(claims), _issued_at(claims)
    if rule is Access.SIGNED_IN:
        return Caller(user_id=user_id, issued_at=issued_at)
    organization_id = path.get("organization_id", "")
    if not _ID.fullmatch(organization_id):
        raise NotFound("organization")
    organization, member = organizations.find_both(organization_id, user_id)
    _check(member, Role(rule), issued_at)
    return Caller(user_id=user_id, issued_at=issued_at, organization=organization, member=member)


def _check(member: Member, role: Role, issued_at: datetime | None) -> None:
    if not member.honours(issued_at):
        raise SessionEnded(member.user_id)
    if member.has_expired(clock.real_now()):
        raise ClientExpired(member.user_id)
    if member.active and not member.confirmed:
        raise Unconfirmed(member.user_id)
    if not member.may(role):
        raise Forbidden(f"{role} is needed")


def _claims(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of the token that API Gateway's authorizer has verified; nothing else in the event is believed."""
    context = event.get("requestContext") or {}
    return ((context.get("authorizer") or {}).get("jwt") or {}).get("claims") or {}


def _user_id(claims: Mapping[str, Any]) -> str:
    user_id = str(claims.get("sub") or "")
    if not _ID.fullmatch(user_id):
        raise Unauthenticated("no verified identity")
    return user_id


def _issued_at(claims: Mapping[str, Any]) -> datetime | None:
    """API Gateway hands every claim over as text."""
    try:
        return datetime.fromtimestamp(float(claims["iat"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _caller(request: Request) -> Caller:
    caller: Caller = request.context["caller"]
    return caller


CurrentCaller = Annotated[Caller, Depends(_caller)]
"""What a route names as a parameter's type to be handed its caller."""


def _token(request: Request) -> str:
    kind, _, token = str(request.resolved_event.headers.get("authorization") or "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Unauthenticated("no token")
    return token.strip()


CurrentToken = Annotated[str, Depends(_token)]
"""What a route names as a parameter's type to be handed the caller's own access token, for Cognito."""
