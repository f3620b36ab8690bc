"""One organization's blast through the storm: queues, callbacks, kills and pauses in virtual time, from one seed."""

import heapq
import logging
import os
import random
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from typing import Any

from local.bench.handlers import CONTEXT, consumer, handler, sqs_event, webhook_event
from local.cloud.cloud import Cloud
from local.cloud.definitions import consumers, environment
from local.cloud.plug import plugged_in

SWEEP_SECONDS = 300.0
COMPARE_EVERY = 12
"""Sweeps: once an hour."""
RETRY_SECONDS = 5.0
MOST_RETRIES = 3
VISIBILITY_SECONDS = 180.0
LAST_HOURS = 12
"""The storm must be over by then."""
Tick = Callable[[int], None]


class Cell:
    """Everything of one storm cell; make one to a process and a time, because it takes the process over."""

    def __init__(self, seed: int, people: int) -> None:
        self.seed, self.people = seed, people
        self._dice = random.Random(seed)
        self._doors: list[tuple[float, int, int, dict[str, str]]] = []
        self._turns = count()
        self._nested = False
        self._sweeps = 0

    def run(self, tick: Tick = lambda done: None) -> dict[str, Any]:
        """The verdict: what happened, and the promises that were broken."""
        os.environ |= {
            **environment("http://cloud.invalid"),
            "STEP_SECONDS": "9.5",
            "POWERTOOLS_LOG_LEVEL": "CRITICAL",
        }
        from local.storm import verdict  # imports the product, which reads the environment
        from local.storm.scenery import Scenery

        self.s = Scenery(self.seed, self._post)
        logging.disable(logging.CRITICAL)
        with ExitStack() as stack:
            stack.enter_context(plugged_in(self.s.cloud, self.s.weather))
            self.s.set_up(self.people)
            self.s.weather.stormy, self.s.weather.between = True, self._meanwhile
            self._weather_it(tick)
            self.s.weather.stormy = False
            self._settle(hours=2)
            self.s.given_up = verdict.given_up(self.s)
            self.s.release(verdict.listed_unknown(self.s.organization_id))
            self._settle(hours=1)
            return verdict.compare(self.s)

    @property
    def cloud(self) -> Cloud:
        return self.s.cloud

    def _post(self, seconds: float, body: dict[str, str], tries: int = 0) -> None:
        heapq.heappush(self._doors, (self.s.time.now + seconds, next(self._turns), tries, body))

    def _weather_it(self, tick: Tick) -> None:
        """Until every text has landed and every callback is through."""
        pauses = sorted(self._dice.uniform(0.2, 0.8) * self.people for _ in range(2))
        resume_at, sweep_at = float("inf"), self.s.time.now + SWEEP_SECONDS
        end = self.s.time.now + timedelta(hours=LAST_HOURS).total_seconds()
        while self.s.time.now < end:
            tick(self.s.witness.claims)
            if pauses and self.s.witness.claims > pauses[0]:
                pauses.pop(0)
                resume_at = self.s.time.now + 60 if self.s.pause() else resume_at
            if self.s.time.now >= resume_at:
                self.s.resume()
                resume_at = float("inf")
            if self.s.time.now >= sweep_at:
                self._sweep()
                sweep_at = self.s.time.now + SWEEP_SECONDS
            if self._work_once():
                continue
            waits = [at for at in (resume_at, sweep_at, self._next_at()) if at > self.s.time.now]
            if self._next_at() == float("inf") and resume_at == float("inf") and self.s.is_over():
                return
            self.s.time.pass_by(min(waits) - self.s.time.now + 0.001)
        self.s.witness.broken.append(f"the storm was not over after {LAST_HOURS} hours")

    def _sweep(self) -> None:
        self._sweeps += 1
        self._alive(lambda: handler("jobs/sweep")({}, CONTEXT))
        if self._sweeps % COMPARE_EVERY == 0:
            self._alive(lambda: handler("jobs/compare_with_carrier")({}, CONTEXT))

    def _settle(self, *, hours: int) -> None:
        """Fair weather: dead letters are replayed, and the sweeps and comparisons go round."""
        for name, queue in self.cloud.sqs.queues.items():
            self.s.weather.happened[f"dead letters: {name}"] += len(queue.dead)
            for body in queue.dead:
                number = self.cloud.sqs.turn()
                queue.put(f"replayed-{number}", body, self.s.time.now, number)
            queue.dead.clear()
        for _ in range(hours * COMPARE_EVERY):
            self._sweep()
            while self._work_once():
                pass
            self.s.time.pass_by(SWEEP_SECONDS)
            while (at := self._next_at()) < float("inf"):
                self.s.time.pass_by(at - self.s.time.now + 0.001)
                while self._work_once():
                    pass

    def _next_at(self) -> float:
        times = [queue.next_at() for queue in self.cloud.sqs.queues.values()]
        times.append(self._doors[0][0] if self._doors else None)
        return min((at for at in times if at is not None), default=float("inf"))

    def _work_once(self) -> bool:
        """Everything that is due now, once; whether there was anything."""
        worked = self._open_doors(200)
        names = list(self.cloud.sqs.queues)
        self._dice.shuffle(names)
        for name in names:
            worked += self._consume(name)
        return bool(worked)

    def _open_doors(self, most: int) -> int:
        opened = 0
        while self._doors and self._doors[0][0] <= self.s.time.now and opened < most:
            _, _, tries, body = heapq.heappop(self._doors)
            self._open_door(body, tries)
            opened += 1
        return opened

    def _open_door(self, body: dict[str, str], tries: int) -> None:
        """Carriers try again a few times when they get no answer."""
        event = webhook_event(**self.s.webhook(body))
        answer = self._alive(lambda: handler("webhooks/receive_vendor_event")(event, CONTEXT))
        if answer and answer["statusCode"] < 300:
            self.s.carrier.heard(body)
        elif tries < MOST_RETRIES:
            self._post(RETRY_SECONDS * (1 + tries), body, tries + 1)
        else:
            self.s.weather.happened["callbacks that never got through"] += 1

    def _consume(self, name: str, only: str = "") -> int:
        """One batch of a queue; of messages of one type, if `only` says so."""
        queue, now = self.cloud.sqs.queues[name], self.s.time.now
        most = consumers()[name].batch_size if name in consumers() else 0
        taken = queue.take(most, now, now + VISIBILITY_SECONDS, self.cloud.sqs.turn) if most else []
        ids = [one for one in taken if only in queue.bodies[one]]
        for other in [one for one in taken if one not in ids]:
            queue.give_back(other, now, self.cloud.sqs.turn())
        if not ids:
            return 0
        messages = [{"messageId": one, "body": queue.bodies[one]} for one in ids]
        answer = self._alive(lambda: consumer(name)(sqs_event(messages), CONTEXT))
        if answer is not None:
            failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
            for one in ids:
                if one not in failed and not self.s.weather.strikes("redelivered"):
                    queue.delete(one)
        return len(ids)

    def _alive(self, work: Callable[[], Any]) -> Any:
        """One invocation in a process of its own: None if it died or raised."""
        from local.storm.weather import Killed

        try:
            return work()
        except Killed:
            return None
        except Exception as error:
            self.s.weather.happened[f"raised: {type(error).__name__}"] += 1
            return None
        finally:
            self.s.weather.reborn()

    def _meanwhile(self) -> None:
        """While one worker waits for AWS, callbacks come in and reports are applied elsewhere."""
        if self._nested or self._dice.random() > 0.05:
            return
        self._nested = True
        try:
            self._open_doors(20)
            self._consume("vendor_events", only='"DeliveryReported"')
        finally:
            self._nested = False
