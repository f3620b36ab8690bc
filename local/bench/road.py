"""The road of a blast, phase by phase, through the product's own handlers: `python -m local.bench.road PHASES TEXTS`.

Runs in a process whose environment points to a cloud and a carrier; prints the laps as JSON.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from groundswell.domain import identity
from groundswell.domain.campaign import CampaignState
from groundswell.tables.ledger import shards
from groundswell.usecases.send_campaign import send_campaign
from local.bench import scene as scenes
from local.bench import twilio_webhooks
from local.bench.account import ACCOUNT
from local.bench.handlers import CONTEXT, consumer, handler, sqs_event
from local.bench.scene import Scene
from local.bench.stopwatch import Lap, lap
from local.cloud.process import ask

URL = os.environ.get("AWS_ENDPOINT_URL", "")
WARM_UP = 200
REPLIES = ("Yes!", "who is this", "Sorry, I can't", "STOP", "Sure, when?")


class Road:
    def __init__(self, texts: int) -> None:
        self.texts, self.laps = texts, dict[str, Lap]()
        organization_id = scenes.an_organization("Measured", vendor="twilio", account=ACCOUNT)
        self.scene: Scene = scenes.a_campaign(
            organization_id, people=texts, vendor="twilio", state=CampaignState.ACTIVE
        )

    def run(self) -> None:
        with self._lap("load"):
            list(scenes.load(self.scene, self.texts))
        with self._lap("plan"):
            blast = send_campaign(self.scene.organization_id, self.scene.campaign_id, "measured", scenes.USER)
            self._work("blast")
        self.blast_id = blast.blast_id
        self._work("send", most=2)  # the first texts pay for connections and lazy imports
        before = self._sent()
        with self._lap("send") as one:
            one.extra["steps"] = self._work("send")
            one.count = self._sent() - before

    def hear(self, reports: int, replies: int) -> None:
        """Final reports through the door and the consumer, in batches of 100 and of 1,000; then replies."""
        events = list(self._status(range(reports + WARM_UP), "delivered"))
        self._door(events[:WARM_UP])
        self._consume(100, WARM_UP)
        del events[:WARM_UP]
        with self._lap("door", reports):
            self._door(events)
        half = reports // 2
        with self._lap("report_100", half):
            self._consume(100, half)
        with self._lap("report_1000", reports - half):
            self._consume(1000, reports)
        passing = list(self._status(range(reports // 4), "sent"))
        with self._lap("door_passing", len(passing)):
            self._door(passing)
        texts = list(self._inbound(replies))
        with self._lap("inbound", replies):
            self._door(texts)
            self._consume(10, replies)

    def _lap(self, name: str, count: int | None = None) -> Any:
        watch = lap(URL, self.texts if count is None else count)

        class _Kept:
            def __enter__(kept) -> Lap:
                self.laps[name] = watch.__enter__()
                return self.laps[name]

            def __exit__(kept, *error: Any) -> None:
                watch.__exit__(*error)

        return _Kept()

    def _sent(self) -> int:
        states = shards.counters(self.blast_id).states
        return sum(count for state, count in states.items() if state == "SENT")

    def _work(self, queue: str, *, most: int = 10**9) -> int:
        """Work off a queue as Lambda would, one message an invocation; how many there were."""
        done = 0
        while done < most and (messages := ask(URL, "take", queue=queue, most=1)):
            answer = consumer(queue)(sqs_event(messages), CONTEXT)
            assert not answer["batchItemFailures"], f"{queue}: a message failed"
            done += 1
        return done

    def _door(self, events: list[dict[str, Any]]) -> None:
        door = handler("webhooks/receive_vendor_event")
        for event in events:
            assert door(event, CONTEXT)["statusCode"] < 300

    def _consume(self, batch: int, most: int) -> None:
        apply = consumer("vendor_events")
        while most > 0 and (messages := ask(URL, "take", queue="vendor_events", most=min(batch, most))):
            assert apply(sqs_event(messages), CONTEXT) == {"batchItemFailures": []}
            most -= len(messages)

    def _status(self, numbers: range, state: str) -> Iterator[dict[str, Any]]:
        for number in numbers:
            to = scenes.phone_of(number)
            reference = f"{self.blast_id}.{identity.send_id(self.blast_id, to)}"
            yield twilio_webhooks.status(
                self.scene.organization_id, reference, number, state, to, self.scene.senders[0]
            )  # type: ignore[misc]

    def _inbound(self, replies: int) -> Iterator[dict[str, Any]]:
        for number in range(replies):
            words, sender = REPLIES[number % len(REPLIES)], scenes.phone_of(number)
            yield twilio_webhooks.inbound(  # type: ignore[misc]
                self.scene.organization_id, number, sender, self.scene.senders[0], words
            )


def main(phases: str, texts: int, reports: int, replies: int) -> None:
    road = Road(texts)
    road.run()
    if "hear" in phases:
        road.hear(reports, replies)
    print(json.dumps({name: asdict(one) for name, one in road.laps.items()}), file=sys.__stdout__)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, islice((*sys.argv[2:], 0, 0), 3)))
