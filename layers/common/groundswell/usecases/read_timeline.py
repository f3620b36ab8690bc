"""What happened to a campaign and who did it, the newest first: the audit, its own pauses and its blasts' ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groundswell.domain import timeline
from groundswell.domain.audit import AuditFilter
from groundswell.domain.job import Job
from groundswell.domain.timeline import Happening
from groundswell.tables import audit, blasts, campaigns, jobs, members


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`by` is the person's name, or the address where there is none; None if nobody did it, or a former member.

    `job` is the work that it began, as it stands now.
    """

    happening: Happening
    by: str | None
    job: Job | None


def read_timeline(
    organization_id: str, campaign_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Told], Mapping[str, Any] | None]:
    """A page, and the next page's cursor. A page may hold fewer than `limit` although more follow."""
    campaign = campaigns.get(organization_id, campaign_id)
    after = str(cursor["after"]) if cursor else None
    start = audit.cursor_after(organization_id, after) if after else None
    entries, following = audit.list_page(
        organization_id, limit=limit, cursor=start, only=AuditFilter(subject=campaign_id)
    )
    seen_to = audit.place_of(following) if following else ""
    of_itself = timeline.of_blasts(blasts.list_of(organization_id, campaign_id))
    of_itself += timeline.of_own_pauses(campaign)
    told = [one for entry in entries if (one := timeline.of_entry(entry, campaign_id))]
    told += [one for one in of_itself if seen_to < one.place and (after is None or one.place < after)]
    told.sort(key=lambda one: one.place, reverse=True)
    shown = told[:limit]
    end = shown[-1].place if len(told) > limit else seen_to
    return _with_names(organization_id, shown), {"after": end} if end else None


def _with_names(organization_id: str, shown: list[Happening]) -> list[Told]:
    people = members.get_many(organization_id, (one.user_id for one in shown if one.user_id))
    work = jobs.get_many(organization_id, (one.job_id for one in shown if one.job_id))
    names = {user_id: person.name or person.email for user_id, person in people.items()}
    return [
        Told(happening=one, by=names.get(one.user_id or ""), job=work.get(one.job_id or "")) for one in shown
    ]
