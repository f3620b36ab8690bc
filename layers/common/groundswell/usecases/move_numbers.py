"""Numbers go to or from a carrier's messaging service, and each is recorded as soon as the carrier has done it."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.domain.number import OwnedNumber
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.tables import numbers
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.run_step import Deadline

STEP = 50
"""Numbers moved in one step at most, so that people see progress."""
Call = Callable[[OwnedNumber], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many were moved; which were refused, with the first code; whether the carrier asks for patience."""

    count: int
    refused: tuple[OwnedNumber, ...] = ()
    code: str = ""
    waiting: bool = False


def move_numbers(
    stock: Sequence[OwnedNumber], call: Call, after: Callable[[OwnedNumber], OwnedNumber], deadline: Deadline
) -> Moved:
    """Make the call for the first numbers of the stock, then write each that went well as `after` has it."""
    batch = stock[:STEP]
    outcomes = call_vendor([lambda number=number: call(number) for number in batch], deadline)  # type: ignore[misc]
    pairs = list(zip(batch, outcomes, strict=True))
    done = [number for number, outcome in pairs if not isinstance(outcome, VendorError)]
    numbers.move_all([(number, after(number)) for number in done])
    codes = [outcome.code for outcome in outcomes if isinstance(outcome, VendorRefused)]
    passing = [
        o for o in outcomes if isinstance(o, VendorError) and not isinstance(o, VendorRefused | NotStarted)
    ]
    return Moved(
        count=len(done),
        refused=tuple(number for number, outcome in pairs if isinstance(outcome, VendorRefused)),
        code=codes[0] if codes else "",
        waiting=bool(passing),
    )
