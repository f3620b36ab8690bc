"""How a blast went over time: figures of single moments go in; what a chart can show, and a speed, come out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell.domain.blast import Counters
from groundswell.domain.pacing import Pace, PaceScope
from groundswell.domain.send import SendState

MOST_POINTS = 300
LONGEST = timedelta(hours=24)
_HANDED_OVER = (SendState.SENT, SendState.DELIVERED, SendState.FAILED, SendState.UNKNOWN)
_BASE_FROM, _BASE_TO = timedelta(minutes=1), timedelta(minutes=5)
"""How old the figures must be, and may be, that a speed is measured from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All of the blast's texts so far, not only those of the last minute, so that a missing moment distorts nothing."""

    at: datetime
    handed_over: int = 0
    delivered: int = 0
    failed: int = 0

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.handed_over, self.delivered, self.failed


def figures(counters: Counters, at: datetime) -> Figures:
    """What the counters say at the moment `at`."""
    return Figures(
        at=at,
        handed_over=sum(counters[state] for state in _HANDED_OVER),
        delivered=counters[SendState.DELIVERED],
        failed=counters[SendState.FAILED],
    )


def step_of(points: Sequence[Figures]) -> timedelta:
    """How far apart the points are to be: whole minutes, so that there are not too many."""
    if not points:
        return timedelta(minutes=1)
    minutes = (points[-1].at - points[0].at) / timedelta(minutes=1)
    return timedelta(minutes=max(1, -(-int(minutes + 1) // (MOST_POINTS - 2))))


def thin(points: Sequence[Figures]) -> list[Figures]:
    """Of each step the last, and the very first; what lies more than a day before the end is left out."""
    recent = [one for one in points if points[-1].at - one.at <= LONGEST]
    if not recent:
        return []
    start, step = recent[0].at, step_of(recent)
    last_of = {(one.at - start) // step: one for one in recent[1:]}
    return [recent[0], *(last_of[number] for number in sorted(last_of))]


def speed(before: Sequence[Figures], now: Figures) -> float | None:
    """Texts handed over in a minute, from the newest figures that are a minute old; None where there are none."""
    bases = [one for one in before if _BASE_FROM <= now.at - one.at <= _BASE_TO]
    if not bases:
        return None
    base = max(bases, key=lambda one: one.at)
    return round((now.handed_over - base.handed_over) / ((now.at - base.at) / timedelta(minutes=1)), 1)


def limit(pace: Pace | None, numbers: int, segments: float) -> float | None:
    """Texts a minute that may leave, of so many segments each; 0 `numbers` where the carrier picks them."""
    if pace is None:
        return None
    senders = max(numbers, 1) if pace.scope is PaceScope.NUMBER else 1
    return round(pace.segments_per_second * 60 * senders / max(segments, 1.0), 1)
