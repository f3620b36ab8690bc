"""Which faults happen how often, and the edge between the product and AWS where they happen."""

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ReadTimeoutError

from local.cloud.plug import operation_of, respond
from local.storm.virtual_time import VirtualTime

AWS_SECONDS = 0.008
"""How long one request takes."""
DYNAMODB = "com.amazonaws.dynamodb.v20120810#"
SINGLE_WRITES = {"PutItem", "UpdateItem", "DeleteItem"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """How often each thing goes wrong, as a share of the texts, requests, messages or callbacks that it may befall."""

    timeout: float = 0.05  # the carrier accepts a text, its answer is lost
    broken: float = 0.01  # the carrier fails before it accepts; nobody can tell the difference
    throttled: float = 0.01
    declined: float = 0.02
    declined_opted_out: float = 0.005
    undelivered: float = 0.06
    killed: float = 0.002  # of the requests to AWS: the process dies at this one; a step makes up to 150
    killed_at_carrier: float = 0.0002  # of the texts; 48 of them share one process
    conflict: float = 0.01
    throttle: float = 0.01
    answer_lost: float = 0.005
    redelivered: float = 0.01
    callback_lost: float = 0.02
    callback_doubled: float = 0.05
    callback_early: float = 0.05  # before the answer to the text itself
    stops: float = 0.02
    replies: float = 0.08


CALM = Odds(
    timeout=0, broken=0, throttled=0, declined=0, declined_opted_out=0, undelivered=0, killed=0,
    killed_at_carrier=0, conflict=0, throttle=0, answer_lost=0, redelivered=0, callback_lost=0,
    callback_doubled=0, callback_early=0, stops=0, replies=0,
)  # fmt: skip


class Killed(BaseException):
    """The process died here; what it calls after that dies as well."""


@dataclass(slots=True)
class Weather:
    """The gate that each attempt to reach AWS passes. `between` is what happens elsewhere meanwhile."""

    odds: Odds
    dice: random.Random
    time: VirtualTime
    stormy: bool = False
    dead: bool = False
    between: Callable[[], None] = lambda: None
    happened: Counter[str] = field(default_factory=Counter)

    def strikes(self, name: str) -> bool:
        """Whether this fault happens now."""
        if not self.stormy or self.dice.random() >= getattr(self.odds, name):
            return False
        self.happened[name] += 1
        return True

    def __call__(self, request: AWSPreparedRequest, answer: Callable[[], AWSResponse]) -> AWSResponse:
        self._live()
        self.time.pass_by(AWS_SECONDS)
        self.between()
        if self.strikes("killed"):
            if self.dice.random() < 0.5:
                answer()
            self.die()
        operation = operation_of(request)
        if operation == "TransactWriteItems" and self.strikes("conflict"):
            return _conflict(request)
        if operation in SINGLE_WRITES and self.strikes("conflict"):
            return refusal(request, "TransactionConflictException")
        if "dynamodb" in _target(request).lower() and self.strikes("throttle"):
            return refusal(request, "ThrottlingException")
        response = answer()
        if self.strikes("answer_lost"):
            raise ReadTimeoutError(endpoint_url=request.url)
        return response

    def _live(self) -> None:
        if self.dead:
            raise Killed

    def die(self) -> None:
        self.dead = True
        raise Killed

    def reach_carrier(self) -> None:
        """The process gets as far as the carrier, or has died before."""
        self._live()
        if self.strikes("killed_at_carrier"):
            self.die()

    def reborn(self) -> None:
        """The next message meets a new process."""
        self.dead = False


def _target(request: AWSPreparedRequest) -> str:
    target = request.headers.get("X-Amz-Target", b"")
    return target.decode() if isinstance(target, bytes) else str(target)


def _conflict(request: AWSPreparedRequest) -> AWSResponse:
    items = json.loads(request.body)["TransactItems"]
    reasons: list[dict[str, Any]] = [{"Code": "None"} for _ in items]
    reasons[-1] = {"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}
    codes = ", ".join(reason["Code"] for reason in reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    return refusal(request, "TransactionCanceledException", message=message, CancellationReasons=reasons)


def refusal(request: AWSPreparedRequest, code: str, **more: Any) -> AWSResponse:
    body = json.dumps({"__type": DYNAMODB + code, "message": code, **more}).encode()
    return respond(request, 400, {"content-type": "application/x-amz-json-1.0"}, body)
