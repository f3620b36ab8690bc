"""An organization's dead letters, with what they were about and why they failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from groundswell.envelopes import peek
from groundswell.queues import DeadLetter
from groundswell.tables import failures
from groundswell.tables.failures import Failure
from groundswell.usecases.hold_dead_letters import hold_dead_letters

TOLD = {"shard", "step", "attempt"}
"""What is told of a message beside its ids; the rest may be somebody's number or words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A message that was given up on. `error` is the type of the last error, where it could be noted."""

    message_id: str
    queue: str
    type: str
    ids: Mapping[str, str]
    sent_at: datetime
    received_at: datetime
    receive_count: int
    error: str | None
    failed_at: datetime | None


def list_dead_letters(organization_id: str) -> list[Gone]:
    """The oldest first. While somebody else looks at them they may be missing; ask again a little later."""
    with hold_dead_letters(organization_id) as letters:
        known = failures.get_many([letter.message_id for letter in letters]) if letters else {}
        found = [_told(letter, known.get(letter.message_id)) for letter in letters]
    return sorted(found, key=lambda one: (one.sent_at, one.message_id))


def _told(letter: DeadLetter, failure: Failure | None) -> Gone:
    kind, body = peek(letter.body)
    return Gone(
        message_id=letter.message_id,
        queue=letter.queue.removesuffix("_queue_url"),
        type=kind,
        ids={name: str(value) for name, value in body.items() if name.endswith("_id") or name in TOLD},
        sent_at=letter.sent_at,
        received_at=letter.received_at,
        receive_count=letter.receive_count,
        error=failure.error if failure else None,
        failed_at=failure.failed_at if failure else None,
    )
