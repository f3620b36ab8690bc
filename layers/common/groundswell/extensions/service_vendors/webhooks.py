"""A carrier's webhook as it came, what it means in our words, and what to answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from groundswell.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRequest:
    """An HTTP request as it came.

    `path` is without the host, `query` raw as it was sent, `body` decoded from base64; header names are in
    any case; `received_at` is an ISO time, because extensions have no clock.
    """

    organization_id: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str
    received_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to answer the vendor."""

    status: int = 204
    content_type: str = "text/plain"
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookReading:
    """What a webhook means: messages in our words (none for what does not matter) and the answer."""

    events: tuple[Message, ...]
    reply: Reply
