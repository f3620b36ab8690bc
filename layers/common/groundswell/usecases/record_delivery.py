"""Delivery reports become final states; late, repeated and foreign reports change nothing."""

from collections.abc import Sequence
from itertools import groupby

from groundswell import clock
from groundswell.domain.identity import is_hidden, shard_of
from groundswell.domain.send import Send, SendState
from groundswell.messages import DeliveryReported
from groundswell.observability import log_failure
from groundswell.tables.ledger import send_rows, writing
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.note_outcome import note_outcome

ROUNDS = 5


def record_delivery(reports: Sequence[DeliveryReported]) -> set[str]:
    """Apply the reports, shard by shard, each with its counters; the sends whose reports have to come again.

    All sends are read at once; a send that moves meanwhile is read again. Another organization's report on
    a send does not stand in the way of its own.
    """
    furthest = {(report.organization_id, report.send_id): report for report in sorted(reports, key=_rank)}
    pending, failed = list(furthest.values()), set[str]()
    for _ in range(ROUNDS):
        sends = send_rows.get_many({(report.blast_id, report.send_id) for report in pending})
        moves = [
            Move(send, after)
            for report in pending
            if (send := sends.get(report.send_id)) and (after := _after(send, report))
        ]
        late, lost = _record(moves)
        failed |= lost
        for blast_id in {move.before.blast_id for move in moves if not is_hidden(move.before.campaign_id)}:
            note_outcome(blast_id)
        pending = [report for report in pending if report.send_id in late]
        if not pending:
            return failed
    return failed | {report.send_id for report in pending}


def _record(moves: Sequence[Move]) -> tuple[set[str], set[str]]:
    """The sends that had moved on, and those that could not be written; one shard does not hold up another."""
    late, lost = set[str](), set[str]()
    for _, group in groupby(sorted(moves, key=_place), key=_place):
        of_shard = list(group)
        try:
            late |= {move.before.send_id for move in writing.record(of_shard)}
        except Exception as error:
            log_failure("reports not recorded", error, reports=len(of_shard))
            lost |= {move.before.send_id for move in of_shard}
    return late, lost


def _place(move: Move) -> tuple[str, int]:
    return move.before.blast_id, shard_of(move.before.send_id)


def _rank(report: DeliveryReported) -> int:
    """Of several reports on one send the furthest counts."""
    return (SendState.SENT, SendState.FAILED, SendState.DELIVERED).index(SendState(report.state))


def _after(send: Send, report: DeliveryReported) -> Send | None:
    """Where the report takes the send; None if it changes nothing or is not the organization's to report on."""
    state = SendState(report.state)
    if send.organization_id != report.organization_id or not send.may_become(state):
        return None
    return send.become(
        state,
        at=clock.now(),
        claim_expires_at=None,
        vendor_message_id=report.vendor_message_id,
        sender=send.sender or report.sender,
        reason=report.error_code if state is SendState.FAILED else None,
    )
