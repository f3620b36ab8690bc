"""A blast whose recipients opt out, each at the moment that the plan says, while a worker sends it."""

import logging
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta

from groundswell.domain.identity import SHARDS
from local.bench.handlers import CONTEXT, consumer, handler, sqs_event
from local.bench.scene import phone_of
from local.cloud.cloud import Cloud
from local.cloud.plug import plugged_in
from local.races.books import Order
from local.races.course import Course
from local.races.gate import Gate, Opposed
from local.races.moments import Moment, Plan
from local.races.roads import Road
from local.storm import virtual_time

BYSTANDERS = 10
"""Of so many people one never opts out."""
THREADS = 64
VISIBILITY_SECONDS = 180.0


class Track:
    """Everything of one run; make one to a process, because it takes the process over."""

    def __init__(self, races: int, seed: int) -> None:
        for name in ("send", "blast"):
            consumer(name)
        handler("webhooks/receive_vendor_event")
        handler("webhooks/opt_out_page")
        self.time = virtual_time.VirtualTime()
        virtual_time.install(self.time)
        logging.disable(logging.CRITICAL)
        random.seed(seed)
        self._dice = random.Random(seed)
        self.cloud = Cloud(self.time)
        self.gate = Gate(self.cloud, self.time, seed)
        self.order = Order().watch(self.cloud.dynamodb.tables["recipients"])
        people = races + races // BYSTANDERS
        self.people = [phone_of(number) for number in range(people)]
        self.plan = Plan(self._dice.sample(self.people, races), self._dice)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="opt-out")
        self._requests = 2 + people // SHARDS // 8  # half of what a worker makes for a shard, or so
        self._free: list[Future[None]] = []
        self._of_shard: dict[str, list[str]] = {}
        self.troubles: Counter[str] = Counter()

    def run(self) -> list[str]:
        """Every promise that was broken, in plain words."""
        with plugged_in(self.cloud, self.gate):
            self.course = Course(self)
            self.order.raced = self.course.blast_id
            self._of_shard = self.course.phones_by_shard()
            self.gate.force, self.gate.has_left = self.force, self.order.opted_out.__contains__
            self.gate.open = True
            self.work_off("send")
            self.gate.open = False
            wait(self._free)
            self._pool.shutdown()
            return self.course.compare()

    def force(self, moment: Moment, about: Sequence[str]) -> Opposed | None:
        """Let those opt out whose moment this is; None if there are none."""
        if moment is Moment.BEFORE_PAGE:
            about = self._of_shard.get(about[0], [])
        if moment is Moment.BEFORE_RECIPIENTS:
            self._set_free(self.plan.take(Moment.FREE, about))
        phones = self.plan.take(moment, about)
        if not phones:
            return None
        jobs = self._jobs(phones)
        opposed = Opposed(len(jobs))
        beside = opposed if moment in (Moment.HOLDING, Moment.MEETING) else None
        running = [self._pool.submit(self._opt_out, moment, road, whom, beside) for road, whom in jobs]
        opposed.join = lambda: self._join(running)
        if beside is None:
            opposed.join()
        return opposed

    def _set_free(self, phones: Iterable[str]) -> None:
        for road, whom in self._jobs(phones):
            after = self.gate.passes + self._dice.randrange(self._requests)
            self._free.append(self._pool.submit(self._opt_out_later, road, whom, after))

    def _opt_out_later(self, road: Road, whom: Sequence[str], after: int) -> None:
        self.gate.side.moment = Moment.FREE
        self.gate.wait_for_pass(after)
        self._opt_out(Moment.FREE, road, whom, None)

    def _opt_out(self, moment: Moment, road: Road, whom: Sequence[str], opposed: Opposed | None) -> None:
        side = self.gate.side
        side.moment, side.opposed = moment, opposed
        try:
            self.course.roads.go(road, whom)
        except Exception as error:
            self.troubles[f"{road}: {type(error).__name__}"] += 1
        finally:
            if opposed is not None and side.opposed is not None:
                self.troubles["did not meet the claim"] += 1
                side.opposed = None
                opposed.arrive()

    def _jobs(self, phones: Iterable[str]) -> list[tuple[Road, list[str]]]:
        """One list to import; all others one by one."""
        of_import, rest = list[str](), list[tuple[Road, list[str]]]()
        for phone in phones:
            road = self.plan.road[phone]
            if road is Road.IMPORT:
                of_import.append(phone)
            else:
                rest.append((road, [phone]))
        return [*rest, (Road.IMPORT, of_import)] if of_import else rest

    @staticmethod
    def _join(running: Sequence["Future[None]"]) -> None:
        for one in running:
            one.result()

    def work_off(self, name: str) -> None:
        """Every message of the queue, until there is none for an hour."""
        queue, end = self.cloud.sqs.queues[name], self.time.now + timedelta(hours=1).total_seconds()
        while (at := queue.next_at()) is not None and at < end:
            self.time.pass_by(at - self.time.now)
            now = self.time.now
            for one in queue.take(1, now, now + VISIBILITY_SECONDS, self.cloud.sqs.turn):
                body = {"messageId": one, "body": queue.bodies[one]}
                if not consumer(name)(sqs_event([body]), CONTEXT)["batchItemFailures"]:
                    queue.delete(one)
                else:
                    self.troubles["a step failed and came again"] += 1
