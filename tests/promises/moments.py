"""One act at a time, disturbed at each of its moments: killed there, or met there by something else."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from groundswell.domain.errors import Stale
from tests.promises.road import Road
from tests.support.faults import Killed


def killed_at_every_moment(
    road: Road,
    act: Callable[[], Any],
    check: Callable[[set[str]], None],
    *,
    stride: int = 1,
    since: str = "",
    until: str = "",
) -> int:
    """Run `act` from the same start, killed at each (or each `stride`-th) of its moments; how many it has.

    With `since` only from the first moment of that name on, with `until` only as far as that: what is left
    out is as in another test.
    """
    start = road.save()
    act()
    moments = list(road.edge.wire.trace)
    assert moments
    first = moments.index(since) if since else 0
    last = moments.index(until) + 1 if until else len(moments)
    for at, moment in list(enumerate(moments, 1))[first:last:stride]:
        road.load(start)
        road.edge.wire.set(at)
        with suppress(Killed):
            act()
        road.edge.wire.set()
        try:
            check(road.claimed())
        except AssertionError as error:
            raise AssertionError(f"killed at {at} of {len(moments)}, {moment}: {error}") from error
    return len(moments)


def met_at_every_moment(
    road: Road,
    act: Callable[[], Any],
    other: Callable[[], Any],
    check: Callable[[Any], None],
    *,
    stride: int = 1,
) -> int:
    """Run `act` once for each of its moments with all of `other` happening there; `check` gets what it returned."""
    start = road.save()
    act()
    moments = list(road.edge.wire.trace)
    for at, moment in list(enumerate(moments, 1))[::stride]:
        road.load(start)
        met: list[Any] = []
        road.edge.wire.set(at, lambda met=met: met.append(other()))  # type: ignore[misc]
        with suppress(Stale):  # the one that came second is told so
            act()
        road.edge.wire.set()
        try:
            check(met[0] if met else None)
        except AssertionError as error:
            raise AssertionError(f"met at {at} of {len(moments)}, {moment}: {error}") from error
    return len(moments)
