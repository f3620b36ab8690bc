"""The world's time goes in; the seconds come out by which the stack's clock runs ahead, so that texts may go out."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
HOUR = 11
STILL_GOOD = range(11, 15)


def clock_offset_seconds(real: datetime) -> int:
    """The shift forwards after which it is 11:00 in New York."""
    there = real.astimezone(NEW_YORK)
    wanted = there.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if wanted < there:
        wanted = (there + timedelta(days=1)).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return round(wanted.timestamp() - real.timestamp())


def choose_offset(state: Path) -> int:
    """The shift for this start. A clock that was running goes on or jumps ahead: leases and claims must run out."""
    kept = state / "clock.json"
    real = datetime.now(UTC)
    try:
        before = int(json.loads(kept.read_text())["offset_seconds"])
    except (OSError, ValueError, KeyError):
        before = 0
    running = real + timedelta(seconds=before)
    offset = before
    if not before or running.astimezone(NEW_YORK).hour not in STILL_GOOD:
        offset = before + clock_offset_seconds(running)
    kept.write_text(json.dumps({"offset_seconds": offset}))
    return offset
