"""An access token goes in; who holds it and where they may work come out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from groundswell import sign_in
from groundswell.domain.errors import SessionEnded
from groundswell.domain.organization import Member, Organization
from groundswell.tables import organizations


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """`memberships` are the active ones."""

    user_id: str
    email: str
    name: str
    totp: bool
    memberships: Sequence[tuple[Organization, Member]]


def read_me(access_token: str, issued_at: datetime | None) -> Me:
    """SessionEnded if all sessions were ended after the token was made."""
    account = sign_in.get_account(access_token)
    found = organizations.list_memberships(account.user_id)
    if not all(member.honours(issued_at) for _, member in found):
        raise SessionEnded(account.user_id)
    active = [(organization, member) for organization, member in found if member.active]
    return Me(
        user_id=account.user_id,
        email=account.email,
        name=next((member.name for _, member in active if member.name), ""),
        totp=account.totp,
        memberships=active,
    )
