"""A number whose lease nobody made real in time is free again."""

from groundswell import clock
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.reservation import seen
from groundswell.tables import numbers


def end_lapsed_lease(number: OwnedNumber) -> OwnedNumber:
    """The number, freed and stored so if its lease has lapsed, else as it is."""
    now = clock.now()
    if number.state is not NumberState.RESERVED or number.reservation_id is None:
        return number
    has_lapsed = numbers.lapse_reservation(number.organization_id, number.reservation_id, now=now)
    if has_lapsed and seen(number, (), now).state is NumberState.AVAILABLE:
        return numbers.move(number, number.freed(at=now))
    return number
