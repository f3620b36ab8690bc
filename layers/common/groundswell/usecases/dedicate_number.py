"""A number becomes a member's own, in place of the one they had, or is given up."""

from dataclasses import replace

from groundswell import clock
from groundswell.domain.errors import Conflict, Invalid, NotFound
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.tables import dedicated_numbers, members, numbers
from groundswell.usecases.end_lapsed_lease import end_lapsed_lease
from groundswell.usecases.opt_out_by_hand import known_phone

Move = tuple[OwnedNumber, OwnedNumber]


def dedicate_number(organization_id: str, user_id: str, phone: str | None) -> str | None:
    """Doing it again changes nothing. Conflict unless the number is AVAILABLE; Stale if something changed meanwhile.

    None gives up what the member had; that goes for somebody who has left as well.
    """
    phone = known_phone(phone) if phone else None
    held = [one for one in numbers.list_stored(organization_id) if one.member_id == user_id]
    now = clock.now()
    moves: list[Move] = [(one, one.freed(at=now)) for one in held if one.phone != phone]
    if phone and phone not in {one.phone for one in held}:
        moves.append(_taken(organization_id, user_id, phone))
    try:
        member = members.get(organization_id, user_id)
    except NotFound:
        if phone or not moves:
            raise
        numbers.move_all(moves)
        return None
    if moves or member.number != phone:
        dedicated_numbers.give(member, replace(member, number=phone), moves)
    return phone


def _taken(organization_id: str, user_id: str, phone: str) -> Move:
    try:
        number = end_lapsed_lease(numbers.get(organization_id, phone))
    except NotFound:
        raise Invalid(
            "phone", "That is not a number of your organization.", "GET …/numbers lists those you have."
        ) from None
    if number.state is not NumberState.AVAILABLE or number.releasing_at:
        raise Conflict(
            "The number is in use, so it cannot be a member's own.",
            "Choose one that is AVAILABLE, or take it out of its campaign first.",
        )
    return number, number.become(NumberState.RESERVED, at=clock.now(), member_id=user_id)
