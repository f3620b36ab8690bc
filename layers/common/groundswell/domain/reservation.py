"""A reservation holds numbers for a campaign: pending while they are leased, real once it is committed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from groundswell.domain.errors import Invalid
from groundswell.domain.number import MOST_PER_CAMPAIGN, NumberState, OwnedNumber, check_area_code

LEASE = timedelta(seconds=60)
"""So long a pending reservation has to be committed; afterwards its numbers are anybody's again."""


class ReservationState(StrEnum):
    PENDING = "PENDING"
    COMMITTED = "COMMITTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    organization_id: str
    reservation_id: str
    campaign_id: str
    lapses_at: datetime
    state: ReservationState = ReservationState.PENDING
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """So many numbers of one area code."""

    area_code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedNumbers:
    """What a campaign holds after reserving; `reservation_id` is None when nothing new was needed."""

    campaign_id: str
    phones: tuple[str, ...]
    reservation_id: str | None = None


def seen(number: OwnedNumber, committed: Collection[str], now: datetime) -> OwnedNumber:
    """The number as readers see it: a lease under an uncommitted reservation ties it to no campaign, and lapses."""
    if number.state is not NumberState.RESERVED or number.reservation_id in committed or number.member_id:
        return number
    if number.reserved_until is not None and number.reserved_until > now:
        return replace(number, campaign_id=None)
    return replace(
        number, state=NumberState.AVAILABLE, campaign_id=None, reservation_id=None, reserved_until=None
    )


def check_wishes(wishes: Sequence[Wish], phones: Sequence[str]) -> None:
    """Invalid if an area code or a count cannot be, or if it is more than one campaign may hold."""
    for wish in wishes:
        check_area_code(wish.area_code)
        if wish.count < 0:
            raise Invalid("count", "A count cannot be negative.", "Ask for 0 to give numbers back.")
    codes = [wish.area_code for wish in wishes]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Invalid("area_code", f"{', '.join(twice)} is asked for twice.", "Name each area code once.")
    wanted = sum(wish.count for wish in wishes) + len(set(phones))
    if wanted > MOST_PER_CAMPAIGN:
        problem = f"{wanted} numbers are too many for one campaign."
        raise Invalid("count", problem, f"Carriers take at most {MOST_PER_CAMPAIGN}; make two campaigns.")


def keep(held: Iterable[OwnedNumber], wishes: Sequence[Wish], phones: Collection[str]) -> list[OwnedNumber]:
    """Those of the numbers held already that are still wanted."""
    left = {wish.area_code: wish.count for wish in wishes}
    kept = []
    for number in sorted(held, key=lambda number: number.phone):
        if number.phone in phones:
            kept.append(number)
        elif left.get(number.area_code, 0) > 0:
            left[number.area_code] -= 1
            kept.append(number)
    return kept
