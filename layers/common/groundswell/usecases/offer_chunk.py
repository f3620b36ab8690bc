"""Claimed sends are offered to the carrier, all at once, each exactly once; what became of them is recorded."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell import clock
from groundswell.domain import text
from groundswell.domain.send import Send, SendState
from groundswell.event_loop import stored
from groundswell.extensions.service_vendors.texts import (
    Accepted,
    AccountBlocked,
    Declined,
    OutboundText,
    SendOutcome,
    Throttled,
    Unclear,
)
from groundswell.observability import log_failure
from groundswell.tables import opt_outs
from groundswell.tables.ledger import writing
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.announce_unknown import announce_unknown
from groundswell.usecases.complete_late import complete_late
from groundswell.usecases.open_run import Run
from groundswell.usecases.prepare_chunks import Chunk

BLOCKED_FOR = timedelta(minutes=1)
"""How long a text rests that came back because the account or its number is blocked."""


@dataclass(slots=True)
class Landing:
    """How many texts came back for later, from when on, and the code if the account is blocked."""

    postponed: int = 0
    wake_at: datetime | None = None
    account_blocked: str | None = None
    rest_seconds: float = 0.0  # how long the carrier asks to be left alone


async def offer_chunk(run: Run, sends: Sequence[Send], chunk: Chunk, starts: Mapping[str, float]) -> Landing:
    """Offer each send once, in its turn, and record the outcomes in one transaction with the counters."""
    offers = [_offer(run, send, chunk, starts.get(send.send_id)) for send in sends]
    outcomes = await asyncio.gather(*offers, return_exceptions=True)
    moves, landing = [], Landing()
    for send, outcome in zip(sends, outcomes, strict=True):
        after = _after(send, chunk.bodies[send.send_id], _understood(send, outcome))
        moves.append(Move(send, after))
        if isinstance(outcome, Throttled):
            landing.rest_seconds = max(landing.rest_seconds, outcome.retry_after_seconds)
        if after.state is SendState.READY and after.not_before:
            landing.postponed += 1
            landing.wake_at = min(after.not_before, landing.wake_at or after.not_before)
        if isinstance(outcome, AccountBlocked):
            landing.account_blocked = _blocked(run, outcome) or landing.account_blocked
    await stored(lambda: _record(moves, outcomes))
    return landing


def _blocked(run: Run, outcome: AccountBlocked) -> str | None:
    """The code if nothing more can be sent; a single number that is at fault is left out from now on."""
    if outcome.sender:
        run.blocked.add(outcome.sender)
    return None if outcome.sender and run.senders else outcome.code


async def _offer(run: Run, send: Send, chunk: Chunk, start: float | None) -> SendOutcome:
    if start is not None:
        await asyncio.sleep(max(start - clock.now().timestamp(), 0.0))
    async with run.calls:
        return await run.vendor.send(_outbound(run, send, chunk))


def _outbound(run: Run, send: Send, chunk: Chunk) -> OutboundText:
    until = chunk.until.get(send.send_id)
    return OutboundText(
        reference=f"{send.blast_id}.{send.send_id}",
        to=send.phone,
        body=chunk.bodies[send.send_id],
        sender=send.sender,
        messaging_service_id=run.campaign.messaging_service_id,
        valid_seconds=int((until - clock.now()).total_seconds()) if until else None,
    )


def _understood(send: Send, outcome: SendOutcome | BaseException) -> SendOutcome:
    """An error nobody foresaw may have come after the carrier took the text."""
    if isinstance(outcome, BaseException):
        log_failure("offer failed", outcome, send_id=send.send_id)
        return Unclear(reason=type(outcome).__name__)
    return outcome


def _after(send: Send, body: str, outcome: SendOutcome) -> Send:
    now = clock.now()
    match outcome:
        case Accepted():
            segments = outcome.segments or text.segments(body).count
            sid = outcome.vendor_message_id
            return _settled(send, SendState.SENT, now, vendor_message_id=sid, segments=segments)
        case Declined():
            return _settled(send, SendState.FAILED, now, reason=outcome.code)
        case Throttled():
            return _back(send, now, timedelta(seconds=outcome.retry_after_seconds))
        case AccountBlocked():
            return _back(send, now, BLOCKED_FOR)
        case Unclear():
            claimed_until = send.claim_expires_at  # tells later when the carrier may have taken it
            return _settled(
                send, SendState.UNKNOWN, now, reason=outcome.reason, claim_expires_at=claimed_until
            )


def _settled(send: Send, state: SendState, now: datetime, **changes: object) -> Send:
    return send.become(state, at=now, **{"claim_expires_at": None, **changes})


def _back(send: Send, now: datetime, rest: timedelta) -> Send:
    """Provably not accepted: READY again, but not at once."""
    return send.become(SendState.READY, at=now, claim_id=None, claim_expires_at=None, not_before=now + rest)


def _announced(moves: list[Move]) -> list[Move]:
    """What cannot be announced as UNKNOWN stays claimed for now: its claim expires, and that is announced."""
    try:
        announce_unknown(moves)
    except Exception as error:
        log_failure("unknown sends not announced", error)
        return [move for move in moves if move.after.state is not SendState.UNKNOWN]
    return moves


def _record(moves: list[Move], outcomes: Sequence[object]) -> None:
    """Opt-outs first: a worker that dies in between leaves texts that are settled later, but no lost opt-out."""
    try:
        for move, outcome in zip(moves, outcomes, strict=True):
            if isinstance(outcome, Declined) and outcome.opted_out:
                send = move.after
                opt_outs.add_from_carrier(send.organization_id, send.phone, send.send_id, at=clock.now())
    finally:
        complete_late(writing.record(_announced(moves)))
