"""A member and what is to become of them go in; it is done while everybody still stands as they were seen."""

from collections.abc import Callable, Mapping

from groundswell.domain.errors import Conflict, Forbidden, NotFound, Stale
from groundswell.domain.organization import Member, MemberKind, Organization, Role
from groundswell.tables import members, organizations

ATTEMPTS = 5
Becomes = Callable[[Member], Member | None]
Write = Callable[[Member, Organization], Member]


def change_standing(
    organization_id: str, user_id: str, becomes: Becomes, write: Write, *, by: str, version: int | None
) -> Member:
    """What `write` answers, or the member as they are where nothing would change. `becomes` says None for gone.

    Forbidden unless `by` is an owner or somebody who leaves; Conflict if no owner would remain; Stale if
    `version` is given and the member is no longer at it.
    """
    for _ in range(ATTEMPTS):
        organization = organizations.get(organization_id)
        everybody = {one.user_id: one for one in members.list_all(organization_id)}
        before = everybody.get(user_id)
        if before is None or before.kind is not MemberKind.PERSON:
            raise NotFound(f"member {user_id}")
        if version not in (None, before.version):
            raise Stale(f"member {user_id}")
        after = becomes(before)
        _check_who(everybody, by, leaves=after is None and by == user_id)
        _keep_an_owner(everybody, before, after)
        try:
            return before if after == before else write(before, organization)
        except Stale:
            continue
    raise Stale(f"member {user_id}")


def _check_who(everybody: Mapping[str, Member], by: str, *, leaves: bool) -> None:
    """Asked again with every attempt: an owner who was just lowered changes nobody any more."""
    if not leaves and not (by in everybody and everybody[by].is_owner):
        raise Forbidden(f"{Role.OWNER} is needed")


def _keep_an_owner(everybody: Mapping[str, Member], before: Member, after: Member | None) -> None:
    if not before.is_owner or (after is not None and after.is_owner):
        return
    others = [one for one in everybody.values() if one.user_id != before.user_id]
    if not any(one.is_owner and one.confirmed for one in others):
        raise Conflict("This is the organization's last active owner.", "Make somebody else an owner first.")
