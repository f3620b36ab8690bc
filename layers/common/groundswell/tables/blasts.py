"""Blasts in DynamoDB, keyed campaign and blast; a blast is created together with its shards and its job."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.campaign import Campaign
from groundswell.domain.erasure import GONE
from groundswell.domain.errors import NotFound, Stale
from groundswell.domain.job import Job
from groundswell.settings import settings
from groundswell.tables import campaigns, job_rows, rows
from groundswell.tables.ledger import shards


class _ByOpenness(GlobalSecondaryIndex["_Row"]):
    """Only blasts that are not closed carry `openness`, so only they are listed."""

    class Meta:
        index_name = "by_openness"
        projection = AllProjection()

    openness = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class _ByOrganization(GlobalSecondaryIndex["_Row"]):
    class Meta:
        index_name = "by_organization"
        projection = KeysOnlyProjection()

    organization_id = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class _Row(Model):
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
    by_openness = _ByOpenness()
    by_organization = _ByOrganization()


OPEN = "OPEN"
_FIELDS = tuple(f.name for f in fields(Blast))


def _key(organization_id: str, campaign_id: str) -> str:
    return f"{organization_id}#{campaign_id}"


def _to_domain(row: _Row) -> Blast:
    values = {name: getattr(row, name) for name in _FIELDS}
    return Blast(**{**values, "state": BlastState(row.state)})


def _to_row(blast: Blast) -> _Row:
    values = {name: getattr(blast, name) for name in _FIELDS}
    values |= {"state": blast.state.value, "openness": None if blast.state is BlastState.CLOSED else OPEN}
    return _Row(_key(blast.organization_id, blast.campaign_id), **values)


def add(blast: Blast, job: Job, campaign: Campaign, touched: Campaign) -> bool:
    """Create blast, shards and job while the campaign stands at `campaign`; False if the blast exists already.

    Stale if the campaign changed meanwhile.
    """

    def fill(writer: TransactWrite) -> None:
        add_new(writer, blast, job)
        campaigns.add_move(writer, campaign, touched)

    try:
        rows.transact(fill)
    except rows.Cancelled as cancelled:
        if cancelled.reasons[0] is None:
            raise Stale(f"campaign {campaign.campaign_id}") from cancelled
        return False
    return True


def add_new(writer: TransactWrite, blast: Blast, job: Job) -> None:
    """Make creating the blast, its job and its shards part of a transaction; the blast comes first in it."""
    writer.save(_to_row(blast), condition=_Row.blast_id.does_not_exist())
    writer.save(job_rows.to_row(job), condition=job_rows.ABSENT)
    shards.add_all(writer, blast.blast_id)


def get(organization_id: str, campaign_id: str, blast_id: str) -> Blast:
    try:
        return _to_domain(_Row.get(_key(organization_id, campaign_id), blast_id, consistent_read=True))
    except DoesNotExist as error:
        raise NotFound(f"blast {blast_id}") from error


def list_of(organization_id: str, campaign_id: str) -> list[Blast]:
    """All blasts of the campaign, the newest first."""
    found = [_to_domain(row) for row in _Row.query(_key(organization_id, campaign_id), consistent_read=True)]
    return sorted(found, key=lambda blast: (blast.created_at is not None, blast.created_at), reverse=True)


def list_recent(organization_id: str, since: datetime) -> list[tuple[str, str]]:
    """(campaign, blast) of every blast that was made since then, in order of the blasts' ids."""
    found = _Row.by_organization.query(organization_id, _ByOrganization.created_at >= since)
    return sorted(
        ((row.campaign_key.partition("#")[2], row.blast_id) for row in found), key=lambda one: one[1]
    )


def list_places(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None, newest_first: bool = False
) -> tuple[list[tuple[str, str]], Mapping[str, Any] | None]:
    """A page of (campaign, blast) of all blasts there ever were, and the next page's cursor."""
    found = _Row.by_organization.query(
        organization_id,
        scan_index_forward=not newest_first,
        limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )
    return [(row.campaign_key.partition("#")[2], row.blast_id) for row in found], found.last_evaluated_key


def get_many(organization_id: str, places: Iterable[tuple[str, str]]) -> dict[str, Blast]:
    """Blasts by id for pairs (campaign, blast), read consistently, 100 to a request."""
    keys = [(_key(organization_id, campaign_id), blast_id) for campaign_id, blast_id in dict.fromkeys(places)]
    return {row.blast_id: _to_domain(row) for row in _Row.batch_get(keys, consistent_read=True)}


def forget_text(blast: Blast) -> None:
    """A text that was for one person alone."""
    row = _Row(_key(blast.organization_id, blast.campaign_id), blast.blast_id)
    rows.patiently(lambda: row.update([_Row.text.set(GONE)], condition=_Row.blast_id.exists()))


def list_open() -> list[Blast]:
    """The blasts of all organizations that are not closed, the oldest first; for the sweep."""
    return [_to_domain(row) for row in _Row.by_openness.query(OPEN)]


def count_replies(organization_id: str, campaign_id: str, blast_id: str) -> tuple[int, int]:
    """How many replies and opt-outs the blast has had so far."""
    row = _Row.get(_key(organization_id, campaign_id), blast_id)
    return int(row.replies), int(row.opt_outs)


def start_sending(blast: Blast) -> None:
    """PLANNING -> SENDING: the audience is complete. Doing it again changes nothing."""
    row = _Row(_key(blast.organization_id, blast.campaign_id), blast.blast_id)
    actions: list[Action] = [_Row.state.set(BlastState.SENDING.value)]
    is_planning: Condition = _Row.state == BlastState.PLANNING.value
    rows.succeeds(lambda: rows.patiently(lambda: row.update(actions, condition=is_planning)))


def close(blast: Blast, campaign: Campaign, after: Campaign, *, at: datetime) -> None:
    """SENDING -> CLOSED, and the campaign to `after` in the same transaction; Stale if either changed."""

    def fill(writer: TransactWrite) -> None:
        row = _Row(_key(blast.organization_id, blast.campaign_id), blast.blast_id)
        actions: list[Action] = [
            _Row.state.set(BlastState.CLOSED.value),
            _Row.closed_at.set(at),
            _Row.openness.remove(),
        ]
        writer.update(row, actions=actions, condition=_Row.state == BlastState.SENDING.value)
        campaigns.add_move(writer, campaign, after)

    with rows.stale_when_condition_fails(f"blast {blast.blast_id}"):
        rows.transact(fill)


def add_reopening(writer: TransactWrite, blast: Blast) -> None:
    """Make it part of a transaction that the blast is open: a closed one is SENDING again, another stays as it is."""
    key = _key(blast.organization_id, blast.campaign_id)
    unchanged = _Row.state == blast.state.value
    if blast.state is not BlastState.CLOSED:
        writer.condition_check(_Row, key, blast.blast_id, condition=unchanged)
        return
    actions: list[Action] = [
        _Row.state.set(BlastState.SENDING.value),
        _Row.closed_at.remove(),
        _Row.openness.set(OPEN),
    ]
    writer.update(_Row(key, blast.blast_id), actions=actions, condition=unchanged)


def add_reply(
    writer: TransactWrite, organization_id: str, campaign_id: str, blast_id: str, *, opted_out: bool
) -> None:
    """Make counting one reply part of the transaction that assigns it to the blast."""
    actions: list[Action] = [_Row.replies.add(1)]
    if opted_out:
        actions.append(_Row.opt_outs.add(1))
    row = _Row(_key(organization_id, campaign_id), blast_id)
    writer.update(row, actions=actions, condition=_Row.blast_id.exists())
