"""A page of a shard is sorted into chunks: who may leave now and from which number, and who is skipped or held."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from groundswell import hooks
from groundswell.domain import text
from groundswell.domain.campaign import SenderChoice
from groundswell.domain.departure import Decision, Hold, Leave, Settle, Skip, Wait, decide, due
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send, SendState
from groundswell.domain.sender_choice import pick_sender
from groundswell.extensions.service_managers.hooks import SendsLeaving
from groundswell.tables import recipients
from groundswell.tables.ledger.claiming import CHUNK, Candidate
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.open_run import Run

READ_TOGETHER = 96


@dataclass(slots=True)
class Chunk:
    """What one claim takes on. `until` says by when each candidate's window closes, `bodies` what it will read."""

    candidates: list[Candidate] = field(default_factory=list)
    until: dict[str, datetime] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    last_id: str = ""
    postponed: int = 0
    resting: int = 0
    wake_at: datetime | None = None

    @property
    def full(self) -> bool:
        return len(self.candidates) == CHUNK or len(self.moves) >= CHUNK

    def wait(self, until: datetime | None) -> None:
        if until is not None:
            self.wake_at = until if self.wake_at is None else min(self.wake_at, until)


def prepare_chunks(run: Run, page: Sequence[Send], at: datetime) -> list[Chunk]:
    """Decide about every send of the page; chunks in the page's order."""
    chunks: list[Chunk] = []
    for start in range(0, len(page), READ_TOGETHER):
        part = page[start : start + READ_TOGETHER]
        waiting = {send.send_id: due(send, at) for send in part}
        phones = [send.phone for send in part if waiting[send.send_id] is None]
        known = recipients.get_many(run.organization.organization_id, phones) if phones else {}
        for send in part:
            if not chunks or chunks[-1].full:
                chunks.append(Chunk())
            decision = waiting[send.send_id] or decide(
                send, known[send.phone], run.blast.not_after, run.hours, at
            )
            _put(chunks[-1], send, known.get(send.phone), decision, at)
    for chunk in chunks:
        _choose_senders(run, chunk)
        chunk.bodies = {
            one.send.send_id: text.render(run.blast.text, one.send.values) for one in chunk.candidates
        }
    return chunks


def _put(chunk: Chunk, send: Send, recipient: Recipient | None, decision: Decision, at: datetime) -> None:
    chunk.last_id = send.send_id
    match decision:
        case Leave(until) if recipient is not None:
            chunk.candidates.append(Candidate(send=send, recipient=recipient, sender=None))
            chunk.until[send.send_id] = until
        case Hold(until):
            _hold(chunk, send, until, at)
        case Skip(reason):
            chunk.moves.append(Move(send, send.become(SendState.SKIPPED, at=at, reason=reason.value)))
        case Settle():
            unknown = send.become(SendState.UNKNOWN, at=at, reason="WORKER_LOST")
            chunk.moves.append(Move(send, unknown))
        case Wait(until):
            chunk.postponed += send.state is SendState.READY
            chunk.resting += send.state is SendState.HELD
            chunk.wait(until)
        case _:
            raise AssertionError(decision)


def _hold(chunk: Chunk, send: Send, until: datetime, at: datetime) -> None:
    chunk.wait(until)
    if send.state is SendState.READY:
        chunk.moves.append(Move(send, send.become(SendState.HELD, at=at, not_before=until)))
    elif send.not_before != until:
        chunk.moves.append(Move(send, replace(send, not_before=until, updated_at=at)))


def _choose_senders(run: Run, chunk: Chunk) -> None:
    """What is settled beforehand counts, then the service managers, then the pool; unless the carrier shall pick."""
    if chunk.candidates and run.campaign.sender_choice is SenderChoice.GROUNDSWELL:
        chosen = _chosen_by_managers(run, chunk.candidates)
        chosen = {} if run.campaign.sender else chosen
        known = [phone for phone in run.known if phone not in run.blocked]
        chunk.candidates = [
            replace(
                one,
                sender=chosen.get(one.send.send_id)
                or pick_sender(one.send.send_id, one.recipient.sender, run.senders, known),
            )
            for one in chunk.candidates
        ]


def _chosen_by_managers(run: Run, candidates: Sequence[Candidate]) -> dict[str, str]:
    leaving = SendsLeaving(
        campaign=run.campaign,
        sends=tuple(one.send for one in candidates),
        recipients={one.send.phone: one.recipient for one in candidates},
        numbers=run.senders,
    )
    chosen: dict[str, str] = {}
    for _, answer in hooks.fire(leaving, run.organization):
        chosen = {**answer.senders, **chosen}
    return chosen
