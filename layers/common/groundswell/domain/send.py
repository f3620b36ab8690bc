"""A send is one text to one contact in one blast: its states, and which may follow which."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from groundswell.domain.erasure import NOBODY
from groundswell.domain.errors import IllegalTransition


class SendState(StrEnum):
    READY = "READY"
    HELD = "HELD"  # waits for the recipient's hours
    DISPATCHING = "DISPATCHING"  # claimed: the carrier may or may not have it
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"
    UNKNOWN = "UNKNOWN"  # the carrier's answer was lost; never resent by a machine


class SkipReason(StrEnum):
    OPTED_OUT = "OPTED_OUT"
    EXPIRED = "EXPIRED"
    ERASED = "ERASED"  # the person's data was erased, which counts as an opt-out
    NO_COMMON_HOURS = "NO_COMMON_HOURS"  # the hours are too narrow for the zones it could be in


NEXT: Mapping[SendState, frozenset[SendState]] = {
    SendState.READY: frozenset({SendState.DISPATCHING, SendState.HELD, SendState.SKIPPED}),
    SendState.HELD: frozenset({SendState.DISPATCHING, SendState.SKIPPED}),
    SendState.DISPATCHING: frozenset(
        {SendState.SENT, SendState.DELIVERED, SendState.FAILED, SendState.UNKNOWN, SendState.READY}
    ),
    SendState.SENT: frozenset({SendState.DELIVERED, SendState.FAILED}),
    SendState.UNKNOWN: frozenset({SendState.SENT, SendState.DELIVERED, SendState.FAILED, SendState.READY}),
    SendState.DELIVERED: frozenset(),
    SendState.FAILED: frozenset(),
    SendState.SKIPPED: frozenset(),
}
FINAL = frozenset(state for state, following in NEXT.items() if not following)
OPEN = frozenset({SendState.READY, SendState.HELD, SendState.DISPATCHING})
"""A shard is finished when no send is in one of these."""


NOT_FOUND = "NOT_FOUND"
"""What the reason of an UNKNOWN send ends in that is no longer looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """`values` are the contact's values for the template's fields; the body is template + values."""

    organization_id: str
    campaign_id: str
    blast_id: str
    send_id: str
    phone: str
    state: SendState = SendState.READY
    values: Mapping[str, str] = field(default_factory=dict)
    time_zones: tuple[str, ...] = ()
    claim_id: str | None = None
    claim_expires_at: datetime | None = None
    not_before: datetime | None = None  # a HELD or postponed send waits until then
    sender: str | None = None
    vendor_message_id: str | None = None
    segments: int = 0
    reason: str | None = None  # why skipped, or the carrier's error code
    released: bool = False  # a human released it from UNKNOWN, which may happen once
    updated_at: datetime | None = None

    def become(self, state: SendState, *, at: datetime, **changes: Any) -> "Send":
        """The same send in its next state; IllegalTransition where design allows no such step."""
        if state not in NEXT[self.state] or (
            self.state is SendState.UNKNOWN and state is SendState.READY and self.released
        ):
            raise IllegalTransition(f"send {self.send_id}: {self.state} -> {state}")
        return replace(self, state=state, updated_at=at, **changes)

    def without_person(self) -> "Send":
        """Its state, ids and counts, and nothing that tells whom it went to."""
        return replace(self, phone=NOBODY, values={}, time_zones=())

    @property
    def is_given_up(self) -> bool:
        """Whether the carrier's list has been searched for it in vain, for the last time."""
        return (self.reason or "").endswith(NOT_FOUND)

    @property
    def is_nameless(self) -> bool:
        """Whether the person was erased; such a send can neither be sent nor looked for by its phone."""
        return self.phone == NOBODY

    def may_become(self, state: SendState) -> bool:
        return state in NEXT[self.state]
