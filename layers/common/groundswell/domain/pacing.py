"""How fast a sender may send: what it still has to wait for and what wants to go in, starting times come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

USED = 0.97
"""A little below the limit: calls that start evenly still arrive a little unevenly."""


class PaceScope(StrEnum):
    """What carriers limit: a registered campaign as a whole, or each number by itself."""

    ACCOUNT = "ACCOUNT"
    NUMBER = "NUMBER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """At most so many segments a second for everything (ACCOUNT) or for each number (NUMBER)."""

    scope: PaceScope
    segments_per_second: float

    def key(self, sender: str | None) -> str:
        return sender if self.scope is PaceScope.NUMBER and sender else "*"


@dataclass(frozen=True, slots=True)
class Allotment:
    """`starts[i]` is when text i may start, None if not within the horizon; `next_free` is what to remember."""

    starts: tuple[float | None, ...]
    next_free: dict[str, float]

    @property
    def earliest(self) -> float:
        """When the sender that is free first is free again."""
        return min(self.next_free.values())


def allot(
    pace: Pace,
    next_free: Mapping[str, float],
    wanted: Sequence[tuple[str | None, int]],
    now: float,
    horizon: float,
) -> Allotment:
    """Give each (sender, segments) its turn, in order, evenly spaced and never before `now`; times in seconds.

    A sender that was idle has saved up nothing: in no second does it send more than its limit.
    """
    free = dict(next_free)
    starts: list[float | None] = []
    for sender, segments in wanted:
        key = pace.key(sender)
        start = max(free.get(key, now), now)
        if start > now + horizon:
            starts.append(None)
            continue
        starts.append(start)
        free[key] = start + segments / (pace.segments_per_second * USED)
    return Allotment(tuple(starts), {key: at for key, at in free.items() if at > now} or {"*": now})
