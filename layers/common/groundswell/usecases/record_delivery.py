"""Delivery reports of one shard become final states; late, repeated and foreign reports change nothing."""

from collections.abc import Sequence

from groundswell import clock
from groundswell.domain.send import Send, SendState
from groundswell.messages import DeliveryReported
from groundswell.tables.ledger import send_rows, writing
from groundswell.tables.ledger.writing import Move

ROUNDS = 5


class StillChanging(Exception):
    """The sends changed under every attempt; the reports have to be applied again."""


def record_delivery(reports: Sequence[DeliveryReported]) -> int:
    """Apply reports of one shard's sends together with the counters; how many sends moved."""
    pending = {report.send_id: report for report in sorted(reports, key=_rank)}
    moved = 0
    for _ in range(ROUNDS):
        sends = send_rows.get_many((report.blast_id, report.send_id) for report in pending.values())
        moves = [
            Move(send, after) for send in sends.values() if (after := _after(send, pending[send.send_id]))
        ]
        if not moves:
            return moved
        late = writing.record(moves)
        moved += len(moves) - len(late)
        pending = {move.before.send_id: pending[move.before.send_id] for move in late}
        if not pending:
            return moved
    raise StillChanging


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
