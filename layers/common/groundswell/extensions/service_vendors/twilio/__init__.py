"""Twilio: texts through its Programmable Messaging, numbers and messaging services; its webhooks in our words.

This module is cheap to import: a webhook loads only the signature check, a send only the SDK.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from groundswell.extensions.service_vendors.base import Account, Metadata, ServiceVendor
from groundswell.extensions.service_vendors.errors import ErrorAdvice
from groundswell.extensions.service_vendors.texts import FoundText, OutboundText, SendOutcome
from groundswell.extensions.service_vendors.webhooks import WebhookReading, WebhookRequest
from groundswell.messages import TextReceived

if TYPE_CHECKING:
    from groundswell.extensions.service_vendors.twilio.message_log import MessageLog
    from groundswell.extensions.service_vendors.twilio.numbers import Numbers
    from groundswell.extensions.service_vendors.twilio.send import Sender


class Twilio(ServiceVendor):
    """An organization's Twilio account."""

    name = "twilio"
    metadata = Metadata(
        display_name="Twilio",
        description="Texts through Twilio's Programmable Messaging. Every text and every number costs money.",
        secret_fields=("account_sid", "auth_token"),
        optional_secret_fields=("webhook_shared_key",),
        optional_setting_fields=("voice_message",),
    )

    def __init__(self, account: Account) -> None:
        super().__init__(account)
        self._sender: Sender | None = None
        self._number_calls: Numbers | None = None
        self._message_log: MessageLog | None = None

    async def send(self, text: OutboundText) -> SendOutcome:
        if self._sender is None:
            from groundswell.extensions.service_vendors.twilio.send import Sender

            self._sender = Sender(self.account)
        return await self._sender.send(text)

    def read_webhook(self, request: WebhookRequest) -> WebhookReading:
        from groundswell.extensions.service_vendors.twilio.webhook import read

        return read(self.account, request)

    def explain(self, code: str) -> ErrorAdvice:
        from groundswell.extensions.service_vendors.twilio.errors import explain

        return explain(code)

    async def find_texts(self, to: str, since: datetime, sender: str | None = None) -> list[FoundText]:
        return await self._log.find_texts(to, since, sender)

    async def fetch_text(self, vendor_message_id: str) -> FoundText | None:
        return await self._log.fetch_text(vendor_message_id)

    async def list_received(self, phone: str, since: datetime) -> list[TextReceived]:
        return await self._log.list_received(phone, since)

    async def check_account(self) -> None:
        await self._numbers.check_account()

    async def find_available_numbers(self, area_code: str, limit: int) -> list[str]:
        return await self._numbers.find_available(area_code, limit)

    async def buy_number(self, phone: str, label: str) -> str:
        return await self._numbers.buy(phone, label)

    async def find_owned_number(self, phone: str) -> str | None:
        return await self._numbers.find_owned(phone)

    async def release_number(self, vendor_number_id: str) -> None:
        await self._numbers.release(vendor_number_id)

    async def create_messaging_service(self, label: str) -> str:
        return await self._numbers.create_service(label)

    async def find_messaging_service(self, label: str) -> str | None:
        return await self._numbers.find_service(label)

    async def list_service_numbers(self, messaging_service_id: str) -> list[str]:
        return await self._numbers.list_in_service(messaging_service_id)

    async def add_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        await self._numbers.add_to_service(messaging_service_id, vendor_number_id)

    async def remove_number(self, messaging_service_id: str, vendor_number_id: str) -> None:
        await self._numbers.remove_from_service(messaging_service_id, vendor_number_id)

    async def delete_messaging_service(self, messaging_service_id: str) -> None:
        await self._numbers.delete_service(messaging_service_id)

    @property
    def _log(self) -> "MessageLog":
        if self._message_log is None:
            from groundswell.extensions.service_vendors.twilio.message_log import MessageLog

            self._message_log = MessageLog(self.account)
        return self._message_log

    @property
    def _numbers(self) -> "Numbers":
        if self._number_calls is None:
            from groundswell.extensions.service_vendors.twilio.numbers import Numbers

            self._number_calls = Numbers(self.account)
        return self._number_calls


EXTENSION = Twilio
