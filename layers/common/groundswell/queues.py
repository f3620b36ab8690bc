"""Typed messages go in and lie on their SQS queue afterwards; the only home of the SQS client."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config

from groundswell.messages import Message, encode
from groundswell.settings import settings

BATCH = 10


class NotQueued(Exception):
    """SQS refused some entries; the caller's own message must be retried."""


@lru_cache
def _client() -> Any:
    config = Config(retries={"mode": "standard", "max_attempts": 4}, connect_timeout=2, read_timeout=5)
    return botocore.session.get_session().create_client("sqs", config=config)


def send(message: Message, *, delay_seconds: int = 0) -> None:
    """Put one message on its queue, to be read `delay_seconds` (at most 900) from now."""
    _client().send_message(
        QueueUrl=getattr(settings(), message.queue), MessageBody=encode(message), DelaySeconds=delay_seconds
    )


def send_all(messages: Sequence[Message]) -> None:
    """Put messages of one kind on their queue, ten to a request; NotQueued if SQS refuses any."""
    for start in range(0, len(messages), BATCH):
        page = messages[start : start + BATCH]
        answer = _client().send_message_batch(
            QueueUrl=getattr(settings(), page[0].queue),
            Entries=[{"Id": str(index), "MessageBody": encode(message)} for index, message in enumerate(page)],
        )
        if answer.get("Failed"):
            raise NotQueued(", ".join(entry["Code"] for entry in answer["Failed"]))
