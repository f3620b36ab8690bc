"""When an opt-out comes, seen from the worker that is about to text the same person."""

import random
from collections.abc import Iterable, Sequence
from enum import StrEnum

from local.races.roads import Road


class Moment(StrEnum):
    """The words stand in the report."""

    BEFORE_PAGE = "before the worker reads the sends"
    BEFORE_RECIPIENTS = "sends read, recipients not yet"
    BEFORE_CLAIM = "between reading and claiming"
    IN_PAUSE = "in the pause after the claim's injected conflict"
    HOLDING = "under way first: the claim conflicts with it"
    MEETING = "claim under way first: it conflicts with that"
    ANSWER_LOST = "claim committed, its answer lost"
    AFTER_CLAIM = "between claim and offer"
    AT_CARRIER = "while the carrier has the text"
    FREE = "in a thread of its own, at any moment"


FIRST = {Moment.BEFORE_PAGE, Moment.BEFORE_RECIPIENTS, Moment.BEFORE_CLAIM, Moment.IN_PAUSE, Moment.HOLDING}
"""Opt-outs that are committed before the claim can be: nobody of these may be texted."""


class Plan:
    """Whose opt-out comes when and by which road; each comes once."""

    def __init__(self, phones: Sequence[str], dice: random.Random) -> None:
        moments, roads = list(Moment), list(Road)
        order = list(phones)
        dice.shuffle(order)
        self.moment = {phone: moments[n % len(moments)] for n, phone in enumerate(order)}
        self.road = {phone: roads[n // len(moments) % len(roads)] for n, phone in enumerate(order)}
        self._due = set(order)

    def take(self, moment: Moment, phones: Iterable[str]) -> list[str]:
        """Those of the phones whose moment this is; nobody twice."""
        now = [phone for phone in phones if phone in self._due and self.moment[phone] is moment]
        self._due.difference_update(now)
        return now

    @property
    def left(self) -> set[str]:
        """Whose moment never came."""
        return self._due
