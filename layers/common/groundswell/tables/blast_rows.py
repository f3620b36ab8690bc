"""Rows of blasts in DynamoDB: blasts go in and come out as domain objects."""

from dataclasses import fields

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from groundswell.domain.blast import Blast, BlastState
from groundswell.settings import settings
from groundswell.tables import rows


class ByOpenness(GlobalSecondaryIndex["Row"]):
    """Only blasts that are not closed carry `openness`, so only they are listed."""

    class Meta:
        index_name = "by_openness"
        projection = AllProjection()

    openness = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class ByOrganization(GlobalSecondaryIndex["Row"]):
    """All blasts of an organization in order of time."""

    class Meta:
        index_name = "by_organization"
        projection = KeysOnlyProjection()

    organization_id = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class Row(Model):
    """Key: campaign_key (`<organization_id>#<campaign_id>`) / blast_id."""

    class Meta(rows.Meta):
        table_name = settings().blasts_table

    campaign_key = UnicodeAttribute(hash_key=True)
    blast_id = UnicodeAttribute(range_key=True)
    organization_id = UnicodeAttribute()
    campaign_id = UnicodeAttribute()
    occurrence = UnicodeAttribute()
    text = UnicodeAttribute()
    load_id = UnicodeAttribute()
    audience = NumberAttribute()
    state = UnicodeAttribute()
    job_id = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute(null=True)
    not_after = UTCDateTimeAttribute(null=True)
    closed_at = UTCDateTimeAttribute(null=True)
    replies = NumberAttribute(default=0)
    opt_outs = NumberAttribute(default=0)
    openness = UnicodeAttribute(null=True)
    by_openness = ByOpenness()
    by_organization = ByOrganization()


OPEN = "OPEN"
_FIELDS = tuple(f.name for f in fields(Blast))


def key(organization_id: str, campaign_id: str) -> str:
    """The partition that a campaign's blasts lie in."""
    return f"{organization_id}#{campaign_id}"


def to_domain(row: Row) -> Blast:
    values = {name: getattr(row, name) for name in _FIELDS}
    return Blast(**{**values, "state": BlastState(row.state)})


def to_row(blast: Blast) -> Row:
    values = {name: getattr(blast, name) for name in _FIELDS}
    values |= {"state": blast.state.value, "openness": None if blast.state is BlastState.CLOSED else OPEN}
    return Row(key(blast.organization_id, blast.campaign_id), **values)
