"""Delivers callbacks to webhooks: requests come in, tasks post them with retries, the dead are kept."""

import asyncio
import itertools
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import aiohttp
import yarl

from local.simulator.faults import Faults
from local.simulator.store import Shelf, Store
from local.simulator.timing import Clock, Timers, precise

log = logging.getLogger(__name__)
DEAD_KEPT = 1000


@dataclass(slots=True, kw_only=True)
class Callback:
    """One request to a webhook. `url` is sent as it stands; `retry_on` has words of ct, rt, 4xx, 5xx."""

    id: str = ""
    url: str
    method: str = "POST"
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    retries: int = 1
    retry_on: list[str] = field(default_factory=lambda: ["ct"])
    connect_ms: float = 5000
    read_ms: float = 15000
    total_ms: float = 15000
    facts: dict[str, str] = field(default_factory=dict)
    last: bool = True
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the webhook said; `problem` is empty, ct, rt, 3xx, 4xx or 5xx."""

    problem: str
    status: int = 0
    content_type: str = ""
    body: str = ""


Finished = Callable[[Callback, Answer], Awaitable[None]]


class Outbox:
    """Callbacks that wait survive a restart; those given up are listed in `dead`."""

    def __init__(self, store: Store, faults: Faults, timers: Timers, clock: Clock) -> None:
        self._faults, self._timers, self._clock = faults, timers, clock
        self._waiting: Shelf[Callback] = Shelf(store, "callback", Callback)
        self._queue: asyncio.Queue[Callback] = asyncio.Queue()
        self._ids = itertools.count(max((int(c.id) for c in self._waiting.values()), default=0) + 1)
        self._workers: list[asyncio.Task[None]] = []
        self._session: aiohttp.ClientSession | None = None
        self.finished: Finished | None = None
        self.dead: deque[dict[str, Any]] = deque(maxlen=DEAD_KEPT)
        self.counts = {"delivered": 0, "dead": 0, "retried": 0, "dropped": 0, "duplicated": 0}

    def start(self, workers: int) -> None:
        """Begin to deliver, with what an earlier run left behind first."""
        connector = aiohttp.TCPConnector(limit=workers)
        self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True, trust_env=False)
        for callback in self._waiting.values():
            self._queue.put_nowait(callback)
        self._workers = [asyncio.create_task(self._work()) for _ in range(workers)]

    async def stop(self) -> None:
        """Stop delivering; what is left is still on the shelf."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        if self._session:
            await self._session.close()

    def __len__(self) -> int:
        return len(self._waiting)

    def send(self, callback: Callback) -> None:
        """Take a callback for delivery, as the faults in force allow."""
        plan = self._faults.for_callback(callback.facts, last=callback.last)
        if plan.drop:
            self.counts["dropped"] += 1
            return
        self.counts["duplicated"] += plan.copies - 1
        for copy in range(plan.copies):
            self._take(callback if copy == 0 else Callback(**asdict(callback)), plan.hold_ms)

    def _take(self, callback: Callback, hold_ms: float) -> None:
        callback.id = f"{next(self._ids):012}"
        self._waiting.put(callback.id, callback)
        if hold_ms:
            self._timers.after(hold_ms / 1000, lambda: self._queue.put_nowait(callback))
        else:
            self._queue.put_nowait(callback)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self.dead.clear()
        self.counts = dict.fromkeys(self.counts, 0)

    async def _work(self) -> None:
        while True:
            callback = await self._queue.get()
            if callback.id not in self._waiting:
                continue
            try:
                await self._deliver(callback)
            except Exception:
                log.exception("callback %s could not be delivered", callback.id)
                self._give_up(callback, Answer("ct"))

    async def _deliver(self, callback: Callback) -> None:
        """One attempt; then done, another one later, or given up."""
        answer = await self._post(callback)
        callback.attempts += 1
        if not answer.problem:
            self.counts["delivered"] += 1
            self._waiting.remove(callback.id)
        elif answer.problem in callback.retry_on and callback.attempts <= callback.retries:
            self.counts["retried"] += 1
            self._timers.after(0.1 * 2**callback.attempts, lambda: self._queue.put_nowait(callback))
            return
        else:
            self._give_up(callback, answer)
        if self.finished:
            await self.finished(callback, answer)

    def _give_up(self, callback: Callback, answer: Answer) -> None:
        self._waiting.remove(callback.id)
        self.counts["dead"] += 1
        self.dead.append(
            {
                "url": callback.url,
                "at": precise(self._clock.now()),
                "problem": answer.problem,
                "http_status": answer.status or None,
                "attempts": callback.attempts,
                **callback.facts,
            }
        )

    async def _post(self, callback: Callback) -> Answer:
        assert self._session is not None
        limits = aiohttp.ClientTimeout(
            sock_connect=callback.connect_ms / 1000,
            sock_read=callback.read_ms / 1000,
            total=callback.total_ms / 1000,
        )
        try:
            async with self._session.request(
                callback.method,
                # encoded=True: the signature covers the URL letter by letter, so it must not be normalized
                yarl.URL(callback.url, encoded=True),
                data=callback.body.encode() if callback.method == "POST" else None,
                headers=callback.headers,
                timeout=limits,
                allow_redirects=False,
            ) as response:
                body = (await response.read())[:65536].decode("utf-8", "replace")
                kind = f"{response.status // 100}xx"
                return Answer("" if kind == "2xx" else kind, response.status, response.content_type, body)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL):
            return Answer("ct")
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Answer("rt")
