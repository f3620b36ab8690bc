"""Faults at the edge of the emulated AWS, one HTTP attempt at a time: all retries, botocore's too, run for real."""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import botocore.endpoint
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.retries.quota import RetryQuota
from moto.core.botocore_stubber import BotocoreStubber, MockRawResponse

from groundswell.tables import rows

TRANSACTION = "TransactWriteItems"
Answer = Callable[[], AWSResponse]
Fault = Callable[[AWSPreparedRequest, Answer], AWSResponse]
Watcher = Callable[[str, AWSPreparedRequest, AWSResponse], None]


class Killed(BaseException):
    """The process died here; what it calls after that dies as well."""


@dataclass
class Wire:
    """One count of the moments before and after every call to DynamoDB, SQS and the carrier.

    At the `at`-th moment it runs `act`, and goes on; or, without one, the process dies.
    """

    at: int | None = None
    act: Callable[[], object] | None = None
    trace: list[str] = field(default_factory=list)
    dead: bool = False
    _acting: bool = False

    @property
    def tripped(self) -> bool:
        return self.at is not None and len(self.trace) >= self.at

    def set(self, at: int | None = None, act: Callable[[], object] | None = None) -> None:
        """Count from the beginning, in a new process."""
        self.at, self.act, self.trace, self.dead = at, act, [], False

    def __call__(self, moment: str) -> None:
        if self._acting:
            return
        if self.dead:
            raise Killed(moment)
        self.trace.append(moment)
        if len(self.trace) != self.at:
            return
        if self.act is None:
            self.dead = True
            raise Killed(moment)
        self._acting = True
        try:
            self.act()
        finally:
            self._acting = False


@dataclass
class Edge:
    """What lies between botocore and AWS: the wire, the faults to inject, and what was injected how often.

    Tokens of transactions are honoured here, as DynamoDB does and moto does not.
    """

    wire: Wire = field(default_factory=Wire)
    faults: list[tuple[str, Fault, Callable[[], bool]]] = field(default_factory=list)
    injected: Counter[str] = field(default_factory=Counter)
    watchers: list[Watcher] = field(default_factory=list)
    _tokens: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def on(
        self, operation: str, fault: Fault, *, nth: int | None = None, chance: float = 1.0, seed: int = 1
    ) -> None:
        """Let calls of that operation (`*`: any) meet the fault: only the `nth`, or each by chance."""
        dice, calls = random.Random(seed), iter(range(1, 1_000_000))
        happens = (lambda: next(calls) == nth) if nth else (lambda: dice.random() < chance)
        self.faults.append((operation, fault, happens))

    def calm(self) -> None:
        self.faults.clear()

    def __call__(self, request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
        """One attempt, alone: no two of them overlap in the emulated AWS."""
        operation = _operation(request)
        with self._lock:
            self.wire(f"before {operation}")
            response = self._answer(operation, request, answer)
            self.wire(f"after {operation}")
        return response

    def _answer(self, operation: str, request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
        def real() -> AWSResponse:
            response = self._once(request, answer) if operation == TRANSACTION else answer()
            for watch in self.watchers:
                watch(operation, request, response)
            return response

        known = operation == TRANSACTION and _body(request)["ClientRequestToken"] in self._tokens
        for wanted, fault, happens in [] if known else self.faults:
            if wanted in (operation, "*") and happens():
                self.injected[fault.__name__] += 1
                return fault(request, real)
        return real()

    def _once(self, request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
        token = _body(request)["ClientRequestToken"]
        if token in self._tokens:
            return _response(request, *self._tokens[token])
        response = answer()
        if response.status_code == 200:
            self._tokens[token] = (200, dict(response.headers), response.content)
        return response


def install(patch: pytest.MonkeyPatch) -> Edge:
    """Put an edge before the emulated AWS, and let nobody sleep between attempts."""
    edge, stubbed = Edge(), BotocoreStubber.__call__

    def attempt(stubber: BotocoreStubber, event_name: str, request: AWSPreparedRequest, **rest: Any) -> Any:
        return edge(request, lambda: stubbed(stubber, event_name, request, **rest))

    awake = SimpleNamespace(sleep=lambda seconds: None, time=time.time)
    patch.setattr(BotocoreStubber, "__call__", attempt)
    for module in (botocore.endpoint, rows):
        patch.setattr(module, "time", awake)
    patch.setattr(RetryQuota, "acquire", lambda self, amount: True)
    return edge


def conflict(request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
    """Another transaction in flight names one of these items: nothing is written."""
    items = _body(request).get("TransactItems")
    if items is None:
        return _refusal(
            request, "TransactionConflictException", Message="Transaction is ongoing for the item"
        )
    reasons = [{"Code": "None"} for _ in items]
    reasons[-1] = {"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}
    codes = ", ".join(reason["Code"] for reason in reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    return _refusal(request, "TransactionCanceledException", Message=message, CancellationReasons=reasons)


def throttle(request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
    return _refusal(request, "ThrottlingException", message="Rate exceeded")


def break_down(request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
    """AWS itself is in trouble; nothing is done."""
    return _refusal(request, "InternalServerError", status=500, message="Internal server error")


def refuse(request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
    """The connection is never made."""
    raise ConnectTimeoutError(endpoint_url=request.url)


def lose_answer(request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
    """It is done, but nobody hears of it."""
    answer()
    raise ReadTimeoutError(endpoint_url=request.url)


def refuse_last_entry(request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
    """SQS takes all entries of a batch but the last."""
    body = _body(request)
    last = body["Entries"].pop()
    done: dict[str, Any] = {}
    if body["Entries"]:
        request.body = json.dumps(body).encode()
        done = json.loads(answer().content)
    failed = {"Id": last["Id"], "Code": "InternalError", "SenderFault": False}
    return _response(request, 200, {}, json.dumps({"Successful": [], **done, "Failed": [failed]}).encode())


def leave_half(request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
    """DynamoDB reads half of a batch's keys and hands back the others."""
    body = _body(request)
    left: dict[str, Any] = {}
    for table, asked in body["RequestItems"].items():
        half = len(asked["Keys"]) // 2
        if half:
            left[table] = {**asked, "Keys": asked["Keys"][half:]}
            asked["Keys"] = asked["Keys"][:half]
    request.body = json.dumps(body).encode()
    done = json.loads(answer().content)
    return _response(request, 200, {}, json.dumps({**done, "UnprocessedKeys": left}).encode())


def _operation(request: AWSPreparedRequest) -> str:
    target = request.headers.get("X-Amz-Target", "")
    name = target.decode() if isinstance(target, bytes) else target
    return name.rpartition(".")[2] or f"{request.method} {request.url.split('?')[0]}"


def _body(request: AWSPreparedRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request.body)
    return found


def _refusal(request: AWSPreparedRequest, code: str, *, status: int = 400, **more: Any) -> AWSResponse:
    is_dynamodb = "Dynamo" in str(request.headers.get("X-Amz-Target"))
    kind = "com.amazonaws.dynamodb.v20120810" if is_dynamodb else "com.amazonaws.sqs"
    return _response(request, status, {}, json.dumps({"__type": f"{kind}#{code}", **more}).encode())


def _response(request: AWSPreparedRequest, status: int, headers: dict[str, str], body: bytes) -> AWSResponse:
    return AWSResponse(request.url, status, headers, MockRawResponse(body))
