"""What is about to become UNKNOWN will be looked for in the carrier's list: after two, five and fifteen minutes."""

from collections.abc import Sequence

from groundswell import queues
from groundswell.domain.send import Send, SendState
from groundswell.messages import ReconcileSends
from groundswell.settings import settings
from groundswell.tables.ledger.writing import Move

TOGETHER = 50


def announce_unknown(moves: Sequence[Move]) -> None:
    """Before it is written, so that a death in between loses nothing: whoever looks finds it UNKNOWN or lets it be."""
    ask_carrier([move.after for move in moves if move.after.state is SendState.UNKNOWN], attempt=0)


def ask_carrier(sends: Sequence[Send], *, attempt: int, wait: bool = True) -> None:
    """Have sends of one blast looked for; `attempt` counts from 0, and each waits for its time."""
    messages = [
        ReconcileSends(
            organization_id=sends[0].organization_id,
            campaign_id=sends[0].campaign_id,
            blast_id=sends[0].blast_id,
            send_ids=tuple(send.send_id for send in sends[start : start + TOGETHER]),
            attempt=attempt,
        )
        for start in range(0, len(sends), TOGETHER)
    ]
    queues.send_all(messages, delay_seconds=waits()[attempt] if wait else 0)


def waits() -> tuple[int, ...]:
    """Seconds to wait before each attempt; the setting counts from the moment the send became UNKNOWN."""
    moments = [int(moment) for moment in settings().reconcile_delays.split(",")]
    return tuple(later - sooner for sooner, later in zip([0, *moments], moments, strict=False))
