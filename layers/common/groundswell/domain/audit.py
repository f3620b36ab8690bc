"""An audit entry says which person did what, when, to what, and why; and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class AuditAction(StrEnum):
    """What was done. Everything that has no name of its own is a REQUEST, which `operation` tells apart."""

    REQUEST = "REQUEST"
    SEND_RELEASED = "SEND_RELEASED"
    DEAD_LETTERS_REPLAYED = "DEAD_LETTERS_REPLAYED"
    STOPPED_ALL = "STOPPED_ALL"
    PERSON_ERASED = "PERSON_ERASED"
    PERSON_EXPORTED = "PERSON_EXPORTED"


class AuditState(StrEnum):
    """An entry that stays STARTED is of a request whose outcome nobody knows."""

    STARTED = "STARTED"
    DONE = "DONE"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """`subject` is the id of what it was done to, `ids` are all that the path names and the answer brought.

    `details` hold ids and counts, `changes` fields before and after; nobody's number or words.
    """

    organization_id: str
    entry_id: str
    at: datetime
    action: AuditAction
    user_id: str
    subject: str = ""
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    state: AuditState = AuditState.DONE
    operation: str = ""
    route: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None
    problem: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where it stands among the organization's entries, which are in order of time."""
        return f"{self.at.isoformat()}#{self.entry_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What an entry has to be to be listed; None is anything."""

    user_id: str | None = None
    action: AuditAction | None = None
    operation: str | None = None
    subject: str | None = None
    state: AuditState | None = None

    def fits(self, entry: AuditEntry) -> bool:
        subjects = {entry.subject, *entry.ids.values(), *entry.details.get("campaign_ids", ())}
        return (
            self.user_id in (None, entry.user_id)
            and self.action in (None, entry.action)
            and self.operation in (None, entry.operation)
            and self.state in (None, entry.state)
            and (self.subject is None or self.subject in subjects)
        )
