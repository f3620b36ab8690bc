"""Typed messages go in and lie on their SQS queue afterwards; the only home of the SQS client."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config

from groundswell.envelopes import encode
from groundswell.messages import MESSAGES, Message
from groundswell.settings import DEAD_LETTERS, settings

BATCH = 10
QUEUES = tuple(sorted({message.queue for message in MESSAGES.values()}))
"""The settings that hold the queues' addresses."""
HIDDEN_SECONDS = 30
"""How long a dead letter that is looked at is out of everybody else's sight, if it is not put back before."""
WAIT_SECONDS = 1
"""With none at all SQS asks only some of its servers, and may miss a message."""


_LOOK = Config(
    retries={"mode": "standard", "max_attempts": 2}, connect_timeout=1, read_timeout=2, max_pool_connections=20,
    user_agent="groundswell",
)  # fmt: skip
_COUNTED = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


class NotQueued(Exception):
    """SQS refused some entries; the caller's own message must be retried."""


@lru_cache
def _client() -> Any:
    config = Config(
        retries={"mode": "standard", "max_attempts": 4}, connect_timeout=2, read_timeout=5,
        user_agent="groundswell",  # botocore's own is put together anew for each request: 0.3 ms
    )  # fmt: skip
    return botocore.session.get_session().create_client("sqs", config=config)


@lru_cache
def _looker() -> Any:
    """For people who wait for the answer: it gives up sooner, and asks several queues at the same time."""
    return botocore.session.get_session().create_client("sqs", config=_LOOK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """Messages that wait, are being worked on, are to be read later, and were given up on; SQS counts roughly."""

    waiting: int
    in_flight: int
    delayed: int
    dead: int


def depth(queue: str) -> Depth:
    """How full the queue of that setting is."""
    url = getattr(settings(), queue)
    waiting, in_flight, delayed = _counts(url)
    return Depth(waiting=waiting, in_flight=in_flight, delayed=delayed, dead=sum(_counts(url + DEAD_LETTERS)))


def _counts(url: str) -> list[int]:
    told = _looker().get_queue_attributes(QueueUrl=url, AttributeNames=list(_COUNTED))["Attributes"]
    return [int(told.get(name, 0)) for name in _COUNTED]


def send(message: Message, *, delay_seconds: int = 0) -> None:
    """Put one message on its queue, to be read `delay_seconds` (at most 900) from now."""
    _client().send_message(
        QueueUrl=getattr(settings(), message.queue), MessageBody=encode(message), DelaySeconds=delay_seconds
    )


def send_all(messages: Sequence[Message], *, delay_seconds: int = 0) -> None:
    """Put messages for one queue on it, ten to a request; NotQueued if SQS refuses any."""
    for start in range(0, len(messages), BATCH):
        page = messages[start : start + BATCH]
        answer = _client().send_message_batch(
            QueueUrl=getattr(settings(), page[0].queue),
            Entries=[
                {"Id": str(index), "MessageBody": encode(message), "DelaySeconds": delay_seconds}
                for index, message in enumerate(page)
            ],
        )
        if answer.get("Failed"):
            raise NotQueued(", ".join(entry["Code"] for entry in answer["Failed"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message that its consumer gave up on; `queue` is the setting of the queue that it came from."""

    queue: str
    message_id: str
    receipt: str
    body: str
    sent_at: datetime
    received_at: datetime
    receive_count: int


def take_dead(queue: str, *, seconds: float) -> list[DeadLetter]:
    """The dead letters of one queue, as many as can be read in that time; hidden until they are put back."""
    found: dict[str, DeadLetter] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = _client().receive_message(
            QueueUrl=getattr(settings(), queue) + DEAD_LETTERS,
            MaxNumberOfMessages=BATCH,
            VisibilityTimeout=HIDDEN_SECONDS,
            WaitTimeSeconds=WAIT_SECONDS,
            AttributeNames=["SentTimestamp", "ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount"],
        )
        page = [_dead_letter(queue, one) for one in answer.get("Messages", [])]
        if not page:
            break
        found |= {letter.message_id: letter for letter in page}
    return list(found.values())


def _dead_letter(queue: str, message: dict[str, Any]) -> DeadLetter:
    told = message["Attributes"]
    return DeadLetter(
        queue=queue,
        message_id=message["MessageId"],
        receipt=message["ReceiptHandle"],
        body=message["Body"],
        sent_at=_moment(told["SentTimestamp"]),
        received_at=_moment(told.get("ApproximateFirstReceiveTimestamp") or told["SentTimestamp"]),
        receive_count=int(told.get("ApproximateReceiveCount", 1)),
    )


def _moment(milliseconds: str) -> datetime:
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)


def put_back(letters: Sequence[DeadLetter]) -> None:
    """Let others see the dead letters again at once; those that are gone meanwhile do not matter."""
    for queue in {letter.queue for letter in letters}:
        of_queue = [letter for letter in letters if letter.queue == queue]
        for start in range(0, len(of_queue), BATCH):
            _client().change_message_visibility_batch(
                QueueUrl=getattr(settings(), queue) + DEAD_LETTERS,
                Entries=[
                    {"Id": str(index), "ReceiptHandle": letter.receipt, "VisibilityTimeout": 0}
                    for index, letter in enumerate(of_queue[start : start + BATCH])
                ],
            )


def replay(letter: DeadLetter) -> None:
    """Put the message on its queue again, then take it from the dead letters: twice is harmless, never is not."""
    url = getattr(settings(), letter.queue)
    _client().send_message(QueueUrl=url, MessageBody=letter.body)
    _client().delete_message(QueueUrl=url + DEAD_LETTERS, ReceiptHandle=letter.receipt)
