"""SQS: messages are sent, received for a while, and deleted; what comes too often goes to a dead-letter queue."""

import heapq
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID

from local.cloud.answers import Refused
from local.cloud.definitions import queues
from local.cloud.meter import Meter

Json = dict[str, Any]
CHUNK = 64 * 1024
VISIBILITY_SECONDS = 180.0
MOST_RECEIVES = 5


class Queue:
    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}
        self.received: dict[str, int] = {}
        self.dead: list[str] = []
        self._waiting: list[tuple[float, int, str]] = []
        self._turn: dict[str, int] = {}  # the entry in the heap that counts for a message

    def put(self, message_id: str, body: str, at: float, turn: int) -> None:
        self.bodies[message_id] = body
        self._lay(message_id, at, turn)

    def _lay(self, message_id: str, at: float, turn: int) -> None:
        self._turn[message_id] = turn
        heapq.heappush(self._waiting, (at, turn, message_id))

    def take(self, most: int, now: float, hidden_until: float, turns: Callable[[], int]) -> list[str]:
        """Ids of messages that are visible now; they come again later unless they are deleted."""
        taken: list[str] = []
        while self._waiting and self._waiting[0][0] <= now and len(taken) < most:
            _, turn, message_id = heapq.heappop(self._waiting)
            if self._turn.get(message_id) != turn:
                continue
            if self.received.get(message_id, 0) >= MOST_RECEIVES:
                self.dead.append(self.bodies[message_id])
                self.delete(message_id)
                continue
            self.received[message_id] = self.received.get(message_id, 0) + 1
            self._lay(message_id, hidden_until, turns())
            taken.append(message_id)
        return taken

    def give_back(self, message_id: str, at: float, turn: int) -> None:
        """As if it had never been taken."""
        self.received[message_id] -= 1
        self._lay(message_id, at, turn)

    def show(self, message_id: str, at: float, turn: int) -> None:
        if message_id in self.bodies:
            self._lay(message_id, at, turn)

    def delete(self, message_id: str) -> None:
        for book in (self.bodies, self.received, self._turn):
            book.pop(message_id, None)

    def next_at(self) -> float | None:
        """When the next message becomes visible."""
        while self._waiting and self._turn.get(self._waiting[0][2]) != self._waiting[0][1]:
            heapq.heappop(self._waiting)
        return self._waiting[0][0] if self._waiting else None


class Sqs:
    service = "com.amazonaws.sqs"

    def __init__(self, meter: Meter, now: Callable[[], float]) -> None:
        self.meter, self._now = meter, now
        self.queues = {name: Queue() for name in queues()}
        self._numbers = count(1)
        self._operations: dict[str, Callable[[str, Json], Json]] = {
            "SendMessage": self._send,
            "SendMessageBatch": self._send_batch,
            "ReceiveMessage": self._receive,
            "DeleteMessage": self._delete,
            "DeleteMessageBatch": self._delete_batch,
            "ChangeMessageVisibility": self._change,
        }

    def answer(self, operation: str, request: Json) -> Json:
        name = request["QueueUrl"].rpartition("/")[2]
        if name not in self.queues:
            raise Refused("QueueDoesNotExist", f"no queue {name}")
        if operation not in self._operations:
            raise Refused("UnsupportedOperation", f"{operation} is not offered here")
        return self._operations[operation](name, request)

    def turn(self) -> int:
        return next(self._numbers)

    def _put(self, name: str, request: Json) -> Json:
        number = self.turn()
        message_id = str(UUID(int=number))
        delay = float(request.get("DelaySeconds") or 0)
        self.queues[name].put(message_id, request["MessageBody"], self._now() + delay, number)
        return {"MessageId": message_id, "MD5OfMessageBody": ""}

    def _bill(self, name: str, size: int) -> None:
        self.meter.sqs[name] += max(1, -(-size // CHUNK))

    def _send(self, name: str, request: Json) -> Json:
        self._bill(name, len(request["MessageBody"]))
        return self._put(name, request)

    def _send_batch(self, name: str, request: Json) -> Json:
        if len(request["Entries"]) > 10:
            raise Refused("TooManyEntriesInBatchRequest", "at most ten entries in a batch")
        self._bill(name, sum(len(entry["MessageBody"]) for entry in request["Entries"]))
        return {
            "Successful": [{"Id": entry["Id"], **self._put(name, entry)} for entry in request["Entries"]],
            "Failed": [],
        }

    def _receive(self, name: str, request: Json) -> Json:
        queue, now = self.queues[name], self._now()
        hidden = now + float(request.get("VisibilityTimeout", VISIBILITY_SECONDS))
        ids = queue.take(min(int(request.get("MaxNumberOfMessages", 1)), 10), now, hidden, self.turn)
        self._bill(name, sum(len(queue.bodies[one]) for one in ids))
        return {"Messages": [_message(queue, one) for one in ids]} if ids else {}

    def _delete(self, name: str, request: Json) -> Json:
        self._bill(name, 0)
        self.queues[name].delete(request["ReceiptHandle"])
        return {}

    def _delete_batch(self, name: str, request: Json) -> Json:
        self._bill(name, 0)
        for entry in request["Entries"]:
            self.queues[name].delete(entry["ReceiptHandle"])
        return {"Successful": [{"Id": entry["Id"]} for entry in request["Entries"]], "Failed": []}

    def _change(self, name: str, request: Json) -> Json:
        self._bill(name, 0)
        self.queues[name].show(
            request["ReceiptHandle"], self._now() + float(request["VisibilityTimeout"]), self.turn()
        )
        return {}


def _message(queue: Queue, message_id: str) -> Json:
    received = str(queue.received[message_id])
    return {
        "MessageId": message_id,
        "ReceiptHandle": message_id,
        "Body": queue.bodies[message_id],
        "Attributes": {"ApproximateReceiveCount": received},
    }
