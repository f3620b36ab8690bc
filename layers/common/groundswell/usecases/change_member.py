"""A change of a member's name, role or activity goes in; the member as they are now comes out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from groundswell.domain.organization import Member, Organization
from groundswell.tables import members
from groundswell.usecases.change_standing import change_standing
from groundswell.usecases.close_sessions import close_sessions


def change_member(
    organization_id: str, user_id: str, changes: Mapping[str, Any], *, by: str, version: int | None = None
) -> Member:
    """Only for owners. Who is switched off is refused from this moment."""

    def changed(before: Member) -> Member:
        return replace(before, **changes)

    def write(before: Member, organization: Organization) -> Member:
        return members.move(before, changed(before), organization)

    after = change_standing(organization_id, user_id, changed, write, by=by, version=version)
    if not after.active:
        close_sessions(organization_id, user_id)
    return after
