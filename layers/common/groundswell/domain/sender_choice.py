"""Which number a text comes from: the recipient's own if it is in the pool, else one that never changes by itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from groundswell.domain.number import NumberState, OwnedNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Senders:
    """`pool` serves everybody; `known` only those who were texted from it before."""

    pool: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def pick_sender(
    send_id: str, sticky: str | None, pool: Sequence[str], known: Collection[str] = ()
) -> str | None:
    """A number of the pool, spread evenly by the send's id; None if the pool is empty (the carrier picks)."""
    if sticky in pool or sticky in known:
        return sticky
    return pool[int(send_id[-8:], 16) % len(pool)] if pool else None


def senders_at_once(numbers: Iterable[OwnedNumber], vendor: str) -> Senders:
    """The numbers for texts without a campaign: free ones first, those that work in a campaign if none is free.

    What is reserved, for a campaign or a member, is left alone.
    """
    usable = [one for one in numbers if one.vendor == vendor and one.releasing_at is None]
    free, working = (
        tuple(sorted(one.phone for one in usable if one.state is state))
        for state in (NumberState.AVAILABLE, NumberState.ALLOCATED)
    )
    return Senders(pool=free or working, known=working if free else ())
