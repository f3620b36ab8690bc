"""Campaigns in DynamoDB, keyed organization and campaign; each change is conditional on the version it leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import DoesNotExist
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain import changes
from groundswell.domain.campaign import Campaign, CampaignKind, CampaignState, OwnPause, SenderChoice
from groundswell.domain.errors import NotFound
from groundswell.domain.identity import HIDDEN, is_hidden
from groundswell.settings import settings
from groundswell.tables import rows


class _ByKind(GlobalSecondaryIndex["_Row"]):
    """Only what stands for texts sent at once carries `kind_key`, so only that is listed."""

    class Meta:
        index_name = "by_kind"
        projection = AllProjection()

    kind_key = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class _Row(Model):
    """Key: organization_id / campaign_id. What people planned sorts before what stands for texts sent at once."""

    class Meta(rows.Meta):
        table_name = settings().campaigns_table

    organization_id = UnicodeAttribute(hash_key=True)
    campaign_id = UnicodeAttribute(range_key=True)
    name = UnicodeAttribute()
    kind = UnicodeAttribute(null=True)
    kind_key = UnicodeAttribute(null=True)  # `<organization_id>#<kind>`
    state = UnicodeAttribute()
    text = UnicodeAttribute()
    load_id = UnicodeAttribute(null=True)
    contacts = NumberAttribute()
    fields = JSONAttribute()
    sender_choice = UnicodeAttribute()
    messaging_service_id = UnicodeAttribute(null=True)
    sender = UnicodeAttribute(null=True)
    job_id = UnicodeAttribute(null=True)
    start_failure = UnicodeAttribute(null=True)
    pause_reason = UnicodeAttribute(null=True)
    own_pauses = JSONAttribute(null=True)  # moment and reason of each
    released = BooleanAttribute()
    forgotten_at = UTCDateTimeAttribute(null=True)
    version = NumberAttribute()
    created_at = UTCDateTimeAttribute(null=True)
    updated_at = UTCDateTimeAttribute(null=True)
    by_kind = _ByKind()


_PLANNED: Any = _Row.campaign_id < HIDDEN
_FIELDS = tuple(f.name for f in fields(Campaign))


def _to_domain(row: _Row) -> Campaign:
    values = {name: getattr(row, name) for name in _FIELDS}
    own = {
        "kind": CampaignKind(row.kind or CampaignKind.CAMPAIGN),
        "state": CampaignState(row.state),
        "sender_choice": SenderChoice(row.sender_choice),
        "fields": tuple(row.fields or ()),
        "own_pauses": tuple(
            OwnPause(at=datetime.fromisoformat(at), reason=reason) for at, reason in row.own_pauses or ()
        ),
    }
    return Campaign(**{**values, **own})


def _to_row(campaign: Campaign) -> _Row:
    values = {name: getattr(campaign, name) for name in _FIELDS}
    is_planned = campaign.kind is CampaignKind.CAMPAIGN
    own = {
        "kind": None if is_planned else campaign.kind.value,
        "kind_key": None if is_planned else _kind_key(campaign.organization_id, campaign.kind),
        "state": campaign.state.value,
        "sender_choice": campaign.sender_choice.value,
        "fields": list(campaign.fields),
        "own_pauses": [(one.at.isoformat(), one.reason) for one in campaign.own_pauses] or None,
    }
    return _Row(**{**values, **own})


def _kind_key(organization_id: str, kind: CampaignKind) -> str:
    return f"{organization_id}#{kind.value}"


def add_new(writer: TransactWrite, campaign: Campaign) -> None:
    """Make creating the campaign part of a transaction; it fails if the campaign exists."""
    writer.save(_to_row(campaign), condition=_Row.campaign_id.does_not_exist())


def add(campaign: Campaign) -> None:
    """Create the campaign; Stale if it exists."""
    with rows.stale_when_condition_fails(f"campaign {campaign.campaign_id}"):
        _to_row(campaign).save(condition=_Row.campaign_id.does_not_exist())


def get(organization_id: str, campaign_id: str) -> Campaign:
    """NotFound if the organization has no such campaign."""
    try:
        return _to_domain(_Row.get(organization_id, campaign_id, consistent_read=True))
    except DoesNotExist as error:
        raise NotFound(f"campaign {campaign_id}") from error


def get_names(organization_id: str, campaign_ids: Iterable[str]) -> dict[str, str]:
    """Names by id, 100 to a request; what stands for texts sent at once has none and is left out."""
    keys = [(organization_id, one) for one in sorted(set(campaign_ids)) if not is_hidden(one)]
    found = _Row.batch_get(keys, attributes_to_get=["campaign_id", "name"]) if keys else ()
    return {str(row.campaign_id): str(row.name) for row in found}


def move(before: Campaign, after: Campaign) -> Campaign:
    """Write `after` only if the row still stands at `before`; Stale otherwise."""
    with rows.stale_when_condition_fails(f"campaign {before.campaign_id}"):
        rows.patiently(lambda: _to_row(after).save(condition=_unchanged(before)))
    changes.note("campaign", before, after)
    return after


def add_move(writer: TransactWrite, before: Campaign, after: Campaign) -> None:
    """Make the same conditional change part of a transaction."""
    writer.save(_to_row(after), condition=_unchanged(before))
    changes.note("campaign", before, after)


def add_check(writer: TransactWrite, campaign: Campaign) -> None:
    """Let a transaction succeed only if the campaign has not moved on."""
    writer.condition_check(
        _Row, campaign.organization_id, campaign.campaign_id, condition=_unchanged(campaign)
    )


def _unchanged(before: Campaign) -> Any:
    return (_Row.version == before.version) & (_Row.state == before.state.value)


def list_page(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Campaign], Mapping[str, Any] | None]:
    """A page of the organization's campaigns, the newest first (their ids sort by time), and the next one's cursor."""
    start = dict(cursor) if cursor else None
    found = _Row.query(
        organization_id, _PLANNED, limit=limit, scan_index_forward=False, last_evaluated_key=start
    )
    return [_to_domain(row) for row in found], found.last_evaluated_key


def list_of_kind(
    organization_id: str, kind: CampaignKind, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Campaign], Mapping[str, Any] | None]:
    """A page of what stands for texts sent at once, the newest first, and the next one's cursor."""
    start = dict(cursor) if cursor else None
    found = _Row.by_kind.query(
        _kind_key(organization_id, kind), limit=limit, scan_index_forward=False, last_evaluated_key=start
    )
    return [_to_domain(row) for row in found], found.last_evaluated_key


def list_in_state(organization_id: str, *states: CampaignState) -> list[Campaign]:
    """All the organization's campaigns in these states; of texts sent at once, the open blasts tell."""
    condition = _Row.state.is_in(*(state.value for state in states))
    found = _Row.query(organization_id, _PLANNED, filter_condition=condition, consistent_read=True)
    return [_to_domain(row) for row in found]


def find_ended(organization_id: str, ended_before: datetime, *, after: str) -> Campaign | None:
    """The next campaign, in order of ids, that ended before then and whose people are not forgotten yet."""
    ended = _Row.state.is_in(CampaignState.COMPLETED.value, CampaignState.ARCHIVED.value)
    due: Any = ended & (_Row.updated_at < ended_before) & _Row.forgotten_at.does_not_exist()
    key: Any = _Row.campaign_id > (after or "-")
    found = _Row.query(organization_id, key, filter_condition=due, consistent_read=True, page_size=500)
    return next((_to_domain(row) for row in found), None)
