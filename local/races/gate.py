"""Every request passes here as DynamoDB has it, transactions take their time and may meet; and opt-outs are forced."""

import json
import random
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ReadTimeoutError

from local.cloud import transactions
from local.cloud.cloud import Cloud
from local.cloud.plug import operation_of
from local.races.moments import Moment
from local.races.requests import claimed_in, opts_out, read_in
from local.storm.virtual_time import VirtualTime
from local.storm.weather import SINGLE_WRITES, refusal

Answer = Callable[[], AWSResponse]
Force = Callable[[Moment, list[str]], "Opposed | None"]
PATIENCE = 5.0
"""Seconds of real time that one side waits for the other."""
WORK = 0.0001
"""How long a transaction is under way, in real time."""
TRANSACTION, CONFLICT = "TransactWriteItems", "TransactionConflict"
OFTEN = 0.1
"""The share of the opt-outs' own transactions that meet an injected conflict first."""
Item = tuple[str, Any]


class Opposed:
    """Opt-outs under way beside the worker: ready when all hold their items or have met the claim; `go`: may end."""

    def __init__(self, jobs: int) -> None:
        self._jobs, self._lock = jobs, threading.Condition()
        self.go = threading.Event()
        self.join: Callable[[], None] = lambda: None

    def arrive(self) -> None:
        with self._lock:
            self._jobs -= 1
            self._lock.notify_all()

    def wait_until_ready(self) -> None:
        with self._lock:
            self._lock.wait_for(lambda: self._jobs <= 0, PATIENCE)


class Side(threading.local):
    """Which side this thread is on: the worker's, unless it says which opt-out it is."""

    moment: Moment | None = None
    opposed: Opposed | None = None


class Gate:
    """`force` lets the opt-outs of a moment happen: at once, or beside the worker for the moments that meet.

    `has_left` tells whose opt-out is committed.
    """

    def __init__(self, cloud: Cloud, virtual: VirtualTime, seed: int) -> None:
        self.cloud, self._virtual = cloud, virtual
        self.side, self.force, self.open = Side(), _nobody, False
        self.has_left: Callable[[str], bool] = lambda phone: False
        self.passes, self.conflicts, self.injected = 0, 0, 0
        self._dice = random.Random(seed)
        self._under_way: dict[Item, int] = {}
        self._books = threading.Condition(threading.RLock())

    def __call__(self, request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
        operation = operation_of(request)
        if self.side.moment is not None:
            return self._opt_outs(operation, request, answer)
        self._virtual.pass_by(0.001)
        with self._books:
            self.passes += 1
            self._books.notify_all()
        if not self.open:
            return self._pass(operation, request, answer)
        body = json.loads(request.body) if operation in ("Query", "BatchGetItem", TRANSACTION) else {}
        if operation == TRANSACTION and (phones := claimed_in(body)):
            return self._claim(phones, body, request, answer)
        if operation == "Query" and body["TableName"] == "sends":
            self.force(Moment.BEFORE_PAGE, [body["ExpressionAttributeValues"][":shard"]["S"]])
        if operation == "BatchGetItem" and (phones := read_in(body)):
            self.force(Moment.BEFORE_RECIPIENTS, phones)
        return self._pass(operation, request, answer)

    def wait_for_pass(self, number: int) -> None:
        with self._books:
            self._books.wait_for(lambda: self.passes >= number or not self.open, PATIENCE)

    def _claim(
        self, phones: list[str], body: Any, request: AWSPreparedRequest, answer: Answer
    ) -> AWSResponse:
        """One attempt of the claim; each kind of meeting gets an attempt of its own, until nobody is left to meet."""
        items = self._items(body)
        self.force(Moment.BEFORE_CLAIM, phones)
        if self.force(Moment.IN_PAUSE, phones):
            return self._conflict(request, items, items[-1:])
        if holding := self.force(Moment.HOLDING, phones):
            holding.wait_until_ready()
            met = self._met(items)
            holding.go.set()
            holding.join()
            return self._conflict(request, items, met) if met else self._transact(items, request, answer)
        lost = any(
            self.has_left(phone) for phone in phones
        )  # it will be refused, and come again without them
        beside = None if lost else partial(self.force, Moment.MEETING, phones)
        response = self._transact(items, request, answer, beside)
        if response.status_code == 200:
            if self.force(Moment.ANSWER_LOST, phones):
                raise ReadTimeoutError(endpoint_url=request.url)
            self.force(Moment.AFTER_CLAIM, phones)
        return response

    def _opt_outs(self, operation: str, request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
        if operation != TRANSACTION or not opts_out(body := json.loads(request.body)):
            return self._pass(operation, request, answer)
        items, opposed = self._items(body), self.side.opposed
        if opposed and self.side.moment is Moment.HOLDING:
            self.side.opposed = None
            return self._transact(items, request, answer, partial(_hold, opposed))
        if opposed and self._met(items):
            self.side.opposed = None
            opposed.arrive()
        elif self._dice.random() < OFTEN:
            self.injected += 1
            return self._conflict(request, items, items[-1:])
        return self._transact(items, request, answer)

    def _pass(self, operation: str, request: AWSPreparedRequest, answer: Answer) -> AWSResponse:
        if operation == TRANSACTION:
            return self._transact(self._items(json.loads(request.body)), request, answer)
        if operation in SINGLE_WRITES:
            body = json.loads(request.body)
            table = self.cloud.dynamodb.tables.of(body)
            item = (table.name, table.key_of(body.get("Item") or body["Key"]))
            with self._books:
                if self._met([item]):
                    self._wait_for([item])
                    return refusal(request, "TransactionConflictException")
                return answer()
        with self._books:
            return answer()

    def _transact(
        self, items: list[Item], request: AWSPreparedRequest, answer: Answer,
        beside: Callable[[], Opposed | None] | None = None,
    ) -> AWSResponse:  # fmt: skip
        """The items are its own from its beginning to its end; whoever else names one of them meets a conflict."""
        with self._books:
            if met := self._met(items):
                self._wait_for(items)
                return self._conflict(request, items, met)
            self._under_way.update(dict.fromkeys(items, threading.get_ident()))
        try:
            opposed = beside() if beside else None
            if opposed:
                opposed.wait_until_ready()
            time.sleep(WORK)
            with self._books:
                response = answer()
        finally:
            with self._books:
                for item in items:
                    del self._under_way[item]
                self._books.notify_all()
        if opposed:
            opposed.go.set()
            opposed.join()
        return response

    def _items(self, body: Any) -> list[Item]:
        operations = [
            transactions.operation_of(self.cloud.dynamodb.tables, one) for one in body["TransactItems"]
        ]
        return [(table.name, key) for _, _, table, key in operations]

    def _met(self, items: list[Item]) -> list[Item]:
        with self._books:
            return [item for item in items if item in self._under_way]

    def _wait_for(self, items: list[Item]) -> None:
        """The jitter before the next attempt, as long as it takes."""
        self._books.wait_for(lambda: not self._met(items), PATIENCE)

    def _conflict(self, request: AWSPreparedRequest, items: list[Item], met: list[Item]) -> AWSResponse:
        self.conflicts += 1
        reasons: list[dict[str, Any]] = [
            {"Code": CONFLICT, "Message": "Transaction is ongoing for the item"}
            if item in met
            else {"Code": "None"}
            for item in items
        ]
        codes = ", ".join(reason["Code"] for reason in reasons)
        message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
        return refusal(request, "TransactionCanceledException", message=message, CancellationReasons=reasons)


def _nobody(moment: Moment, phones: list[str]) -> Opposed | None:
    return None


def _hold(opposed: Opposed) -> None:
    opposed.arrive()
    opposed.go.wait(PATIENCE)
