"""A vendor without a carrier: texts go nowhere, and magic words in them decide how they fare. For trials and tests.

A text that says `error<digits>` is declined with that code; `error21610` means opted out, `error429` busy,
`error500` an answer that was lost, `error20003` a blocked account. Everything is kept in this process's memory.
"""

import asyncio
import re
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from groundswell.domain.send import SendState
from groundswell.domain.text import segments
from groundswell.extensions.service_vendors.base import Metadata, ServiceVendor
from groundswell.extensions.service_vendors.errors import ErrorAdvice, NumberGone
from groundswell.extensions.service_vendors.fakeservice import webhook
from groundswell.extensions.service_vendors.fakeservice.advice import GONE, explain, outcome_of
from groundswell.extensions.service_vendors.fakeservice.memory import Pool, World, world
from groundswell.extensions.service_vendors.texts import Accepted, FoundText, OutboundText, SendOutcome
from groundswell.extensions.service_vendors.webhooks import WebhookReading, WebhookRequest
from groundswell.messages import TextReceived

_ERROR = re.compile(r"\berror(\d+)\b", re.IGNORECASE)


class FakeService(ServiceVendor):
    """Keeps the contract of a vendor without a network."""

    name = "fakeservice"
    metadata = Metadata(
        display_name="Fake service",
        description="For trying things out: no text leaves, no number costs money.",
        optional_secret_fields=("webhook_secret",),
        reaches_nobody=True,
    )

    async def send(self, text: OutboundText) -> SendOutcome:
        await self._call("send", text.reference)
        error = _ERROR.search(text.body)
        if error:
            return outcome_of(error[1])
        self._world.sent.append(text)
        return Accepted(
            vendor_message_id=_id("SM", text.reference, text.to), segments=segments(text.body).count
        )

    def read_webhook(self, request: WebhookRequest) -> WebhookReading:
        return webhook.read(self.account, request)

    async def find_texts(self, to: str, since: datetime, sender: str | None = None) -> list[FoundText]:
        await self._call("find_texts", to)
        sent = [text for text in reversed(self._world.sent) if text.to == to]
        return [self._found(text, since) for text in sent if sender in (None, text.sender)]

    async def fetch_text(self, vendor_message_id: str) -> FoundText | None:
        await self._call("fetch_text", vendor_message_id)
        known = {_id("SM", text.reference, text.to): text for text in self._world.sent}
        text = known.get(vendor_message_id)
        return self._found(text, datetime.min) if text else None

    async def list_received(self, phone: str, since: datetime) -> list[TextReceived]:
        await self._call("list_received", phone)
        later = [one for one in self._world.received if datetime.fromisoformat(one.received_at) >= since]
        return [one for one in later if one.to_phone == phone]

    def _found(self, text: OutboundText, created_at: datetime) -> FoundText:
        """This carrier has no clock: its texts are as old as whoever asks would have them."""
        state, error_code = self._world.fates.get(text.reference, (SendState.SENT, None))
        return FoundText(
            vendor_message_id=_id("SM", text.reference, text.to),
            to=text.to,
            sender=text.sender,
            body=text.body,
            state=state,
            error_code=error_code,
            created_at=created_at,
            segments=segments(text.body).count,
            reference=text.reference,
        )

    async def check_account(self) -> None:
        await self._call("check_account")

    async def find_available_numbers(self, area_code: str, limit: int) -> list[str]:
        await self._call("find_available_numbers", area_code, limit)
        stock = self._world.stock.get(area_code, 100)
        numbers = (f"+1{area_code}555{line:04d}" for line in range(100, 100 + stock))
        return [phone for phone in numbers if phone not in self._world.owned][:limit]

    async def buy_number(self, phone: str, label: str) -> str:
        await self._call("buy_number", phone)
        if phone in self._world.owned:
            raise NumberGone(GONE)
        self._world.owned[phone] = _id("PN", self.account.organization_id, phone)
        return self._world.owned[phone]

    async def find_owned_number(self, phone: str) -> str | None:
        await self._call("find_owned_number", phone)
        return self._world.owned.get(phone)

    async def release_number(self, vendor_number_id: str) -> None:
        await self._call("release_number", vendor_number_id)
        for phone in [phone for phone, one in self._world.owned.items() if one == vendor_number_id]:
            del self._world.owned[phone]
        self._world.take_out(vendor_number_id)

    async def create_messaging_service(self, label: str) -> str:
        await self._call("create_messaging_service", label)
        service_id = _id("MG", self.account.organization_id, label, str(len(self._world.services)))
        self._world.services[service_id] = Pool(label=label)
        return service_id

    async def find_messaging_service(self, label: str) -> str | None:
        await self._call("find_messaging_service", label)
        return next((one for one, pool in self._world.services.items() if pool.label == label), None)

    async def list_service_numbers(self, messaging_service_id: str) -> list[str]:
        await self._call("list_service_numbers", messaging_service_id)
        return list(self._world.pool(messaging_service_id).numbers)

    async def add_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        await self._call("add_number", messaging_service_id, vendor_number_id)
        pool = self._world.pool(messaging_service_id)
        self._world.take_out(vendor_number_id)
        pool.numbers.append(vendor_number_id)

    async def remove_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        await self._call("remove_number", messaging_service_id, vendor_number_id)
        if vendor_number_id in self._world.services.get(messaging_service_id, Pool("")).numbers:
            self._world.services[messaging_service_id].numbers.remove(vendor_number_id)

    async def delete_messaging_service(self, messaging_service_id: str) -> None:
        await self._call("delete_messaging_service", messaging_service_id)
        self._world.services.pop(messaging_service_id, None)

    def explain(self, code: str) -> ErrorAdvice:
        return explain(code)

    @property
    def _world(self) -> World:
        return world(self.account.organization_id)

    async def _call(self, method: str, *about: Any) -> None:
        self._world.calls.append((method, *about))
        await asyncio.sleep(self._world.seconds)
        if self._world.failures[method]:
            raise self._world.failures[method].popleft()


def _id(prefix: str, *parts: str) -> str:
    return prefix + uuid5(NAMESPACE_URL, "\n".join(parts)).hex


EXTENSION = FakeService
