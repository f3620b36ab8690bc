"""When the sweep looks at a shard again: its counter item goes in, whether it is due and whether it fails come out."""

from datetime import datetime, timedelta

from groundswell.domain.blast import Shard
from groundswell.domain.send import SendState

RECEIVES = 5
"""So often a queue hands a message out before it lies among the dead letters; the template says the same."""
DOUBLINGS = 5
"""From three and a half minutes to not quite two hours."""
TOLD_ANEW = 180
"""Dead letters are kept for two weeks: after about that time the failing shard lays down another."""


def is_due(shard: Shard, at: datetime, patience: timedelta) -> bool:
    """Whether something is left to do that nobody does, and no message or schedule will soon be there for.

    `patience` is longer than a queue takes to hand out a message again whose worker failed or died. What fails
    is left alone for longer each time; what only waits for its hours, until those have begun.
    """
    if not shard.counters.open or shard.leased(at):
        return False
    if shard.tries and shard.tried_at:
        doublings = min(shard.tries - 1, DOUBLINGS)
        return shard.tried_at + patience * (1 << doublings) <= at
    return not _rests(shard, at, patience)


def _rests(shard: Shard, at: datetime, patience: timedelta) -> bool:
    counters = shard.counters
    only_held = counters.open == counters[SendState.HELD] <= shard.resting
    return only_held and shard.rests_until is not None and at < shard.rests_until + patience


def is_known_to_fail(shard: Shard) -> bool:
    """Whether its failure lies among the dead letters already, so that another one would tell nothing new."""
    return shard.tries >= RECEIVES and shard.tries % TOLD_ANEW != 0
