"""The simulator's time: a clock that may be shifted, and timers that can all be stopped at once."""

import asyncio
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Clock:
    """Seconds since 1970 as the simulated carrier sees them."""

    def __init__(self, offset_seconds: float = 0.0) -> None:
        self.offset_seconds = offset_seconds

    def now(self) -> float:
        return time.time() + self.offset_seconds


@lru_cache(maxsize=4096)
def rfc2822(second: int) -> str:
    """`Thu, 30 Jul 2015 20:12:31 +0000`, whatever the machine's language is."""
    at = datetime.fromtimestamp(second, UTC)
    return f"{DAYS[at.weekday()]}, {at.day:02} {MONTHS[at.month - 1]} {at.year} {at:%H:%M:%S} +0000"


@lru_cache(maxsize=4096)
def iso8601(second: int) -> str:
    """`2015-07-30T20:12:31Z`."""
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%SZ}"


def precise(at: float) -> str:
    """`2015-07-30T20:12:31.123456+00:00`, for the simulator's own logs."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="microseconds")


def read_moment(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 moment or date; UTC where no zone is given; ValueError otherwise."""
    moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


class Timers:
    """Calls that happen later on the running loop."""

    def __init__(self) -> None:
        self._pending: dict[str, asyncio.TimerHandle] = {}
        self._ids = itertools.count()

    def __len__(self) -> int:
        return len(self._pending)

    def after(self, seconds: float, call: Callable[[], None], name: str = "") -> None:
        """Make the call in so many seconds, unless `stop` or the name's `cancel` comes first."""
        name = name or f"#{next(self._ids)}"

        def ring() -> None:
            self._pending.pop(name, None)
            call()

        self._pending[name] = asyncio.get_running_loop().call_later(max(0.0, seconds), ring)

    def cancel(self, name: str) -> None:
        """Drop one call, if it is still to come."""
        handle = self._pending.pop(name, None)
        if handle:
            handle.cancel()

    def stop(self) -> None:
        """Drop every call that has not happened yet."""
        for handle in self._pending.values():
            handle.cancel()
        self._pending.clear()
