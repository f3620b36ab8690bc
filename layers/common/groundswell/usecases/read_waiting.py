"""Who waits for an answer: a member goes in, how many of theirs and of nobody's wait, and since when, comes out."""

from dataclasses import dataclass
from datetime import datetime

from groundswell.domain.conversation import InboxView
from groundswell.tables import inbox

MOST = 2_000
"""Open conversations that one look reads of a queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Not `is_all`: only the oldest of a long queue were counted."""

    count: int
    oldest_at: datetime | None
    is_all: bool


def read_waiting(organization_id: str, whose: str) -> Waiting:
    """`whose` is a member's id, or UNASSIGNED for those that nobody looks after."""
    found, is_all = inbox.list_waiting(organization_id, whose, most=MOST)
    oldest = found[0].last_activity_at if found else None
    return Waiting(count=len(found), oldest_at=oldest, is_all=is_all)


def read_unassigned(organization_id: str) -> Waiting:
    """Those that nobody looks after."""
    return read_waiting(organization_id, InboxView.UNASSIGNED)
