"""An e-mail address, a name and a role go in; a member, and the password of a new account, come out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell import clock, sign_in
from groundswell.domain.api_client import is_client_email
from groundswell.domain.errors import Conflict, Invalid
from groundswell.domain.organization import Member, Role
from groundswell.domain.password import temporary_password
from groundswell.tables import members

KEPT = timedelta(days=7)
"""The user pool's TemporaryPasswordValidityDays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """`temporary_password` is shown this once; None where the person has an account with a password of their own."""

    member: Member
    temporary_password: str | None = None
    temporary_password_expires_at: datetime | None = None


def invite_member(organization_id: str, email: str, *, name: str, role: Role) -> Invitation:
    """An account that this organization did not make is taken in unconfirmed.

    Otherwise another organization could make an account for somebody's address, know its password, and
    wait for that person to be invited here.
    """
    email = email.strip().lower()
    if is_client_email(email):
        raise Invalid("email", "This is the address of an API client.", "Use a person's address.")
    account = sign_in.find_account(email)
    password = None if account and not _is_ours(account, organization_id) else temporary_password()
    user_id = (
        account.user_id if account else sign_in.add_account(email, str(password), made_by=organization_id)
    )
    member = Member(
        organization_id=organization_id,
        user_id=user_id,
        email=email,
        name=name,
        role=role,
        confirmed=account is None or account.made_by == organization_id,
        created_at=clock.now(),
    )
    if not members.add(member):
        remedy = "See them in the list of members; a new invitation is made at POST …/members/{user_id}/invitation."
        raise Conflict("This person is a member already.", remedy)
    if account and password:
        sign_in.set_password(user_id, password, permanent=False)
    return invitation_of(member, password)


def invitation_of(member: Member, password: str | None) -> Invitation:
    """`password` is None where the member signs in with one of their own."""
    return Invitation(
        member=member,
        temporary_password=password,
        temporary_password_expires_at=clock.real_now() + KEPT if password else None,
    )


def _is_ours(account: sign_in.Account, organization_id: str) -> bool:
    """Made by this organization, and nobody has signed in with it yet: an earlier invitation that came to nothing."""
    return account.pending and account.made_by == organization_id
