"""An e-mail address and an organization's name go in; an owner who can sign in, and their organization, come out."""

from dataclasses import dataclass

from groundswell import sign_in
from groundswell.domain.organization import Role
from groundswell.domain.password import temporary_password
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
    account = sign_in.find_account(email)
    made = password or (None if account else temporary_password())
    user_id = account.user_id if account else sign_in.add_account(email, str(made))
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
