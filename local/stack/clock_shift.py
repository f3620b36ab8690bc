"""The world's time goes in; the seconds come out by which the stack's clock runs ahead, so that texts may go out."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
HOUR = 11


def clock_offset_seconds(real: datetime) -> int:
    """The shift forwards after which it is 11:00 in New York. Forwards only: what was written stays in the past."""
    there = real.astimezone(NEW_YORK)
    wanted = there.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if wanted < there:
        wanted = (there + timedelta(days=1)).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return round(wanted.timestamp() - real.timestamp())
