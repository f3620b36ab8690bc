"""When a recipient may be texted: time zones, a moment and the opening hours go in, an open window comes out."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EARLIEST, LATEST = time(8), time(21)
"""47 CFR 64.1200(c)(1): 8 a.m. to 9 p.m. at the called party's location; organizations may only narrow it."""
UNKNOWN_ZONES = ("America/New_York", "Pacific/Honolulu")
"""Who could be anywhere in the United States is texted only when all of it may be."""
LAST_CALL = timedelta(seconds=60)
"""With less than this left, a text might still be on its way when the window closes."""


class NeverOpen(ValueError):
    """The hours are so narrow that the zones have none in common."""


@dataclass(frozen=True, slots=True)
class Window:
    """Open from `opens_at` (already past if open now) until `closes_at`."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at and self.closes_at - at >= LAST_CALL


def next_window(
    zones: tuple[str, ...], at: datetime, opens: time = EARLIEST, closes: time = LATEST
) -> Window:
    """The window that is open at `at` in every zone, else the next one; no zones mean Eastern and Hawaii together.

    The opening hours are narrowed to 08:00-21:00 whatever is asked for. NeverOpen if the zones share no hour.
    """
    zones = zones or UNKNOWN_ZONES
    opens, closes = max(opens, EARLIEST), min(closes, LATEST)
    moment = at
    for _ in range(400):
        windows = [_window_of(zone, moment, opens, closes) for zone in zones]
        opens_at = max(window.opens_at for window in windows)
        closes_at = min(window.closes_at for window in windows)
        if closes_at - max(opens_at, at) >= LAST_CALL:
            return Window(opens_at, closes_at)
        moment = closes_at
    raise NeverOpen(f"the zones {zones} are never open together between {opens} and {closes}")


def _window_of(zone: str, at: datetime, opens: time, closes: time) -> Window:
    """The zone's own window that is open at `at`, else its next."""
    local = at.astimezone(_zone(zone))
    for days in (0, 1):
        date = local.date() + timedelta(days=days)
        start = datetime.combine(date, opens, _zone(zone)).astimezone(UTC)
        end = datetime.combine(date, closes, _zone(zone)).astimezone(UTC)
        if at < end:
            return Window(start, end)
    raise AssertionError("a day always ends")


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
