"""A prepared chunk is claimed: what may not leave is recorded first, what the gates let through comes out."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from groundswell import clock
from groundswell.domain.blast import Shard
from groundswell.domain.send import Send, SendState, SkipReason
from groundswell.settings import settings
from groundswell.tables.ledger import writing
from groundswell.tables.ledger.claiming import Candidate, claim
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.announce_unknown import announce_unknown
from groundswell.usecases.prepare_chunks import Chunk


def claim_chunk(shard: Shard, chunk: Chunk, candidates: Sequence[Candidate]) -> list[Send]:
    """Of the chunk's candidates those that are ours to offer now; RunStopped if the shard may not run any more."""
    announce_unknown(chunk.moves)
    writing.record(chunk.moves)
    chunk.moves = []
    if not candidates:
        return []
    now = clock.now()
    expires_at = now + timedelta(seconds=settings().claim_seconds)
    claimed = claim(shard, candidates, claim_id=str(uuid4()), at=now, expires_at=expires_at)
    skipped = [
        Move(send, send.become(SendState.SKIPPED, at=now, reason=SkipReason.OPTED_OUT.value))
        for send in claimed.opted_out
    ]
    writing.record(skipped)
    return claimed.sends
