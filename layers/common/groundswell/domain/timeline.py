"""What happened to a campaign: audit entries, its own pauses and its blasts' ends go in, happenings come out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from groundswell.domain.audit import AuditAction, AuditEntry, AuditState
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign


class Happened(StrEnum):
    CREATED = "CREATED"
    COPIED = "COPIED"
    EDITED = "EDITED"
    CONTACTS_LOADED = "CONTACTS_LOADED"
    NUMBERS_CHOSEN = "NUMBERS_CHOSEN"
    FORM_FILLED = "FORM_FILLED"
    TESTED = "TESTED"
    STARTED = "STARTED"
    SENT = "SENT"
    BLAST_CLOSED = "BLAST_CLOSED"
    PAUSED = "PAUSED"
    PAUSED_ITSELF = "PAUSED_ITSELF"
    RESUMED = "RESUMED"
    STOPPED_ALL = "STOPPED_ALL"
    SEND_RELEASED = "SEND_RELEASED"
    ARCHIVED = "ARCHIVED"
    UNARCHIVED = "UNARCHIVED"


_OPERATIONS = {
    "post_campaign": Happened.CREATED,
    "post_campaign_copy": Happened.COPIED,
    "patch_campaign": Happened.EDITED,
    "post_load_start": Happened.CONTACTS_LOADED,
    "put_numbers_of_campaign": Happened.NUMBERS_CHOSEN,
    "post_campaign_manager_form": Happened.FORM_FILLED,
    "post_campaign_test": Happened.TESTED,
    "post_campaign_start": Happened.STARTED,
    "post_campaign_send": Happened.SENT,
    "post_campaign_pause": Happened.PAUSED,
    "post_campaign_resume": Happened.RESUMED,
    "post_campaign_archive": Happened.ARCHIVED,
    "post_campaign_unarchive": Happened.UNARCHIVED,
}
_ACTIONS = {
    AuditAction.STOPPED_ALL: Happened.STOPPED_ALL,
    AuditAction.SEND_RELEASED: Happened.SEND_RELEASED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Nobody's words or number. `place` orders it; without a `user_id` nobody did it: it came of itself.

    `is_settled` is False as long as nobody knows whether it was done. `changed` are the campaign's fields,
    `reason` is why it paused itself.
    """

    place: str
    event_id: str
    at: datetime
    what: Happened
    user_id: str | None = None
    is_settled: bool = True
    changed: tuple[str, ...] = ()
    blast_id: str | None = None
    job_id: str | None = None
    other_campaign_id: str | None = None
    reason: str = ""


def of_entry(entry: AuditEntry, campaign_id: str) -> Happening | None:
    """None for what changed nothing: a refusal, a preview, an answer given a second time."""
    what = _ACTIONS.get(entry.action) or _OPERATIONS.get(entry.operation)
    if what is None or entry.state is AuditState.REFUSED or entry.details.get("replayed"):
        return None
    other = _other_campaign(entry, campaign_id) if what is Happened.COPIED else None
    made_as_copy = what is Happened.COPIED and entry.ids.get("campaign_id") == campaign_id
    return Happening(
        place=entry.place,
        event_id=entry.entry_id,
        at=entry.at,
        what=Happened.CREATED if made_as_copy else what,
        user_id=entry.user_id,
        is_settled=entry.state is AuditState.DONE,
        changed=_changed(entry.changes),
        blast_id=entry.ids.get("blast_id"),
        job_id=entry.ids.get("job_id"),
        other_campaign_id=other,
    )


def _other_campaign(entry: AuditEntry, campaign_id: str) -> str | None:
    """The copied one's id stands as the subject, the copy's among the ids."""
    pair = {entry.subject, entry.ids.get("campaign_id", "")} - {campaign_id, ""}
    return next(iter(pair), None)


def _changed(changes: Mapping[str, object]) -> tuple[str, ...]:
    own = (name.partition(".") for name in changes)
    return tuple(sorted(field for kind, _, field in own if kind == "campaign" and field))


def of_blasts(blasts: Iterable[Blast]) -> list[Happening]:
    """The ends of those that have ended."""
    return [
        Happening(
            place=f"{blast.closed_at.isoformat()}#{blast.blast_id}",
            event_id=f"{blast.blast_id}-closed",
            at=blast.closed_at,
            what=Happened.BLAST_CLOSED,
            blast_id=blast.blast_id,
        )
        for blast in blasts
        if blast.closed_at is not None
    ]


def of_own_pauses(campaign: Campaign) -> list[Happening]:
    places = [(f"{one.at.isoformat()}#{campaign.campaign_id}", one) for one in campaign.own_pauses]
    return [
        Happening(place=place, event_id=place, at=one.at, what=Happened.PAUSED_ITSELF, reason=one.reason)
        for place, one in places
    ]
