"""Organizations in DynamoDB, with their members' rows beside them; a user's memberships by index."""

from collections.abc import Iterable

from pynamodb.transactions import TransactWrite

from groundswell.domain import changes
from groundswell.domain.errors import NotFound
from groundswell.domain.organization import Member, Organization
from groundswell.tables import rows
from groundswell.tables.organization_rows import (
    ABSENT,
    MEMBER,
    ORGANIZATION,
    Row,
    member_row,
    organization_row,
    to_member,
    to_organization,
)


def add(organization: Organization, owner: Member) -> bool:
    """Create the organization together with its first owner; False if it exists already."""

    def fill(writer: TransactWrite) -> None:
        writer.save(organization_row(organization), condition=ABSENT)
        writer.save(member_row(owner), condition=ABSENT)

    return rows.succeeds(lambda: rows.transact(fill))


def get(organization_id: str) -> Organization:
    """NotFound if there is none of that id."""
    try:
        return to_organization(Row.get(organization_id, ORGANIZATION, consistent_read=True))
    except Row.DoesNotExist as error:
        raise NotFound(f"organization {organization_id}") from error


def list_ids() -> list[str]:
    """Every organization of the installation; for what is done for all of them every hour."""
    found = Row.scan(Row.record == ORGANIZATION, attributes_to_get=["organization_id", "record"])
    return sorted(row.organization_id for row in found)


def move(before: Organization, after: Organization) -> Organization:
    """Write `after` only if the row still stands at `before`'s version; Stale otherwise."""
    with rows.stale_when_condition_fails(f"organization {before.organization_id}"):
        rows.patiently(lambda: organization_row(after).save(condition=Row.version == before.version))
    changes.note("organization", before, after)
    return after


def find_both(organization_id: str, user_id: str) -> tuple[Organization, Member]:
    """The organization and the user's membership in one read; NotFound if either is missing."""
    keys = [(organization_id, ORGANIZATION), (organization_id, MEMBER + user_id)]
    found = {row.record: row for row in _batch_get(keys)}
    if len(found) < 2:
        raise NotFound(f"member {user_id} of organization {organization_id}")
    return to_organization(found[ORGANIZATION]), to_member(found[MEMBER + user_id])


def _batch_get(keys: Iterable[tuple[str, str]]) -> list[Row]:
    return list(Row.batch_get(list(keys), consistent_read=True))


def list_memberships(user_id: str) -> list[tuple[Organization, Member]]:
    """Every organization the user is a member of; a membership made a moment ago may still be missing."""
    members = [to_member(row) for row in Row.by_user.query(user_id)]
    if not members:
        return []
    found = _batch_get((member.organization_id, ORGANIZATION) for member in members)
    organizations = {row.organization_id: to_organization(row) for row in found}
    return [(organizations[m.organization_id], m) for m in members if m.organization_id in organizations]
