"""The claim: one transaction moves a chunk to DISPATCHING, passes every recipient's gate and changes the counter."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from groundswell.domain.blast import RunFlag, Shard
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send, SendState
from groundswell.tables import recipients, rows
from groundswell.tables.ledger import send_items, shards
from groundswell.tables.ledger.send_items import key
from groundswell.tables.ledger.send_rows import COUNTER
from groundswell.tables.ledger.shards import ShardRow, counting

CHUNK = 48
"""48 sends, their 48 recipients and the counter: 97 of the 100 items a transaction may have."""


class RunStopped(Exception):
    """The blast was paused or the lease was lost: nothing was claimed and nothing more may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A send that may leave now, its recipient as read, and the number it comes from (None: the carrier picks)."""

    send: Send
    recipient: Recipient
    sender: str | None


@dataclass(slots=True)
class Claimed:
    """`sends` are ours to hand to the carrier; `opted_out` must be skipped; what `changed` is read again later."""

    sends: list[Send] = field(default_factory=list)
    opted_out: list[Send] = field(default_factory=list)
    changed: list[Send] = field(default_factory=list)


def claim(
    shard: Shard, candidates: Sequence[Candidate], *, claim_id: str, at: datetime, expires_at: datetime
) -> Claimed:
    """Claim as many of at most 48 candidates as their gates let through; RunStopped if the shard may not run.

    Repeating a claim under its own id counts as claimed, so a lost answer loses nothing.
    """
    result, pending = Claimed(), list(candidates)
    while pending:
        after = [_dispatching(one, claim_id, at, expires_at) for one in pending]
        try:
            rows.transact(lambda writer, p=tuple(pending), a=tuple(after): _fill(writer, shard, p, a, at))  # type: ignore[misc]
        except rows.Cancelled as cancelled:
            if cancelled.reasons[-1] is not None:
                raise RunStopped(f"shard {shard.shard}") from cancelled
            pending = _sift(pending, cancelled.reasons, claim_id, result)
        else:
            result.sends += after
            break
    return result


def _dispatching(one: Candidate, claim_id: str, at: datetime, expires_at: datetime) -> Send:
    send = replace(one.send, not_before=None)
    return send.become(
        SendState.DISPATCHING, at=at, claim_id=claim_id, claim_expires_at=expires_at, sender=one.sender
    )


def _fill(
    writer: rows.Writer, shard: Shard, before: Sequence[Candidate], after: Sequence[Send], at: datetime
) -> None:
    for one, send in zip(before, after, strict=True):
        send_items.add_step(writer, one.send, send, show=True)
    for one, send in zip(before, after, strict=True):
        recipients.add_claim(writer, one.recipient, send, at=at)
    change = shards.count([one.send.state for one in before], [send.state for send in after])
    writer.update(
        ShardRow(key(shard.blast_id, shard.shard), COUNTER),
        actions=[*counting(change), ShardRow.last_claim_at.set(at)],
        condition=(ShardRow.flag == RunFlag.ACTIVE.value) & (ShardRow.lease_id == shard.lease_id),
    )


def _sift(
    pending: Sequence[Candidate], reasons: Sequence[dict[str, Any] | None], claim_id: str, result: Claimed
) -> list[Candidate]:
    """Sort out what a cancellation tells about; the candidates with no objection are tried again."""
    again, count = [], len(pending)
    for one, of_send, of_recipient in zip(pending, reasons[:count], reasons[count : 2 * count], strict=True):
        if of_send is not None:
            _sort_send(one, of_send, claim_id, result)
        elif of_recipient is not None:
            opted_out = recipients.from_item(of_recipient).opted_out
            (result.opted_out if opted_out else result.changed).append(one.send)
        else:
            again.append(one)
    return again


def _sort_send(one: Candidate, found: dict[str, Any], claim_id: str, result: Claimed) -> None:
    standing = send_items.from_item(found) if found else None
    if standing and standing.state is SendState.DISPATCHING and standing.claim_id == claim_id:
        result.sends.append(standing)
    else:
        result.changed.append(one.send)
