"""The carrier's answers that came after a report on the same texts: what only the answer tells is added."""

from collections.abc import Sequence
from dataclasses import replace

from groundswell.domain.send import Send, SendState
from groundswell.tables.ledger import send_rows, writing
from groundswell.tables.ledger.writing import Move

ROUNDS = 3
_ANSWERS = {SendState.SENT, SendState.FAILED}


def complete_late(late: Sequence[Move]) -> None:
    """Sends of one shard whose results were written too late get their segments, or their state if it was UNKNOWN.

    Only under the same claim: a send that was released and claimed again is another's.
    """
    for _ in range(ROUNDS):
        if not late:
            return
        found = send_rows.get_many((move.after.blast_id, move.after.send_id) for move in late)
        standing = [(found[move.after.send_id], move) for move in late if move.after.send_id in found]
        again = [
            (Move(send, after), move) for send, move in standing if (after := _completed(send, move.after))
        ]
        missed = {id(one) for one in writing.record([one for one, _ in again])}
        late = [move for one, move in again if id(one) in missed]


def _completed(send: Send, answered: Send) -> Send | None:
    """The send as it is with what the answer tells; None if that is known already."""
    if answered.state not in _ANSWERS or send.claim_id != answered.claim_id:
        return None
    if send.may_become(answered.state):
        return answered
    if answered.segments and not send.segments:
        return replace(send, segments=answered.segments)
    return None
