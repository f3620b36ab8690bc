"""A blast has just moved: a few times a minute its figures are noted, so that people see later how it went."""

from groundswell import clock
from groundswell.domain.outcome import figures
from groundswell.observability import log_failure
from groundswell.tables.ledger import shards, snapshots

EVERY = 20.0
"""Seconds; each process notes a blast no more often, so this costs nothing for a text."""
REMEMBERED = 1_000
_noted: dict[str, float] = {}


def note_outcome(blast_id: str) -> None:
    """Never in the way of the work: a note that fails is only missing."""
    now = clock.now()
    if now.timestamp() - _noted.get(blast_id, 0.0) < EVERY:
        return
    if len(_noted) >= REMEMBERED:
        _noted.clear()
    _noted[blast_id] = now.timestamp()
    try:
        # The moment is from before the counters are read: what they show has happened, and perhaps more.
        snapshots.add(blast_id, figures(shards.counters(blast_id), now))
    except Exception as error:
        log_failure("figures not noted", error, blast_id=blast_id)


def forget_notes() -> None:
    """As if this process had just begun."""
    _noted.clear()
