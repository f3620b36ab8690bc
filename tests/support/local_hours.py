"""When people may be texted, minute by minute on their own wall clocks; and a phone for every zone of the US."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers

from groundswell.domain.phone import time_zones_for

UNITED_STATES = {"US", "PR", "VI", "GU", "MP", "AS"}
ANYWHERE = ("America/New_York", "Pacific/Honolulu")
MINUTE = timedelta(minutes=1)
EXCHANGES = (220, 240, 455, 555, 633, 789)
Zones = tuple[str, ...]


def is_open(zones: Zones, at: datetime, opens: int = 8, closes: int = 21) -> bool:
    """Whether it is between those hours on the wall clocks of all the zones; of no zone: of Eastern and Hawaii."""
    return all(opens <= at.astimezone(ZoneInfo(zone)).hour < closes for zone in zones or ANYWHERE)


def next_opening(zones: Zones, at: datetime, opens: int = 8, closes: int = 21) -> datetime:
    """The first full minute after `at` that begins an open time."""
    moment = at.replace(second=0, microsecond=0)
    while is_open(zones, moment, opens, closes):
        moment += MINUTE
    while not is_open(zones, moment, opens, closes):
        moment += MINUTE
    return moment


def closing(zones: Zones, at: datetime, opens: int = 8, closes: int = 21) -> datetime:
    """The first full minute after `at` that is not open any more."""
    moment = at.replace(second=0, microsecond=0)
    while is_open(zones, moment, opens, closes):
        moment += MINUTE
    return moment


@lru_cache
def a_phone_of_each() -> dict[Zones, str]:
    """For every set of zones that the product finds for an American number, how one begins: +1, area and exchange."""
    found: dict[Zones, str] = {}
    for area in range(201, 990):
        for exchange in EXCHANGES:
            prefix = f"+1{area}{exchange}"
            zones = time_zones_for(f"{prefix}0142")
            if zones not in found and _is_american(f"{prefix}0142"):
                found[zones] = prefix
    return found


def _is_american(phone: str) -> bool:
    return phonenumbers.region_code_for_number(phonenumbers.parse(phone)) in UNITED_STATES
