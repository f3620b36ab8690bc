"""What a service vendor must do: send a text, own numbers, and say in our words what its webhooks mean."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from groundswell.extensions.service_vendors.errors import ErrorAdvice
from groundswell.extensions.service_vendors.texts import FoundText, OutboundText, SendOutcome
from groundswell.extensions.service_vendors.webhooks import WebhookReading, WebhookRequest
from groundswell.messages import TextReceived


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An organization's account with the vendor. `secrets` come from SSM and are never shown."""

    organization_id: str
    secrets: Mapping[str, str]
    settings: Mapping[str, str]
    public_base_url: str
    api_base_url: str = ""  # empty: the vendor's own hosts


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """How the console introduces the vendor, and what an account needs; only secrets go to SSM.

    `reaches_nobody` says that its texts leave for no phone, wherever it runs.
    """

    display_name: str
    description: str
    secret_fields: tuple[str, ...] = ()
    optional_secret_fields: tuple[str, ...] = ()
    setting_fields: tuple[str, ...] = ()
    optional_setting_fields: tuple[str, ...] = ()
    reaches_nobody: bool = False


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
