"""A campaign's wishes for numbers go in; afterwards it holds exactly those, or, if some lack, what it held before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from groundswell import clock
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Conflict, Stale
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.reservation import LEASE, Reservation, ReservedNumbers, Wish, check_wishes, keep
from groundswell.tables import campaigns, numbers, organizations

ATTEMPTS = 3
CHUNK = 100


def reserve_numbers(
    organization_id: str,
    campaign_id: str,
    wanted: Sequence[Wish | Mapping[str, Any]] = (),
    phones: Sequence[str] = (),
) -> ReservedNumbers:
    """Hold so many numbers of each area code, and these very phones, in place of what the campaign held.

    Asking twice changes nothing. Conflict says which area code lacks how many; then nothing has changed.
    """
    wishes = [wish if isinstance(wish, Wish) else Wish(**wish) for wish in wanted]
    check_wishes(wishes, phones)
    for _ in range(ATTEMPTS):
        try:
            return _reserve(organization_id, campaign_id, wishes, frozenset(phones))
        except Stale:
            continue  # the campaign was changed meanwhile: look again at what it holds and needs
    raise Stale(f"campaign {campaign_id}")


def _reserve(
    organization_id: str, campaign_id: str, wishes: Sequence[Wish], phones: frozenset[str]
) -> ReservedNumbers:
    campaign = campaigns.get(organization_id, campaign_id)
    campaign.require(CampaignState.DRAFT)
    held = numbers.list_of_campaign(organization_id, campaign_id)
    kept = keep(held, wishes, phones)
    lacking = _lacking(kept, wishes, phones)
    reservation, leased = None, list[OwnedNumber]()
    if any(lacking.values()):
        candidates = _find_free(organization_id, lacking)
        reservation = _begin(organization_id, campaign_id)
        leased = _lease(reservation, candidates, lacking)
        campaign = _commit(reservation, leased, campaign)
    now, kept_phones = clock.now(), {number.phone for number in kept}
    unwanted = [number for number in held if number.phone not in kept_phones]
    numbers.free_numbers([(number, number.freed(at=now)) for number in unwanted], campaign)
    empty = {n.reservation_id for n in unwanted} - {n.reservation_id for n in kept}
    numbers.delete_reservations(organization_id, (one for one in empty if one))
    return ReservedNumbers(
        campaign_id=campaign_id,
        phones=tuple(sorted(number.phone for number in [*kept, *leased])),
        reservation_id=reservation.reservation_id if reservation else None,
    )


def _lacking(kept: Sequence[OwnedNumber], wishes: Sequence[Wish], phones: frozenset[str]) -> dict[str, int]:
    """How many are missing, by area code or, for numbers that are named, by phone."""
    have = {number.phone for number in kept}
    by_code = [number.area_code for number in kept if number.phone not in phones]
    lacking = {wish.area_code: wish.count - by_code.count(wish.area_code) for wish in wishes}
    return {**dict.fromkeys(sorted(phones - have), 1), **lacking}


def _begin(organization_id: str, campaign_id: str) -> Reservation:
    now = clock.now()
    reservation = Reservation(
        organization_id=organization_id,
        reservation_id=str(uuid4()),
        campaign_id=campaign_id,
        lapses_at=now + LEASE,
        created_at=now,
    )
    numbers.add_reservation(reservation)
    return reservation


def _find_free(organization_id: str, lacking: Mapping[str, int]) -> dict[str, list[OwnedNumber]]:
    """The candidates for everything that lacks; Conflict where there are too few."""
    free = numbers.list_free(organization_id, organizations.get(organization_id).service_vendor)
    candidates = {what: [n for n in free if what in (n.area_code, n.phone)] for what in lacking}
    short = {what: count - len(candidates[what]) for what, count in lacking.items()}
    if any(count > 0 for count in short.values()):
        raise _shortfall(short, lacking)
    return candidates


def _lease(
    reservation: Reservation, candidates: Mapping[str, Sequence[OwnedNumber]], lacking: Mapping[str, int]
) -> list[OwnedNumber]:
    """Lease what lacks; where somebody else was faster and too little is left, undo everything and say so."""
    leased: list[OwnedNumber] = []
    for what, count in lacking.items():
        taken = {number.phone for number in leased}
        got = _take(reservation, [n for n in candidates[what] if n.phone not in taken], count)
        leased += got
        if len(got) < count:
            numbers.undo_reservation(reservation, leased, at=clock.now())
            raise _shortfall({what: count - len(got)}, lacking)
    return leased


def _take(reservation: Reservation, candidates: Sequence[OwnedNumber], count: int) -> list[OwnedNumber]:
    """Lease `count` of the candidates; others are tried for those that somebody else was faster to take."""
    left, taken = list(candidates), list[OwnedNumber]()
    while left and len(taken) < count:
        size = min(count - len(taken), CHUNK)
        chunk, left = left[:size], left[size:]
        now = clock.now()
        moves = [(n, _leased(n, reservation, now)) for n in chunk if _is_free(n, now)]
        late = {number.phone for number in numbers.lease_numbers(moves)}
        taken += [after for _, after in moves if after.phone not in late]
    return taken


def _is_free(number: OwnedNumber, now: datetime) -> bool:
    """A lapsed reservation is ended first, so that it cannot be committed after its number went to another."""
    if number.state is NumberState.AVAILABLE or number.reservation_id is None:
        return True
    return numbers.lapse_reservation(number.organization_id, number.reservation_id, now=now)


def _leased(number: OwnedNumber, reservation: Reservation, now: datetime) -> OwnedNumber:
    free = number if number.state is NumberState.AVAILABLE else number.freed(at=now)
    return free.become(
        NumberState.RESERVED,
        at=now,
        campaign_id=reservation.campaign_id,
        reservation_id=reservation.reservation_id,
        reserved_until=reservation.lapses_at,
    )


def _commit(reservation: Reservation, leased: Sequence[OwnedNumber], campaign: Campaign) -> Campaign:
    after = campaign.change(at=clock.now())
    try:
        numbers.commit_reservation(reservation, campaign, after)
    except Stale:
        numbers.undo_reservation(reservation, leased, at=clock.now())
        raise
    return after


def _shortfall(short: Mapping[str, int], lacking: Mapping[str, int]) -> Conflict:
    codes = [
        f"{code} lacks {count} of {lacking[code]}"
        for code, count in short.items()
        if count > 0 and len(code) == 3
    ]
    named = sum(count > 0 and len(what) > 3 for what, count in short.items())
    if named:
        codes.append(f"{named} of the numbers you named {'is' if named == 1 else 'are'} not free")
    return Conflict(
        f"There are not enough free numbers: {'; '.join(codes)}.", "Buy numbers, or ask for fewer."
    )
