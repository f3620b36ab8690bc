"""A name, a role and a life span go in; an API client and its secret come out, the secret this once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from groundswell import clock, sign_in
from groundswell.domain.api_client import LONGEST, client_email
from groundswell.domain.errors import Invalid
from groundswell.domain.organization import Member, MemberKind, Role
from groundswell.domain.password import client_secret
from groundswell.tables import members


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSecret:
    """Cognito keeps only what it needs to check the secret; nobody can show it again."""

    client: Member
    client_secret: str


def create_client(organization_id: str, *, name: str, role: Role, life: timedelta) -> NewSecret:
    """The account comes first: one without a member opens nothing."""
    if role is Role.OWNER:
        raise Invalid("role", "An API client cannot be an owner.", "Choose ADMIN or TEXTER.")
    if not timedelta(0) < life <= LONGEST:
        raise Invalid("expires_in_days", "It is too long or too short.", f"Choose 1 to {LONGEST.days} days.")
    email, secret = client_email(str(uuid4())), client_secret()
    user_id = sign_in.add_account(email, secret, made_by=organization_id)
    sign_in.set_password(user_id, secret, permanent=True)
    client = Member(
        organization_id=organization_id,
        user_id=user_id,
        email=email,
        name=name,
        role=role,
        kind=MemberKind.CLIENT,
        expires_at=clock.real_now() + life,
        created_at=clock.now(),
    )
    members.add(client)
    return NewSecret(client=client, client_secret=secret)
