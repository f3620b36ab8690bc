"""A member goes in and is one no more: removed by an owner, or gone of their own accord."""

from groundswell.domain.organization import Member, Organization
from groundswell.tables import members
from groundswell.usecases.change_standing import change_standing
from groundswell.usecases.close_sessions import close_sessions
from groundswell.usecases.dedicate_number import dedicate_number


def remove_member(organization_id: str, user_id: str, *, by: str, version: int | None = None) -> None:
    """Forbidden for anybody but an owner and the member themselves. A number of their own is free again."""
    gone = change_standing(organization_id, user_id, lambda _: None, _remove, by=by, version=version)
    if gone.number:
        dedicate_number(organization_id, user_id, None)
    close_sessions(organization_id, user_id)


def _remove(before: Member, organization: Organization) -> Member:
    members.remove(before, organization)
    return before
