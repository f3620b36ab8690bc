"""What a service vendor must do: send a text, own numbers, and say in our words what its webhooks mean."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from groundswell.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An organization's account with the vendor. `secrets` come from SSM and never leave in an answer or a log."""

    organization_id: str
    secrets: Mapping[str, str]
    settings: Mapping[str, str]
    public_base_url: str
    api_base_url: str = ""  # empty: the vendor's own hosts


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundText:
    """`reference` comes back in every report; at least one of `sender` and `messaging_service_id` is given."""

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
class Throttled:
    """The carrier provably has not taken it; it may be offered again after some seconds."""

    retry_after_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The carrier may or may not have it: the answer was lost. Never send it again without a person."""

    reason: str


SendOutcome = Accepted | Declined | Throttled | Unclear


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


class BadSignature(VendorError):
    """The webhook is not provably the vendor's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRequest:
    """An HTTP request as it came: `path` without host, `query` raw, header names in lower case, `body` decoded from base64."""

    organization_id: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAdvice:
    """A carrier's error code in plain words, and what a person can do about it."""

    code: str
    meaning: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """How the console introduces the vendor; `secret_fields` are what an account needs besides its settings."""

    display_name: str
    description: str
    secret_fields: tuple[str, ...] = ()


class ServiceVendor(ABC):
    """One instance per account and warm process. Number calls raise VendorBusy, VendorRefused or VendorUnclear."""

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
    async def check_account(self) -> None:
        """VendorRefused if the credentials do not work."""

    @abstractmethod
    async def find_available_numbers(self, area_code: str, limit: int) -> list[str]:
        """At most `limit` E.164 numbers of that area code that could be bought now."""

    @abstractmethod
    async def buy_number(self, phone: str, label: str) -> str:
        """Buy exactly this number; its vendor id. Repeating is safe: a number can be bought once."""

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
    async def add_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        """Put the number into the pool; being in it already counts as done."""

    @abstractmethod
    async def remove_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        """Take the number out of the pool; not being in it counts as done."""

    @abstractmethod
    async def delete_messaging_service(self, messaging_service_id: str) -> None:
        """Delete the pool; a pool that is gone already counts as deleted."""

    @abstractmethod
    def explain(self, code: str) -> ErrorAdvice:
        """The carrier's error code in plain words."""
