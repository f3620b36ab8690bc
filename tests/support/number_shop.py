"""A carrier in memory, with latency, scripted failures and a count of what was asked of it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from groundswell.extensions.service_vendors.base import Account, Metadata, ServiceVendor
from groundswell.extensions.service_vendors.errors import ErrorAdvice, NumberGone, VendorRefused
from groundswell.extensions.service_vendors.texts import FoundText, SendOutcome
from groundswell.extensions.service_vendors.texts import OutboundText as Text
from groundswell.extensions.service_vendors.webhooks import WebhookReading, WebhookRequest
from groundswell.messages import TextReceived
from groundswell.usecases import open_vendor
from tests.support.build import ORGANIZATION


@dataclass
class Fault:
    """Raised at the given call of an operation, before it is done or after (an answer that was lost)."""

    error: Exception
    after: bool = False


@dataclass
class Shop:
    """What the carrier has; it outlives every process of ours."""

    for_sale: dict[str, list[str]] = field(default_factory=dict)
    owned: dict[str, str] = field(default_factory=dict)  # phone -> number id
    services: dict[str, str] = field(default_factory=dict)  # service id -> label
    members: dict[str, str] = field(default_factory=dict)  # number id -> service id
    purchases: list[str] = field(default_factory=list)
    services_made: int = 0


class FakeCarrier(ServiceVendor):
    name = "fakeservice"
    metadata = Metadata(display_name="Fake carrier", description="In memory")

    def __init__(self, latency: float = 0.0) -> None:
        super().__init__(Account(organization_id=ORGANIZATION, secrets={}, settings={}, public_base_url=""))
        self.shop = Shop()
        self.latency = latency
        self.calls: Counter[str] = Counter()
        self.faults: dict[str, list[Fault | None]] = {}
        self.at_once = self.most_at_once = 0
        self.on_call: Callable[[str], None] = lambda moment: None
        self.hidden: set[str] = set()  # owned, but the list does not show it yet

    def use(self) -> "FakeCarrier":
        open_vendor._open[ORGANIZATION] = (float("inf"), self)
        return self

    def fail(self, operation: str, *faults: Fault | None) -> None:
        """Script the next calls of one operation; None lets one pass."""
        self.faults.setdefault(operation, []).extend(faults)

    def offer(self, area_code: str, count: int) -> list[str]:
        phones = [f"+1{area_code}555{index:04d}" for index in range(count)]
        self.shop.for_sale[area_code] = list(phones)
        return phones

    async def _call(self, operation: str) -> Fault | None:
        self.calls[operation] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.latency)
        finally:
            self.at_once -= 1
        script = self.faults.get(operation)
        fault = script.pop(0) if script else None
        if fault is not None and not fault.after:
            raise fault.error
        self.on_call(f"before {operation}")
        return fault

    def _answer(self, operation: str, fault: Fault | None) -> None:
        self.on_call(f"after {operation}")
        if fault is not None:
            raise fault.error

    async def send(self, text: Text) -> SendOutcome:
        raise AssertionError("no text is sent here")

    def read_webhook(self, request: WebhookRequest) -> WebhookReading:
        raise AssertionError("no webhook comes here")

    async def find_texts(self, to: str, since: datetime, sender: str | None = None) -> list[FoundText]:
        raise AssertionError("no text is looked for here")

    async def fetch_text(self, vendor_message_id: str) -> FoundText | None:
        raise AssertionError("no text is looked for here")

    async def list_received(self, phone: str, since: datetime) -> list[TextReceived]:
        raise AssertionError("no text comes here")

    async def check_account(self) -> None:
        self._answer("check_account", await self._call("check_account"))

    async def find_available_numbers(self, area_code: str, limit: int) -> list[str]:
        fault = await self._call("find_available_numbers")
        found = self.shop.for_sale.get(area_code, [])[:limit]
        self._answer("find_available_numbers", fault)
        return found

    async def buy_number(self, phone: str, label: str) -> str:
        fault = await self._call("buy_number")
        stock = self.shop.for_sale.get(phone[2:5], [])
        if phone not in stock or phone in self.shop.owned:
            raise NumberGone("21422")
        stock.remove(phone)
        self.shop.owned[phone] = f"PN{phone[1:]}"
        self.shop.purchases.append(phone)
        self._answer("buy_number", fault)
        return self.shop.owned[phone]

    async def find_owned_number(self, phone: str) -> str | None:
        fault = await self._call("find_owned_number")
        self._answer("find_owned_number", fault)
        return None if phone in self.hidden else self.shop.owned.get(phone)

    async def release_number(self, vendor_number_id: str) -> None:
        fault = await self._call("release_number")
        self.shop.owned = {phone: one for phone, one in self.shop.owned.items() if one != vendor_number_id}
        self._answer("release_number", fault)

    async def create_messaging_service(self, label: str) -> str:
        fault = await self._call("create_messaging_service")
        self.shop.services_made += 1
        service_id = f"MG{self.shop.services_made}"
        self.shop.services[service_id] = label
        self._answer("create_messaging_service", fault)
        return service_id

    async def find_messaging_service(self, label: str) -> str | None:
        fault = await self._call("find_messaging_service")
        self._answer("find_messaging_service", fault)
        return next((one for one, its in self.shop.services.items() if its == label), None)

    async def list_service_numbers(self, messaging_service_id: str) -> list[str]:
        return [one for one, service in self.shop.members.items() if service == messaging_service_id]

    async def add_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        fault = await self._call("add_number")
        if messaging_service_id not in self.shop.services:
            raise VendorRefused("20404")
        self.shop.members[vendor_number_id] = messaging_service_id
        self._answer("add_number", fault)

    async def remove_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        fault = await self._call("remove_number")
        if self.shop.members.get(vendor_number_id) == messaging_service_id:
            del self.shop.members[vendor_number_id]
        self._answer("remove_number", fault)

    async def delete_messaging_service(self, messaging_service_id: str) -> None:
        fault = await self._call("delete_messaging_service")
        self.shop.services.pop(messaging_service_id, None)
        for number_id in [one for one, its in self.shop.members.items() if its == messaging_service_id]:
            del self.shop.members[number_id]
        self._answer("delete_messaging_service", fault)

    def explain(self, code: str) -> ErrorAdvice:
        meanings = {"21714": ("The messaging service is full.", "Use fewer numbers.")}
        meaning, advice = meanings.get(code, ("Something is wrong.", "Ask the carrier."))
        return ErrorAdvice(code=code, meaning=meaning, advice=advice)
