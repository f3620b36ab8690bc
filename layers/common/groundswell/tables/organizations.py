"""Organizations and members in DynamoDB, keyed organization and record; a user's memberships by index."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import time

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain import changes
from groundswell.domain.errors import NotFound
from groundswell.domain.organization import CONFIRMATION, HELP, Member, Organization, Role
from groundswell.domain.pacing import Pace, PaceScope
from groundswell.settings import settings
from groundswell.tables import rows

_ORGANIZATION = "ORGANIZATION"
_MEMBER = "MEMBER#"


class _ByUser(GlobalSecondaryIndex["_Row"]):
    """Only members carry a user, so only they are in it."""

    class Meta:
        index_name = "by_user"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True)
    organization_id = UnicodeAttribute(range_key=True)


class _Row(Model):
    """Key: organization_id / record, which is `ORGANIZATION` or `MEMBER#<user_id>`."""

    class Meta(rows.Meta):
        table_name = settings().organizations_table

    organization_id = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    created_at = UTCDateTimeAttribute(null=True)
    # an organization's own
    name = UnicodeAttribute(null=True)
    service_vendor = UnicodeAttribute(null=True)
    service_managers = JSONAttribute(null=True)
    opens = UnicodeAttribute(null=True)
    closes = UnicodeAttribute(null=True)
    pace_scope = UnicodeAttribute(null=True)
    segments_per_second = NumberAttribute(null=True)
    vendor_settings = JSONAttribute(null=True)
    opt_out_confirmation = UnicodeAttribute(null=True)
    help_answer = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    # a member's own
    user_id = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    role = UnicodeAttribute(null=True)
    active = BooleanAttribute(null=True)
    by_user = _ByUser()


_ORGANIZATION_FIELDS = tuple(f.name for f in fields(Organization))
_MEMBER_FIELDS = tuple(f.name for f in fields(Member))
_ABSENT = _Row.record.does_not_exist()


def _to_organization(row: _Row) -> Organization:
    values = {name: getattr(row, name) for name in _ORGANIZATION_FIELDS if name != "pace"}
    own = {
        "service_managers": tuple(row.service_managers or ()),
        "opens": time.fromisoformat(row.opens),
        "closes": time.fromisoformat(row.closes),
        "vendor_settings": dict(row.vendor_settings or {}),
        "opt_out_confirmation": CONFIRMATION
        if row.opt_out_confirmation is None
        else row.opt_out_confirmation,
        "help_answer": HELP if row.help_answer is None else row.help_answer,
        "pace": _pace(row),
    }
    return Organization(**{**values, **own})


def _pace(row: _Row) -> Pace | None:
    if not row.pace_scope:
        return None
    return Pace(scope=PaceScope(row.pace_scope), segments_per_second=float(row.segments_per_second))


def _to_member(row: _Row) -> Member:
    values = {name: getattr(row, name) for name in _MEMBER_FIELDS}
    return Member(**{**values, "role": Role(row.role)})


def _organization_row(organization: Organization) -> _Row:
    values = {name: getattr(organization, name) for name in _ORGANIZATION_FIELDS if name != "pace"}
    pace = organization.pace
    own = {
        "record": _ORGANIZATION,
        "service_managers": list(organization.service_managers),
        "opens": organization.opens.isoformat(),
        "closes": organization.closes.isoformat(),
        "pace_scope": pace.scope.value if pace else None,
        "segments_per_second": pace.segments_per_second if pace else None,
    }
    return _Row(**{**values, **own})


def _member_row(member: Member) -> _Row:
    values = {name: getattr(member, name) for name in _MEMBER_FIELDS}
    return _Row(**{**values, "record": _MEMBER + member.user_id, "role": member.role.value})


def add(organization: Organization, owner: Member) -> bool:
    """Create the organization together with its first owner; False if it exists already."""

    def fill(writer: TransactWrite) -> None:
        writer.save(_organization_row(organization), condition=_ABSENT)
        writer.save(_member_row(owner), condition=_ABSENT)

    try:
        rows.transact(fill)
    except rows.Cancelled:
        return False
    return True


def get(organization_id: str) -> Organization:
    try:
        return _to_organization(_Row.get(organization_id, _ORGANIZATION, consistent_read=True))
    except _Row.DoesNotExist as error:
        raise NotFound(f"organization {organization_id}") from error


def list_ids() -> list[str]:
    """Every organization of the installation; for what is done for all of them every hour."""
    found = _Row.scan(_Row.record == _ORGANIZATION, attributes_to_get=["organization_id", "record"])
    return sorted(row.organization_id for row in found)


def move(before: Organization, after: Organization) -> Organization:
    """Write `after` only if the row still stands at `before`'s version; Stale otherwise."""
    with rows.stale_when_condition_fails(f"organization {before.organization_id}"):
        _organization_row(after).save(condition=_Row.version == before.version)
    changes.note("organization", before, after)
    return after


def add_member(member: Member) -> bool:
    """Make the user a member; False if they are one already, NotFound if there is no such organization."""

    def fill(writer: TransactWrite) -> None:
        writer.condition_check(_Row, member.organization_id, _ORGANIZATION, condition=_Row.record.exists())
        writer.save(_member_row(member), condition=_ABSENT)

    try:
        rows.transact(fill)
    except rows.Cancelled as error:
        if error.reasons[0] is not None:
            raise NotFound(f"organization {member.organization_id}") from error
        return False
    return True


def move_member(before: Member, after: Member) -> Member:
    """Write `after` only if role and activity still stand as in `before`; Stale otherwise."""
    unchanged = (_Row.role == before.role.value) & (_Row.active == before.active)
    with rows.stale_when_condition_fails(f"member {before.user_id}"):
        _member_row(after).save(condition=unchanged)
    changes.note("member", before, after)
    return after


def get_member(organization_id: str, user_id: str) -> Member:
    try:
        return _to_member(_Row.get(organization_id, _MEMBER + user_id, consistent_read=True))
    except _Row.DoesNotExist as error:
        raise NotFound(f"member {user_id} of organization {organization_id}") from error


def find_both(organization_id: str, user_id: str) -> tuple[Organization, Member]:
    """The organization and the user's membership in one read; NotFound if either is missing."""
    keys = [(organization_id, _ORGANIZATION), (organization_id, _MEMBER + user_id)]
    found = {row.record: row for row in _batch_get(keys)}
    if len(found) < 2:
        raise NotFound(f"member {user_id} of organization {organization_id}")
    return _to_organization(found[_ORGANIZATION]), _to_member(found[_MEMBER + user_id])


def _batch_get(keys: Iterable[tuple[str, str]]) -> list[_Row]:
    return list(_Row.batch_get(list(keys), consistent_read=True))


def list_members(organization_id: str) -> list[Member]:
    """All members, those switched off too."""
    found = _Row.query(organization_id, _Row.record.startswith(_MEMBER), consistent_read=True)
    return [_to_member(row) for row in found]


def list_memberships(user_id: str) -> list[tuple[Organization, Member]]:
    """Every organization the user is a member of; a membership made a moment ago may still be missing."""
    members = [_to_member(row) for row in _Row.by_user.query(user_id)]
    if not members:
        return []
    found = _batch_get((member.organization_id, _ORGANIZATION) for member in members)
    organizations = {row.organization_id: _to_organization(row) for row in found}
    return [(organizations[m.organization_id], m) for m in members if m.organization_id in organizations]
