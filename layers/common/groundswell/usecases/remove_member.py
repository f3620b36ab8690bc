"""A member goes in and is one no more: removed by an owner, or gone of their own accord."""

from groundswell.domain.organization import Member, Organization
from groundswell.tables import members
from groundswell.usecases.change_standing import change_standing
from groundswell.usecases.close_sessions import close_sessions


def remove_member(organization_id: str, user_id: str, *, by: str, version: int | None = None) -> None:
    """Forbidden for anybody but an owner and the member themselves."""
    change_standing(organization_id, user_id, lambda _: None, _remove, by=by, version=version)
    close_sessions(organization_id, user_id)


def _remove(before: Member, organization: Organization) -> Member:
    members.remove(before, organization)
    return before
