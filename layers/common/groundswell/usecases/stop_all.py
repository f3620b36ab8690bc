"""Everything that an organization sends is stopped at once; how quickly that took effect can be read afterwards."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from groundswell import clock
from groundswell.domain.audit import AuditAction, AuditEntry
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict, NotFound, Stale
from groundswell.tables import audit, blasts, campaigns
from groundswell.tables.ledger import shards
from groundswell.usecases.pause_campaign import pause_campaign

AT_ONCE = 8
ATTEMPTS = 5
REASON = "Everything was stopped."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """`last_claim_at` is when the last text was claimed in what was stopped: the stop's measured effect."""

    pressed_at: datetime
    pressed_by: str
    reason: str
    stopped: int
    campaign_ids: tuple[str, ...]
    last_claim_at: datetime | None

    @property
    def seconds_until_quiet(self) -> float:
        """How long after the press texts were still claimed; 0 if none was."""
        if self.last_claim_at is None:
            return 0.0
        return max((self.last_claim_at - self.pressed_at).total_seconds(), 0.0)


def stop_all(organization_id: str, user_id: str, *, reason: str = "") -> Stop:
    """Pause every campaign that sends, several at a time; pressing again stops what has begun since."""
    pressed_at = clock.now()
    running = {one.campaign_id for one in campaigns.list_in_state(organization_id, CampaignState.ACTIVE)}
    # A completed campaign sends too, for a moment, when a person has released one of its sends.
    running |= {one.campaign_id for one in blasts.list_open() if one.organization_id == organization_id}
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        done = pool.map(lambda campaign_id: _stop(organization_id, campaign_id), sorted(running))
        stopped = [
            campaign_id for campaign_id, has_stopped in zip(sorted(running), done, strict=True) if has_stopped
        ]
    entry = AuditEntry(
        organization_id=organization_id,
        entry_id=str(uuid4()),
        at=pressed_at,
        action=AuditAction.STOPPED_ALL,
        user_id=user_id,
        reason=reason,
        details={"campaign_ids": stopped},
    )
    audit.add(entry)
    return _report(entry)


def _stop(organization_id: str, campaign_id: str) -> bool:
    """Whether the campaign is paused now; one that has come to its end by itself needs no stopping."""
    for _ in range(ATTEMPTS):
        try:
            pause_campaign(organization_id, campaign_id, reason=REASON)
        except Stale:
            continue
        except (Conflict, NotFound):
            return False
        return True
    raise Stale(f"campaign {campaign_id}")


def read_stop(organization_id: str) -> Stop:
    """The last stop; NotFound if there never was one."""
    entry = audit.find_latest(organization_id, AuditAction.STOPPED_ALL)
    if entry is None:
        raise NotFound("stop")
    return _report(entry)


def _report(entry: AuditEntry) -> Stop:
    stopped = tuple(entry.details.get("campaign_ids", ()))
    return Stop(
        pressed_at=entry.at,
        pressed_by=entry.user_id,
        reason=entry.reason,
        stopped=len(stopped),
        campaign_ids=stopped,
        last_claim_at=_last_claim_at(entry.organization_id, stopped, entry.at),
    )


def _last_claim_at(organization_id: str, campaign_ids: Iterable[str], since: datetime) -> datetime | None:
    """Of the blasts that were open then: claims that a resume has let through later count too."""
    of_stopped = [
        blast for campaign_id in campaign_ids for blast in blasts.list_of(organization_id, campaign_id)
    ]
    open_then = [one for one in of_stopped if one.closed_at is None or one.closed_at >= since]
    moments = [shard.last_claim_at for one in open_then for shard in shards.list_all(one.blast_id)]
    return max((moment for moment in moments if moment is not None), default=None)
