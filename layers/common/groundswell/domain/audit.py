"""An audit entry says which person did what, when, to what, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class AuditAction(StrEnum):
    SEND_RELEASED = "SEND_RELEASED"
    DEAD_LETTERS_REPLAYED = "DEAD_LETTERS_REPLAYED"
    STOPPED_ALL = "STOPPED_ALL"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """`subject` is the id of what it was done to; `details` hold ids and counts, nobody's number or words."""

    organization_id: str
    entry_id: str
    at: datetime
    action: AuditAction
    user_id: str
    subject: str = ""
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
