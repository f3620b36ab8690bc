"""A carrier and a stack go in; bad weather comes over them while a campaign sends; what happened comes out."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from local.demo.carrier import Carrier
from local.stack.deploy import client
from local.stack.places import STAGE, Places
from local.stack.workers import kill_one_worker

STORM = (
    {"kind": "accept_then_drop", "share": 0.05, "count": 30},
    {"kind": "500_after", "share": 0.02, "count": 5},
    {"kind": "429", "share": 0.02, "count": 5, "retry_after": 1},
    {"kind": "slow", "share": 0.1, "count": 60, "ms": 1500},
)
"""About 3 % of 1,000 texts are taken and the answer is lost. `count` is reached early: it is the same each time."""
LOST = ("accept_then_drop", "500_after")
REFUSED = ("429",)
UNDER_WAY = 50
"""So many texts must have left before a worker is killed: by then it is in the middle of its work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """What went wrong on purpose. Reports that come twice or late are not counted."""

    answers_lost: int = 0
    refused_for_now: int = 0
    workers_killed: int = 0
    messages_repeated: int = 0


class Storm:
    """Faults that strike the demo's own account and, where the stack is given, its processes and queues."""

    def __init__(self, carrier: Carrier, places: Places, organization_id: str) -> None:
        self._carrier, self._places, self._organization_id = carrier, places, organization_id
        self._hits: Mapping[str, int] = {}
        self._killed = self._repeated = 0

    @contextlib.contextmanager
    def raging(self) -> Iterator[None]:
        with self._carrier.struck_by(STORM) as hits:
            try:
                yield
            finally:
                self._hits = hits()

    def pass_over(self, report: Any) -> None:
        """Look at a blast that is being sent; once, a worker dies while texts are at the carrier's door."""
        if not self._killed and is_in_the_middle(report["states"]):
            self._killed = int(kill_one_worker(self._places, "deliver-shard") is not None)

    def repeat(self, campaign_id: str, blast_id: str, sends: Sequence[Any]) -> None:
        """Messages whose work is done come a second time, as SQS may deliver any message."""
        self._put("send", shard_message(self._organization_id, campaign_id, blast_id))
        if delivered := next((one for one in sends if one["state"] == "DELIVERED"), None):
            self._put("vendor-events", report_message(self._organization_id, blast_id, delivered))

    def weather(self) -> Weather:
        return Weather(
            answers_lost=sum(self._hits.get(kind, 0) for kind in LOST),
            refused_for_now=sum(self._hits.get(kind, 0) for kind in REFUSED),
            workers_killed=self._killed,
            messages_repeated=self._repeated,
        )

    def _put(self, queue: str, body: str) -> None:
        sqs = client(self._places, "sqs")
        url = sqs.get_queue_url(QueueName=f"groundswell-{STAGE}-{queue}")["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody=body)
        self._repeated += 1


def is_in_the_middle(states: Mapping[str, int]) -> bool:
    return states["DISPATCHING"] > 0 and sum(states[one] for one in ("SENT", "DELIVERED")) >= UNDER_WAY


def shard_message(organization_id: str, campaign_id: str, blast_id: str) -> str:
    """The very first message of a blast's first shard."""
    ids = {"organization_id": organization_id, "campaign_id": campaign_id, "blast_id": blast_id}
    return _message("DeliverShard", {**ids, "shard": 0, "cursor": "", "step": 0})


def report_message(organization_id: str, blast_id: str, send: Any) -> str:
    """The carrier's last report on a send that was delivered."""
    ids = {"organization_id": organization_id, "blast_id": blast_id, "send_id": send["send_id"]}
    return _message(
        "DeliveryReported", {**ids, "state": "DELIVERED", "vendor_message_id": send["vendor_message_id"]}
    )


def _message(kind: str, body: Mapping[str, Any]) -> str:
    return json.dumps({"type": kind, "version": 1, "body": body})
