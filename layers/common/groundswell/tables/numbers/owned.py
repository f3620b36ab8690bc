"""Owned numbers go in and come out as readers may see them: only committed reservations tie a number to a campaign."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from groundswell import clock
from groundswell.domain import changes
from groundswell.domain.errors import NotFound
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.reservation import ReservationState, seen
from groundswell.tables import rows
from groundswell.tables.numbers.number_rows import (
    NUMBER,
    RESERVATION,
    NumberRow,
    ReservationRow,
    stands_at,
    to_domain,
    to_row,
)

CHUNK = 100
"""Items in one transaction."""
Cursor = Mapping[str, Any]


def get(organization_id: str, phone: str) -> OwnedNumber:
    """The number as it is stored, an uncommitted lease and all."""
    try:
        return to_domain(NumberRow.get(organization_id, NUMBER + phone, consistent_read=True))
    except DoesNotExist as error:
        raise NotFound("number") from error


def list_page(
    organization_id: str,
    *,
    limit: int,
    cursor: Cursor | None = None,
    area_code: str | None = None,
    campaign_id: str | None = None,
    state: NumberState | None = None,
) -> tuple[list[OwnedNumber], Cursor | None]:
    """A page of numbers as readers see them, and the cursor of the next; a filtered page may hold fewer."""
    found = NumberRow.query(
        organization_id,
        NumberRow.record.startswith(NUMBER),
        filter_condition=_filter(area_code, campaign_id),
        consistent_read=True,
        limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )
    numbers = _as_seen(organization_id, [to_domain(row) for row in found])
    kept = [n for n in numbers if campaign_id in (None, n.campaign_id) and state in (None, n.state)]
    return kept, found.last_evaluated_key


def list_all(organization_id: str, *, area_code: str | None = None) -> list[OwnedNumber]:
    """Every number as readers see it."""
    return _as_seen(organization_id, list_stored(organization_id, area_code=area_code))


def list_of_campaign(organization_id: str, campaign_id: str) -> list[OwnedNumber]:
    """The numbers that are reserved for the campaign for good, or work in it, in order."""
    numbers = _as_seen(organization_id, list_stored(organization_id, campaign_id=campaign_id))
    return [number for number in numbers if number.campaign_id == campaign_id]


def list_free(organization_id: str, vendor: str) -> list[OwnedNumber]:
    """What may be leased, as it is stored: free numbers, and those whose lease lapsed without being committed."""
    stored = [number for number in list_stored(organization_id) if number.vendor == vendor]
    pairs = zip(stored, _as_seen(organization_id, stored), strict=True)
    free = [n for n, as_seen in pairs if as_seen.state is NumberState.AVAILABLE and n.releasing_at is None]
    return sorted(free, key=lambda number: number.phone)


def list_holders(organization_id: str, phones: Iterable[str]) -> dict[str, str]:
    """Of these numbers those that are a member's own, with the member."""
    keys = [(organization_id, NUMBER + phone) for phone in sorted(set(phones))]
    found = NumberRow.batch_get(keys) if keys else ()
    return {row.phone: row.member_id for row in found if row.member_id}


def list_stored(
    organization_id: str, *, area_code: str | None = None, campaign_id: str | None = None
) -> list[OwnedNumber]:
    """Numbers as they are stored, for those who want to lease them."""
    found = NumberRow.query(
        organization_id,
        NumberRow.record.startswith(NUMBER),
        filter_condition=_filter(area_code, campaign_id),
        consistent_read=True,
    )
    return [to_domain(row) for row in found]


def _filter(area_code: str | None, campaign_id: str | None) -> Any:
    condition = None
    if area_code is not None:
        condition = NumberRow.area_code == area_code
    if campaign_id is not None:
        of_campaign = NumberRow.campaign_id == campaign_id
        condition = of_campaign if condition is None else condition & of_campaign
    return condition


def _as_seen(organization_id: str, numbers: Sequence[OwnedNumber]) -> list[OwnedNumber]:
    reserved = {n.reservation_id for n in numbers if n.state is NumberState.RESERVED and n.reservation_id}
    committed = _committed(organization_id, reserved)
    now = clock.now()
    return [seen(number, committed, now) for number in numbers]


def _committed(organization_id: str, reservation_ids: Iterable[str]) -> set[str]:
    keys = [(organization_id, RESERVATION + one) for one in sorted(reservation_ids)]
    found = ReservationRow.batch_get(keys, consistent_read=True) if keys else ()
    return {
        row.record.removeprefix(RESERVATION) for row in found if row.state == ReservationState.COMMITTED.value
    }


def move(before: OwnedNumber, after: OwnedNumber) -> OwnedNumber:
    """Write `after` only if the number still stands as in `before`; Stale otherwise."""
    with rows.stale_when_condition_fails(f"number {before.vendor_number_id}"):
        rows.patiently(lambda: to_row(after).save(condition=stands_at(before)))
    changes.note("number", before, after)
    return after


def move_all(moves: Sequence[tuple[OwnedNumber, OwnedNumber]]) -> list[OwnedNumber]:
    """Write what still stands as it was read, a hundred at a time; the numbers that somebody else changed come back."""
    late: list[OwnedNumber] = []
    for start in range(0, len(moves), CHUNK):
        pending = list(moves[start : start + CHUNK])
        while pending:
            try:
                rows.transact(lambda writer, now=tuple(pending): add_moves(writer, now))  # type: ignore[misc]
                break
            except rows.Cancelled as cancelled:
                failed = [reason is not None for reason in cancelled.reasons]
                late += [move[0] for move, gone in zip(pending, failed, strict=True) if gone]
                pending = [move for move, gone in zip(pending, failed, strict=True) if not gone]
    return late


def add_moves(writer: TransactWrite, moves: Iterable[tuple[OwnedNumber, OwnedNumber]]) -> None:
    """Make the moves part of a transaction."""
    for before, after in moves:
        writer.save(to_row(after), condition=stands_at(before))


def delete(number: OwnedNumber) -> None:
    """Forget a number that went back to the carrier; forgetting it twice is fine, Stale if it was changed."""
    condition = stands_at(number) | NumberRow.record.does_not_exist()
    with rows.stale_when_condition_fails(f"number {number.vendor_number_id}"):
        rows.patiently(lambda: to_row(number).delete(condition=condition))
