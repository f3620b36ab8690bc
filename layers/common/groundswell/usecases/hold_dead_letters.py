"""An organization's dead letters are taken in hand: nobody else sees them until they are put back or replayed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

from groundswell import queues
from groundswell.envelopes import peek
from groundswell.queues import DeadLetter

SECONDS = 8.0


@contextmanager
def hold_dead_letters(organization_id: str, *, seconds: float = SECONDS) -> Iterator[list[DeadLetter]]:
    """The organization's own, of all queues; everybody's are back in sight on leaving."""
    held: list[DeadLetter] = []
    take = partial(queues.take_dead, seconds=seconds)
    try:
        with ThreadPoolExecutor(max_workers=len(queues.QUEUES)) as pool:
            for letters in pool.map(take, queues.QUEUES):
                held += letters
        yield [letter for letter in held if peek(letter.body)[1].get("organization_id") == organization_id]
    finally:
        queues.put_back(held)
