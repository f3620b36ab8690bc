"""Dead letters go back to the queue they came from, by a person's wish."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from groundswell import clock, queues
from groundswell.domain.audit import AuditAction, AuditEntry
from groundswell.domain.errors import NotFound
from groundswell.queues import DeadLetter
from groundswell.tables import audit
from groundswell.usecases.hold_dead_letters import SECONDS, hold_dead_letters

SECONDS_TO_REPLAY = 12.0
"""Beside the time to find them this stays inside a request's 30 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """`left` more could not be replayed in the time of one request: ask again."""

    replayed: int
    left: int


def replay_dead_letter(organization_id: str, message_id: str, *, user_id: str) -> Replayed:
    """One of them; NotFound if it is not (or no longer) there, or is another organization's."""
    with hold_dead_letters(organization_id) as letters:
        wanted = [letter for letter in letters if letter.message_id == message_id]
        if not wanted:
            raise NotFound("dead letter")
        return _replay(organization_id, wanted, user_id, subject=message_id)


def replay_all_dead_letters(organization_id: str, *, user_id: str) -> Replayed:
    """All of the organization's that can be found in one go."""
    with hold_dead_letters(organization_id, seconds=SECONDS) as letters:
        return _replay(organization_id, letters, user_id, subject="")


def _replay(organization_id: str, letters: Sequence[DeadLetter], user_id: str, *, subject: str) -> Replayed:
    until, done = time.monotonic() + SECONDS_TO_REPLAY, 0
    try:
        for letter in letters:
            if time.monotonic() >= until:
                break
            queues.replay(letter)
            done += 1
    finally:
        _note(organization_id, user_id, subject, done, len(letters))
    return Replayed(replayed=done, left=len(letters) - done)


def _note(organization_id: str, user_id: str, subject: str, done: int, found: int) -> None:
    audit.add(
        AuditEntry(
            organization_id=organization_id,
            entry_id=str(uuid4()),
            at=clock.now(),
            action=AuditAction.DEAD_LETTERS_REPLAYED,
            user_id=user_id,
            subject=subject,
            details={"replayed": done, "found": found},
        )
    )
