"""Twilio's resources as the simulator keeps them: plain records, no behaviour beyond their own fields."""

from dataclasses import dataclass, field
from typing import Any

MAGIC_SENDER = "+15005550006"
FINAL = frozenset({"delivered", "undelivered", "failed", "canceled", "received"})


@dataclass(slots=True, kw_only=True)
class Account:
    sid: str
    auth_token: str
    friendly_name: str
    created: float
    api_keys: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Number:
    """An owned number; `settings` holds its URLs and names in Twilio's JSON spelling."""

    sid: str
    account: str
    phone: str
    service: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    created: float
    updated: float
    joined: float = 0.0


@dataclass(slots=True, kw_only=True)
class Service:
    """A Messaging Service; `pool` holds the sids of its numbers in the order they joined."""

    sid: str
    account: str
    settings: dict[str, Any] = field(default_factory=dict)
    pool: list[str] = field(default_factory=list)
    created: float
    updated: float


@dataclass(slots=True, kw_only=True)
class Message:
    """A text in either direction; `kind` is api, auto_reply, twiml_reply or inbound."""

    sid: str
    seq: int
    account: str
    to: str
    sender: str
    body: str
    service: str = ""
    status: str
    error_code: int | None = None
    ref: str = ""
    kind: str = "api"
    direction: str = "outbound-api"
    created: float
    updated: float
    sent: float | None = None
    send_at: float | None = None
    segments: int = 1
    media: list[str] = field(default_factory=list)
    callback: str = ""
    price: str | None = None
    validity: int = 36000
    hidden: bool = False
    vendor: str = "twilio"


@dataclass(slots=True, kw_only=True)
class Mark:
    """Something that is true of a pair: a block after STOP, or the sender a recipient is used to."""

    value: str
