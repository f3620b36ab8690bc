"""Carrier calls go out five at a time; what each came to, a value or a VendorError, comes back in order."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from groundswell import event_loop
from groundswell.extensions.service_vendors.errors import VendorError, VendorUnclear
from groundswell.settings import settings
from groundswell.usecases.run_step import Deadline

T = TypeVar("T")
AT_ONCE = 5
CALL_SECONDS = 8.0
"""Together with a step's 20 s this stays inside a function's 30 s."""


class NotStarted(VendorError):
    """The step's time was up before this call's turn."""


def call_vendor(
    calls: Sequence[Callable[[], Coroutine[Any, Any, T]]], deadline: Deadline
) -> list[T | VendorError]:
    """Make the calls; no new one begins in the last part of the step. Anything but a VendorError is raised."""
    last_start = min(CALL_SECONDS, settings().step_seconds / 2)

    async def make(call: Callable[[], Coroutine[Any, Any, T]], turn: asyncio.Semaphore) -> T:
        async with turn:
            if deadline.left < last_start:
                raise NotStarted
            try:
                async with asyncio.timeout(CALL_SECONDS):
                    return await call()
            except TimeoutError as error:
                raise VendorUnclear("no answer in time") from error

    async def make_all() -> list[T | BaseException]:
        turn = asyncio.Semaphore(AT_ONCE)
        return await asyncio.gather(*(make(call, turn) for call in calls), return_exceptions=True)

    outcomes: list[T | VendorError] = []
    for outcome in event_loop.run(make_all()):
        if isinstance(outcome, BaseException) and not isinstance(outcome, VendorError):
            raise outcome
        outcomes.append(outcome)
    return outcomes
