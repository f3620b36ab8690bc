"""May this send leave now? The send, its recipient, the hours and the moment go in; one decision comes out."""

from dataclasses import dataclass
from datetime import datetime, time

from groundswell.domain.quiet_hours import NeverOpen, Window, next_window
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send, SendState, SkipReason


@dataclass(frozen=True, slots=True)
class Leave:
    """It may, until the window closes."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """Not before the window opens."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Skip:
    """Never."""

    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Settle:
    """Its worker died after the claim: nobody knows whether the carrier has it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do before then; None: nothing to do at all."""

    until: datetime | None


Decision = Leave | Hold | Skip | Settle | Wait


@dataclass(slots=True)
class Hours:
    """An organization's opening hours; windows are remembered, since few combinations of zones recur."""

    opens: time
    closes: time
    _known: dict[tuple[str, ...], Window]

    def __init__(self, opens: time, closes: time) -> None:
        self.opens, self.closes, self._known = opens, closes, {}

    def window(self, zones: tuple[str, ...], at: datetime) -> Window:
        window = self._known.get(zones)
        if window is None or not window.is_open(at):
            window = self._known[zones] = next_window(zones, at, self.opens, self.closes)
        return window


def opens_later(hours: Hours, zones: tuple[str, ...], at: datetime) -> datetime | None:
    """When texts to these zones may leave, if not now."""
    try:
        window = hours.window(zones, at)
    except NeverOpen:
        return None
    return None if window.is_open(at) else window.opens_at


def due(send: Send, at: datetime) -> Wait | Settle | None:
    """None if the send has to be decided about now; otherwise what to do instead."""
    if send.state is SendState.DISPATCHING:
        expired = send.claim_expires_at is None or send.claim_expires_at <= at
        return Settle() if expired else Wait(send.claim_expires_at)
    if send.state not in (SendState.READY, SendState.HELD):
        return Wait(None)
    return Wait(send.not_before) if send.not_before and send.not_before > at else None


def decide(
    send: Send, recipient: Recipient, not_after: datetime | None, hours: Hours, at: datetime
) -> Decision:
    """What becomes of a READY or HELD send that is due."""
    if recipient.opted_out:
        return Skip(SkipReason.OPTED_OUT)
    if not_after is not None and at >= not_after:
        return Skip(SkipReason.EXPIRED)
    try:
        window = hours.window(send.time_zones, at)
    except NeverOpen:
        return Skip(SkipReason.NO_COMMON_HOURS)
    if window.is_open(at):
        return Leave(min(window.closes_at, not_after) if not_after else window.closes_at)
    if not_after is not None and window.opens_at >= not_after:
        return Skip(SkipReason.EXPIRED)
    return Hold(window.opens_at)
