"""What a service vendor must do: send a text, own numbers, and say in our words what its webhooks mean."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from groundswell.domain.send import SendState
from groundswell.messages import Message, TextReceived


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An organization's account with the vendor. `secrets` come from SSM and are never shown."""

    organization_id: str
    secrets: Mapping[str, str]
    settings: Mapping[str, str]
    public_base_url: str
    api_base_url: str = ""  # empty: the vendor's own hosts


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


SendOutcome = Accepted | Declined | AccountBlocked | Throttled | Unclear


class VendorError(Exception):
    """A number or account call did not succeed."""


class VendorBusy(VendorError):
    """Provably not done; try again later."""


class VendorUnclear(VendorError):
    """May or may not be done: look before repeating."""


class VendorRefused(VendorError):
    """Not done, and repeating does not help. `code` is the vendor's own."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NumberGone(VendorRefused):
    """This very number cannot be had; another can."""


class BadSignature(VendorError):
    """The webhook is not provably the vendor's."""


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


class ErrorKind(StrEnum):
    """Whose fault an error is."""

    OPTED_OUT = "OPTED_OUT"  # the recipient asked for no more texts
    RECIPIENT = "RECIPIENT"  # this number cannot be texted
    LANDLINE = "LANDLINE"  # nor can any landline
    CONTENT = "CONTENT"  # the text itself
    SENDER = "SENDER"  # the number it was to come from
    SETUP = "SETUP"  # the messaging service, or what we asked for
    ACCOUNT = "ACCOUNT"  # credentials, money, registration
    THROTTLE = "THROTTLE"  # too much at once
    CARRIER = "CARRIER"  # it may work another time
    COMPLIANCE = "COMPLIANCE"  # a rule forbids it, now or altogether
    UNKNOWN = "UNKNOWN"  # no retry, no opt-out: a person should look


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAdvice:
    """A carrier's error code in plain words, and what a person can do about it."""

    code: str
    meaning: str
    advice: str
    kind: ErrorKind = ErrorKind.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """How the console introduces the vendor, and what an account needs; only secrets go to SSM."""

    display_name: str
    description: str
    secret_fields: tuple[str, ...] = ()
    optional_secret_fields: tuple[str, ...] = ()
    setting_fields: tuple[str, ...] = ()
    optional_setting_fields: tuple[str, ...] = ()


class ServiceVendor(ABC):
    """One instance per account and warm process. Number calls raise VendorBusy, VendorRefused, VendorUnclear.

    All coroutines of a process run on its one loop (groundswell.event_loop), so that connections stay open.
    """

    name: ClassVar[str]
    metadata: ClassVar[Metadata]

    def __init__(self, account: Account) -> None:
        self.account = account

    @abstractmethod
    async def send(self, text: OutboundText) -> SendOutcome:
        """Offer one text to the carrier, once."""

    @abstractmethod
    def read_webhook(self, request: WebhookRequest) -> WebhookReading:
        """Verify, then translate; BadSignature before a single field is read."""

    @abstractmethod
    async def find_texts(self, to: str, since: datetime, sender: str | None = None) -> list[FoundText]:
        """The texts to this phone that the carrier took since then, newest first; only of `sender` if given."""

    @abstractmethod
    async def fetch_text(self, vendor_message_id: str) -> FoundText | None:
        """One text as the carrier's list has it now, or None if it is not there."""

    @abstractmethod
    async def list_received(self, phone: str, since: datetime) -> list[TextReceived]:
        """The texts that came to this number of ours since then, each as its webhook would have told it."""

    @abstractmethod
    async def check_account(self) -> None:
        """VendorRefused if the credentials do not work."""

    @abstractmethod
    async def find_available_numbers(self, area_code: str, limit: int) -> list[str]:
        """At most `limit` E.164 numbers of that area code that could be bought now."""

    @abstractmethod
    async def buy_number(self, phone: str, label: str) -> str:
        """Buy exactly this number; its vendor id. Repeating is safe: a number can be bought once.

        NumberGone if somebody else has it.
        """

    @abstractmethod
    async def find_owned_number(self, phone: str) -> str | None:
        """The vendor id of a number the account owns, or None."""

    @abstractmethod
    async def release_number(self, vendor_number_id: str) -> None:
        """Give the number back for good; a number that is gone already counts as released."""

    @abstractmethod
    async def create_messaging_service(self, label: str) -> str:
        """A new sender pool whose replies and reports come to our webhooks; its vendor id."""

    @abstractmethod
    async def find_messaging_service(self, label: str) -> str | None:
        """The pool of that label, if it was created before."""

    @abstractmethod
    async def list_service_numbers(self, messaging_service_id: str) -> list[str]:
        """The vendor ids of the numbers in the pool."""

    @abstractmethod
    async def add_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        """Put the number into the pool, out of any other first; being in it already counts as done."""

    @abstractmethod
    async def remove_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        """Take the number out of the pool; not being in it counts as done."""

    @abstractmethod
    async def delete_messaging_service(self, messaging_service_id: str) -> None:
        """Delete the pool; a pool that is gone already counts as deleted."""

    @abstractmethod
    def explain(self, code: str) -> ErrorAdvice:
        """The carrier's error code in plain words."""
