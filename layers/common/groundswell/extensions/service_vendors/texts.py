"""A text on its way to a carrier, what the carrier may say to it, and a text as the carrier's own list has it."""

from dataclasses import dataclass
from datetime import datetime

from groundswell.domain.send import SendState


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundText:
    """`reference` comes back in every report; `sender`, `messaging_service_id` or both are given."""

    reference: str
    to: str
    body: str
    sender: str | None = None
    messaging_service_id: str | None = None
    valid_seconds: int | None = None  # the carrier drops it when it could not deliver it by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The carrier has it."""

    vendor_message_id: str
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The carrier has not taken it and never will. `code` is the carrier's own."""

    code: str
    opted_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBlocked:
    """The carrier has not taken it, and would take no text like it, whoever it is for.

    The account, its credentials or its set-up is at fault, not the recipient: pause the campaign and put
    the text back to READY, so that nobody is lost while a person mends it; `explain(code)` says what to mend.
    With `sender` given, only that number is at fault: texts from others may go on.
    """

    code: str
    sender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttled:
    """The carrier provably has not taken it; it may be offered again after some seconds."""

    retry_after_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The carrier may or may not have it: the answer was lost. Never send it again without a person."""

    reason: str


SendOutcome = Accepted | Declined | AccountBlocked | Throttled | Unclear


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """A text of ours in the carrier's own list. `state` is SENT, DELIVERED or FAILED, as far as it has come.

    `reference` is the one it was sent with, from carriers that show it.
    """

    vendor_message_id: str
    to: str
    body: str
    state: SendState
    created_at: datetime
    sender: str | None = None
    error_code: str | None = None
    segments: int = 0
    reference: str | None = None
