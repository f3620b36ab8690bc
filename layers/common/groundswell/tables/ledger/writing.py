"""The ledger's transactions: plan new sends, and record what became of sends; counters move with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pynamodb.expressions.update import Action

from groundswell.domain.blast import NO_REASON
from groundswell.domain.identity import shard_of
from groundswell.domain.send import Send, SendState
from groundswell.tables import rows
from groundswell.tables.ledger import send_items, shards
from groundswell.tables.ledger.send_items import key
from groundswell.tables.ledger.send_rows import COUNTER
from groundswell.tables.ledger.shards import ShardRow, counting

CHUNK = 99
"""Sends beside the counter in one transaction of at most 100 items."""


@dataclass(frozen=True, slots=True)
class Move:
    """One send's step from the state it was read in to the next."""

    before: Send
    after: Send


def plan(sends: Sequence[Send]) -> int:
    """Insert new sends of one shard (at most 99) and count them; how many were not there before.

    Planning a page again changes nothing: what exists is dropped, and a page that exists whole is done.
    """
    pending = list(sends)
    while pending:
        try:
            rows.transact(lambda writer, new=tuple(pending): _insert(writer, new))  # type: ignore[misc]
        except rows.Cancelled as cancelled:
            kept = [send for send, reason in zip(pending, cancelled.reasons, strict=False) if reason is None]
            if len(kept) == len(pending):
                raise  # the counter item itself is missing: there is no such blast
            pending = kept
        else:
            break
    return len(pending)


def _insert(writer: rows.Writer, sends: Sequence[Send]) -> None:
    for send in sends:
        send_items.add_new(writer, send)
    first = sends[0]
    counter = ShardRow(key(first.blast_id, shard_of(first.send_id)), COUNTER)
    actions = counting(shards.count([None] * len(sends), [send.state for send in sends]))
    actions += _counting_reasons(ShardRow.skips, [send for send in sends if send.state is SendState.SKIPPED])
    writer.update(counter, actions=actions, condition=ShardRow.send_id.exists())


def record(moves: Sequence[Move]) -> list[Move]:
    """Write the moves of one shard's sends and count them; those that came too late are handed back.

    A move comes too late when its send no longer stands where it was read: a report was faster, or the
    same result was recorded before. The others are written together with the counters.
    """
    return [late for start in range(0, len(moves), CHUNK) for late in _record(moves[start : start + CHUNK])]


def record_all(moves: Iterable[Move]) -> list[Move]:
    """The same for moves of several shards, shard by shard."""
    ordered = sorted(moves, key=_shard)
    return [late for _, group in groupby(ordered, key=_shard) for late in record(list(group))]


def _shard(move: Move) -> tuple[str, int]:
    return move.before.blast_id, shard_of(move.before.send_id)


def _record(moves: Sequence[Move]) -> list[Move]:
    pending, late = list(moves), list[Move]()
    while pending:
        try:
            rows.transact(lambda writer, now=tuple(pending): _apply(writer, now))  # type: ignore[misc]
        except rows.Cancelled as cancelled:
            failed = [reason is not None for reason in cancelled.reasons[: len(pending)]]
            if not any(failed):
                raise  # the counter item itself is missing: there is no such blast
            late += [move for move, has_failed in zip(pending, failed, strict=True) if has_failed]
            pending = [move for move, has_failed in zip(pending, failed, strict=True) if not has_failed]
        else:
            break
    return late


def _apply(writer: rows.Writer, moves: Sequence[Move]) -> None:
    for move in moves:
        send_items.add_step(writer, move.before, move.after)
    first = moves[0].before
    actions = _counted(moves)
    if actions:  # a send that only waits longer is counted where it was
        counter = ShardRow(key(first.blast_id, shard_of(first.send_id)), COUNTER)
        writer.update(counter, actions=actions, condition=ShardRow.send_id.exists())


def _counted(moves: Sequence[Move]) -> list[Action]:
    actions = counting(shards.count([m.before.state for m in moves], [m.after.state for m in moves]))
    more_segments = sum(m.after.segments - m.before.segments for m in moves)
    if more_segments:
        actions.append(ShardRow.segments.add(more_segments))
    for state, counter in ((SendState.FAILED, ShardRow.errors), (SendState.SKIPPED, ShardRow.skips)):
        entered = [m.after for m in moves if m.after.state is state is not m.before.state]
        actions += _counting_reasons(counter, entered)
    return actions


def _counting_reasons(counter: Any, sends: Sequence[Send]) -> list[Action]:
    reasons = [send.reason or NO_REASON for send in sends]
    return [
        counter[reason].set((counter[reason] | 0) + reasons.count(reason)) for reason in sorted(set(reasons))
    ]
