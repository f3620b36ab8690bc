"""Rows of organizations and their members in DynamoDB: domain objects go in and come out."""

from dataclasses import fields
from datetime import time
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from groundswell.domain.organization import CONFIRMATION, HELP, Member, MemberKind, Organization, Role
from groundswell.domain.pacing import Pace, PaceScope
from groundswell.settings import settings
from groundswell.tables import rows

ORGANIZATION = "ORGANIZATION"
MEMBER = "MEMBER#"


class _ByUser(GlobalSecondaryIndex["Row"]):
    """Only members carry a user, so only they are in it."""

    class Meta:
        index_name = "by_user"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True)
    organization_id = UnicodeAttribute(range_key=True)


class Row(Model):
    """Key: organization_id / record, which is `ORGANIZATION` or `MEMBER#<user_id>`."""

    class Meta(rows.Meta):
        table_name = settings().organizations_table

    organization_id = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    created_at = UTCDateTimeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    # an organization's own
    service_vendor = UnicodeAttribute(null=True)
    service_managers = JSONAttribute(null=True)
    opens = UnicodeAttribute(null=True)
    closes = UnicodeAttribute(null=True)
    pace_scope = UnicodeAttribute(null=True)
    segments_per_second = NumberAttribute(null=True)
    vendor_settings = JSONAttribute(null=True)
    opt_out_confirmation = UnicodeAttribute(null=True)
    help_answer = UnicodeAttribute(null=True)
    retention_days = NumberAttribute(null=True)
    # a member's own
    user_id = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    role = UnicodeAttribute(null=True)
    active = BooleanAttribute(null=True)
    kind = UnicodeAttribute(null=True)
    confirmed = BooleanAttribute(null=True)
    number = UnicodeAttribute(null=True)
    expires_at = UTCDateTimeAttribute(null=True)
    last_used_at = UTCDateTimeAttribute(null=True)
    tokens_valid_from = UTCDateTimeAttribute(null=True)
    by_user = _ByUser()


ABSENT = Row.record.does_not_exist()
_ORGANIZATION_FIELDS = tuple(f.name for f in fields(Organization))
_MEMBER_FIELDS = tuple(f.name for f in fields(Member))


def to_organization(row: Row) -> Organization:
    """A row that says nothing of a text for opt-outs or help has the one that everybody starts with."""
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
        "retention_days": int(row.retention_days) if row.retention_days else None,
    }
    return Organization(**{**values, **own})


def _pace(row: Row) -> Pace | None:
    if not row.pace_scope:
        return None
    return Pace(scope=PaceScope(row.pace_scope), segments_per_second=float(row.segments_per_second))


def organization_row(organization: Organization) -> Row:
    values = {name: getattr(organization, name) for name in _ORGANIZATION_FIELDS if name != "pace"}
    pace = organization.pace
    own = {
        "record": ORGANIZATION,
        "service_managers": list(organization.service_managers),
        "opens": organization.opens.isoformat(),
        "closes": organization.closes.isoformat(),
        "pace_scope": pace.scope.value if pace else None,
        "segments_per_second": pace.segments_per_second if pace else None,
    }
    return Row(**{**values, **own})


def to_member(row: Row) -> Member:
    """A row that says nothing of a field is older than the field."""
    values = {name: getattr(row, name) for name in _MEMBER_FIELDS}
    own = {
        "role": Role(row.role),
        "kind": MemberKind(row.kind or MemberKind.PERSON),
        "name": row.name or "",
        "confirmed": row.confirmed is not False,
        "version": int(row.version or 0),
    }
    return Member(**{**values, **own})


def member_row(member: Member) -> Row:
    return Row(record=MEMBER + member.user_id, **{name: plain(member, name) for name in _MEMBER_FIELDS})


def plain(member: Member, name: str) -> Any:
    """A member's field as its attribute takes it."""
    value = getattr(member, name)
    return value.value if name in ("role", "kind") else value


def changed_fields(before: Member, after: Member) -> list[str]:
    return [name for name in _MEMBER_FIELDS if getattr(before, name) != getattr(after, name)]
