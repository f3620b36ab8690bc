"""A number that is a member's own stands on the member's row and on the number's, which change together."""

from collections.abc import Sequence

from pynamodb.transactions import TransactWrite

from groundswell.domain import changes
from groundswell.domain.number import OwnedNumber
from groundswell.domain.organization import Member
from groundswell.tables import members, rows
from groundswell.tables.numbers import owned

Moves = Sequence[tuple[OwnedNumber, OwnedNumber]]


def give(before: Member, after: Member, moves: Moves) -> None:
    """Move the member and the numbers; Stale if any of them was changed meanwhile."""

    def fill(writer: TransactWrite) -> None:
        members.add_edit(writer, before, after)
        owned.add_moves(writer, moves)

    with rows.stale_when_condition_fails(f"member {before.user_id}"):
        rows.transact(fill)
    for number in moves:
        changes.note("number", *number)
