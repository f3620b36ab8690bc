"""A blast's id goes in; how it went over time comes out, how fast it is now, and how fast it may be."""

from dataclasses import dataclass
from datetime import timedelta

from groundswell import clock
from groundswell.domain import outcome, text
from groundswell.domain.blast import Blast, BlastState, Counters
from groundswell.domain.campaign import Campaign, SenderChoice
from groundswell.domain.number import NumberState
from groundswell.domain.organization import Organization
from groundswell.domain.outcome import Figures
from groundswell.domain.pacing import PaceScope
from groundswell.tables import blasts, campaigns, numbers, organizations
from groundswell.tables.ledger import shards, snapshots

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`limit_per_minute` is None where the organization has set no limit; `numbers` counts only where they matter."""

    step_seconds: int
    points: tuple[Figures, ...]
    per_minute: float | None
    limit_per_minute: float | None
    limit_scope: PaceScope | None
    numbers: int | None


def read_outcome(organization_id: str, campaign_id: str, blast_id: str) -> Outcome:
    """Minute by minute for a day, thinned out so that a chart can show it; a closed blast has no speed."""
    blast = blasts.get(organization_id, campaign_id, blast_id)
    counters = shards.counters(blast_id)
    noted = snapshots.list_newest(blast_id, limit=MINUTES)
    now = outcome.figures(counters, clock.now())
    points = outcome.thin(_whole(blast, noted, now))
    organization = organizations.get(organization_id)
    working = _numbers(organization, campaigns.get(organization_id, campaign_id))
    return Outcome(
        step_seconds=int(outcome.step_of(points).total_seconds()),
        points=tuple(points),
        per_minute=None if blast.state is BlastState.CLOSED else outcome.speed(noted, now),
        limit_per_minute=outcome.limit(organization.pace, working or 0, _segments(blast, counters)),
        limit_scope=organization.pace.scope if organization.pace else None,
        numbers=working,
    )


def _whole(blast: Blast, noted: list[Figures], now: Figures) -> list[Figures]:
    """From nothing to the present. What was reported after the last note is put a minute behind it, if that is over."""
    first = [Figures(at=blast.created_at)] if blast.created_at and len(noted) < MINUTES else []
    points = [*first, *noted]
    if blast.state is BlastState.CLOSED and points:
        if now.counts == points[-1].counts:
            return points
        ended = max(points[-1].at + timedelta(minutes=1), blast.closed_at or points[-1].at)
        return [*points, Figures(at=min(ended, now.at), **_counted(now))]
    return [*points, now]


def _counted(figures: Figures) -> dict[str, int]:
    return {"handed_over": figures.handed_over, "delivered": figures.delivered, "failed": figures.failed}


def _segments(blast: Blast, counters: Counters) -> float:
    """Of one text: as measured, before that as the template has them."""
    handed_over = outcome.figures(counters, clock.now()).handed_over
    if handed_over and counters.segments:
        return counters.segments / handed_over
    return float(text.segments(blast.text).count)


def _numbers(organization: Organization, campaign: Campaign) -> int | None:
    """How many numbers the campaign's texts leave from, where each has a limit of its own."""
    pace = organization.pace
    if pace is None or pace.scope is not PaceScope.NUMBER or campaign.sender_choice is SenderChoice.CARRIER:
        return None
    found = numbers.list_of_campaign(organization.organization_id, campaign.campaign_id)
    return sum(number.state is NumberState.ALLOCATED for number in found)
