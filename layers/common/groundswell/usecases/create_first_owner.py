"""An e-mail address and an organization's name go in; an owner who can sign in, and their organization, come out."""

import secrets
import string
from dataclasses import dataclass

from groundswell import sign_in
from groundswell.domain.organization import Role
from groundswell.tables import organizations
from groundswell.usecases.create_organization import create_organization


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOwner:
    """`password` is None where the user existed with a password of their own."""

    organization_id: str
    user_id: str
    password: str | None


def create_first_owner(email: str, organization_name: str, password: str | None = None) -> FirstOwner:
    """Doing it again finds what is there. A password that is given is kept; without one a temporary one is made."""
    email = email.strip().lower()
    user_id = sign_in.find_user(email)
    made = password or (_temporary_password() if user_id is None else None)
    if user_id is None:
        user_id = sign_in.add_user(email, str(made))
    if password:
        sign_in.set_password(email, password, permanent=True)
    return FirstOwner(
        organization_id=_organization_of(user_id, email, organization_name), user_id=user_id, password=made
    )


def _organization_of(user_id: str, email: str, name: str) -> str:
    for organization, member in organizations.list_memberships(user_id):
        if organization.name == name.strip() and member.role is Role.OWNER:
            return organization.organization_id
    return create_organization(name, email, user_id).organization_id


def _temporary_password() -> str:
    """Twenty characters with every kind that a password policy may ask for."""
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits, "-_.+!")
    return "".join(secrets.choice(kind) for kind in kinds) + secrets.token_urlsafe(12)
