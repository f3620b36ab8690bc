"""Which number a text comes from: the recipient's own if it is in the pool, else one that never changes by itself."""

from collections.abc import Sequence


def pick_sender(send_id: str, sticky: str | None, pool: Sequence[str]) -> str | None:
    """A number of the pool, spread evenly by the send's id; None if the pool is empty (the carrier picks)."""
    if sticky in pool:
        return sticky
    return pool[int(send_id[-8:], 16) % len(pool)] if pool else None
