"""Blasts in DynamoDB, keyed campaign and blast; a blast is created together with its shards and its job."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.campaign import Campaign
from groundswell.domain.erasure import GONE
from groundswell.domain.errors import NotFound, Stale
from groundswell.domain.job import Job
from groundswell.tables import campaigns, job_rows, rows
from groundswell.tables.blast_rows import OPEN, ByOrganization, Row, key, to_domain, to_row
from groundswell.tables.ledger import shards


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
    writer.save(to_row(blast), condition=Row.blast_id.does_not_exist())
    writer.save(job_rows.to_row(job), condition=job_rows.ABSENT)
    shards.add_all(writer, blast.blast_id)


def _row_of(blast: Blast) -> Row:
    """What an update or a delete is asked of: the key alone."""
    return Row(key(blast.organization_id, blast.campaign_id), blast.blast_id)


def get(organization_id: str, campaign_id: str, blast_id: str) -> Blast:
    """NotFound if the campaign has no such blast."""
    try:
        return to_domain(Row.get(key(organization_id, campaign_id), blast_id, consistent_read=True))
    except DoesNotExist as error:
        raise NotFound(f"blast {blast_id}") from error


def list_of(organization_id: str, campaign_id: str) -> list[Blast]:
    """All blasts of the campaign, the newest first."""
    found = [to_domain(row) for row in Row.query(key(organization_id, campaign_id), consistent_read=True)]
    return sorted(found, key=lambda blast: (blast.created_at is not None, blast.created_at), reverse=True)


def list_recent(organization_id: str, since: datetime) -> list[tuple[str, str]]:
    """(campaign, blast) of every blast that was made since then, in order of the blasts' ids."""
    found = Row.by_organization.query(organization_id, ByOrganization.created_at >= since)
    return sorted(map(_place, found), key=lambda place: place[1])


def _place(row: Row) -> tuple[str, str]:
    return row.campaign_key.partition("#")[2], row.blast_id


def list_places(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None, newest_first: bool = False
) -> tuple[list[tuple[str, str]], Mapping[str, Any] | None]:
    """A page of (campaign, blast) of all blasts there ever were, and the next page's cursor."""
    found = Row.by_organization.query(
        organization_id,
        scan_index_forward=not newest_first,
        limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )
    return [_place(row) for row in found], found.last_evaluated_key


def get_many(organization_id: str, places: Iterable[tuple[str, str]]) -> dict[str, Blast]:
    """Blasts by id for pairs (campaign, blast), read consistently, 100 to a request."""
    keys = [(key(organization_id, campaign_id), blast_id) for campaign_id, blast_id in dict.fromkeys(places)]
    return {row.blast_id: to_domain(row) for row in Row.batch_get(keys, consistent_read=True)}


def forget_text(blast: Blast) -> None:
    """A text that was for one person alone."""
    row = _row_of(blast)
    rows.patiently(lambda: row.update([Row.text.set(GONE)], condition=Row.blast_id.exists()))


def list_open() -> list[Blast]:
    """The blasts of all organizations that are not closed, the oldest first; for the sweep."""
    return [to_domain(row) for row in Row.by_openness.query(OPEN)]


def count_replies(organization_id: str, campaign_id: str, blast_id: str) -> tuple[int, int]:
    """How many replies and opt-outs the blast has had so far."""
    row = Row.get(key(organization_id, campaign_id), blast_id)
    return int(row.replies), int(row.opt_outs)


def start_sending(blast: Blast) -> None:
    """PLANNING -> SENDING: the audience is complete. Doing it again changes nothing."""
    row = _row_of(blast)
    actions: list[Action] = [Row.state.set(BlastState.SENDING.value)]
    is_planning: Condition = Row.state == BlastState.PLANNING.value
    rows.succeeds(lambda: rows.patiently(lambda: row.update(actions, condition=is_planning)))


def close(blast: Blast, campaign: Campaign, after: Campaign, *, at: datetime) -> None:
    """SENDING -> CLOSED, and the campaign to `after` in the same transaction; Stale if either changed."""

    def fill(writer: TransactWrite) -> None:
        row = _row_of(blast)
        actions: list[Action] = [
            Row.state.set(BlastState.CLOSED.value),
            Row.closed_at.set(at),
            Row.openness.remove(),
        ]
        writer.update(row, actions=actions, condition=Row.state == BlastState.SENDING.value)
        campaigns.add_move(writer, campaign, after)

    with rows.stale_when_condition_fails(f"blast {blast.blast_id}"):
        rows.transact(fill)


def add_reopening(writer: TransactWrite, blast: Blast) -> None:
    """Make it part of a transaction that the blast is open: a closed one is SENDING again, another stays as it is."""
    row = _row_of(blast)
    unchanged = Row.state == blast.state.value
    if blast.state is not BlastState.CLOSED:
        writer.condition_check(Row, row.campaign_key, row.blast_id, condition=unchanged)
        return
    actions: list[Action] = [
        Row.state.set(BlastState.SENDING.value),
        Row.closed_at.remove(),
        Row.openness.set(OPEN),
    ]
    writer.update(row, actions=actions, condition=unchanged)


def add_reply(
    writer: TransactWrite, organization_id: str, campaign_id: str, blast_id: str, *, opted_out: bool
) -> None:
    """Make counting one reply part of the transaction that assigns it to the blast."""
    actions: list[Action] = [Row.replies.add(1)]
    if opted_out:
        actions.append(Row.opt_outs.add(1))
    row = Row(key(organization_id, campaign_id), blast_id)
    writer.update(row, actions=actions, condition=Row.blast_id.exists())
