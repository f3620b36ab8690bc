"""Time that passes only when the storm lets it: the product's clock, sleeps and event loop all run on it."""

import asyncio
import selectors
import sys
import time as real_time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import botocore.endpoint

from groundswell import clock, event_loop
from groundswell.tables import contacts

NOON = datetime(2026, 3, 10, 16, tzinfo=UTC).timestamp()
"""Noon in New York, nine in the morning in California."""


class VirtualTime:
    """Seconds since 1970, in a world where nothing takes time by itself."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += max(seconds, 0.0)

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.now, UTC)


class _Selector(selectors.SelectSelector):
    """Instead of waiting for the network, of which there is none, it lets the time pass."""

    def __init__(self, time: VirtualTime) -> None:
        super().__init__()
        self._time = time

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found and timeout:
            self._time.pass_by(timeout)
        return found


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, time: VirtualTime) -> None:
        super().__init__(_Selector(time))
        self._virtual = time
        self._clock_resolution = 0.001  # what is due within it is due now: this time may stand still

    def time(self) -> float:
        return self._virtual.now


class _AtOnce(Executor):
    """Does the work in the caller's thread, so that the order of things depends on nothing but the seed."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **named))
        except BaseException as error:
            future.set_exception(error)
        return future

    def map(self, work: Callable[..., Any], *each: Any, **_: Any) -> Any:
        return map(work, *each)


def install(time: VirtualTime) -> None:
    """From here on the whole process lives in virtual time; call it when the product has been imported."""
    clock.now = clock.real_now = time.moment  # type: ignore[assignment]
    watch = SimpleNamespace(time=time, monotonic=time, sleep=time.pass_by, perf_counter=time)
    for name, module in list(sys.modules.items()):
        if name.startswith("groundswell") and getattr(module, "time", None) is real_time:
            module.time = watch  # type: ignore[attr-defined]
    botocore.endpoint.time = watch
    at_once = _AtOnce()
    event_loop._store = at_once  # type: ignore[assignment]
    event_loop._runner = asyncio.Runner(loop_factory=lambda: _Loop(time))
    contacts._pool = lambda: at_once  # type: ignore[assignment]
