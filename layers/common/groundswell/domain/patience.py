"""How long to leave a busy carrier alone: longer each time, and not for ever."""

FIRST_SECONDS = 2
LONGEST_SECONDS = 150
MOST_WAITS = 30
"""About an hour altogether."""


def pause_after(waits: int) -> int:
    """Seconds to wait after `waits` waits that did not help."""
    return min(FIRST_SECONDS << min(waits, 10), LONGEST_SECONDS)
