"""Reservations of numbers: pending ones lease, committing makes them real, an uncommitted one lapses."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from groundswell.domain.campaign import Campaign
from groundswell.domain.number import OwnedNumber
from groundswell.domain.reservation import Reservation, ReservationState
from groundswell.tables import campaigns, rows
from groundswell.tables.numbers import owned
from groundswell.tables.numbers.number_rows import RESERVATION, ReservationRow, stands_at, to_row

_PENDING = ReservationRow.state == ReservationState.PENDING.value
CHUNK = 99
"""Numbers beside the campaign in one transaction of at most 100 items."""


def _row(reservation: Reservation) -> ReservationRow:
    return ReservationRow(
        reservation.organization_id,
        RESERVATION + reservation.reservation_id,
        campaign_id=reservation.campaign_id,
        state=reservation.state.value,
        lapses_at=reservation.lapses_at,
        created_at=reservation.created_at,
    )


def add_reservation(reservation: Reservation) -> None:
    """Begin: nothing is reserved yet."""
    _row(reservation).save(condition=ReservationRow.record.does_not_exist())


def lease_numbers(moves: Sequence[tuple[OwnedNumber, OwnedNumber]]) -> list[OwnedNumber]:
    """Lease numbers as they were read; those that somebody else was faster to take come back."""
    return owned.move_all(moves)


def commit_reservation(reservation: Reservation, before: Campaign, after: Campaign) -> None:
    """Make the leased numbers the campaign's; Stale if the reservation lapsed or the campaign was changed meanwhile."""

    def fill(writer: TransactWrite) -> None:
        row = ReservationRow(reservation.organization_id, RESERVATION + reservation.reservation_id)
        writer.update(
            row, actions=[ReservationRow.state.set(ReservationState.COMMITTED.value)], condition=_PENDING
        )
        campaigns.add_move(writer, before, after)

    with rows.stale_when_condition_fails(f"reservation {reservation.reservation_id}"):
        rows.transact(fill)


def free_numbers(moves: Sequence[tuple[OwnedNumber, OwnedNumber]], campaign: Campaign) -> None:
    """Give back what the campaign no longer wants; Stale if the campaign has moved on since."""
    for start in range(0, len(moves), CHUNK):
        chunk = moves[start : start + CHUNK]

        def fill(writer: TransactWrite, chunk: Sequence[tuple[OwnedNumber, OwnedNumber]] = chunk) -> None:
            campaigns.add_check(writer, campaign)
            for before, after in chunk:
                writer.save(to_row(after), condition=stands_at(before))

        with rows.stale_when_condition_fails(f"campaign {campaign.campaign_id}"):
            rows.transact(fill)


def lapse_reservation(organization_id: str, reservation_id: str, *, now: datetime) -> bool:
    """End a pending reservation whose time is up, so that it can never be committed; False if it counts."""
    row = ReservationRow(organization_id, RESERVATION + reservation_id)
    return _end(row, _PENDING & (ReservationRow.lapses_at < now))


def undo_reservation(reservation: Reservation, leased: Sequence[OwnedNumber], *, at: datetime) -> bool:
    """End a pending reservation and free what it leased; False, and nothing changes, if it is committed after all."""
    row = ReservationRow(reservation.organization_id, RESERVATION + reservation.reservation_id)
    if not _end(row, _PENDING):
        return False
    owned.move_all([(number, number.freed(at=at)) for number in leased])
    return True


def delete_reservations(organization_id: str, reservation_ids: Iterable[str]) -> None:
    """Clear away reservations that no number stands under any more."""
    for reservation_id in sorted(set(reservation_ids)):
        ReservationRow(organization_id, RESERVATION + reservation_id).delete()


def _end(row: ReservationRow, condition: Condition) -> bool:
    may_end = condition | ReservationRow.record.does_not_exist()
    return rows.succeeds(lambda: rows.patiently(lambda: row.delete(condition=may_end)))
