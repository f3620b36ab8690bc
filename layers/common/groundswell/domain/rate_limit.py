"""A rate limit is so many requests of one subject in one window of fixed length."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """`name` keeps the counts of different limits apart."""

    name: str
    most: int
    window: timedelta

    def begin(self, at: datetime) -> datetime:
        """When the window that `at` lies in began; every process finds the same."""
        seconds = int(self.window.total_seconds())
        return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)

    def wait(self, at: datetime) -> int:
        """Whole seconds from `at` until the next window, at least one."""
        return max(1, -int((at - self.begin(at) - self.window).total_seconds() // 1))
