"""Numbers and messaging services of one Twilio account: found, bought, moved and given back, each call repeatable."""

import asyncio
from collections.abc import Awaitable, Iterator
from typing import Any, TypeVar

from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.errors import VendorRefused, VendorUnclear
from groundswell.extensions.service_vendors.twilio import addresses, errors
from groundswell.extensions.service_vendors.twilio.calls import GONE, asking, changing, repeatable
from groundswell.extensions.service_vendors.twilio.connection import connect

T = TypeVar("T")
TOLL_FREE = {"800", "833", "844", "855", "866", "877", "888"}
LABEL = 64
ALREADY_HERE = "21710"
NOT_HERE = "21711"
ELSEWHERE = "21712"
_PAGE = 100


class Numbers:
    """The calls of one account. Each raises VendorBusy, VendorRefused or VendorUnclear, never the SDK's errors."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client = connect(account) if all(addresses.credentials(account)) else None

    async def check_account(self) -> None:
        with asking():
            account = await self._twilio.api.accounts(self._twilio.account_sid).fetch_async()
        if str(account.status) != "active":
            raise VendorRefused(errors.ACCOUNT_BLOCKED)

    async def find_available(self, area_code: str, limit: int) -> list[str]:
        available = self._twilio.available_phone_numbers("US")
        kind = available.toll_free if area_code in TOLL_FREE else available.local
        with asking():
            found = await kind.list_async(
                area_code=int(area_code), sms_enabled=True, limit=limit, page_size=min(limit, 1000)
            )
        return [number.phone_number for number in found]

    async def buy(self, phone: str, label: str) -> str:
        with changing():
            number = await self._twilio.incoming_phone_numbers.create_async(
                phone_number=phone,
                friendly_name=label[:LABEL],
                sms_url=addresses.inbound(self._account),
                sms_method="POST",
                voice_url=addresses.voice(self._account),
                voice_method="POST",
            )
        return _id(number.sid)

    async def find_owned(self, phone: str) -> str | None:
        with asking():
            found = await self._twilio.incoming_phone_numbers.list_async(phone_number=phone, limit=20)
        return next((number.sid for number in found if number.phone_number == phone), None)

    async def release(self, vendor_number_id: str) -> None:
        with repeatable(GONE):
            await self._twilio.incoming_phone_numbers(vendor_number_id).delete_async()

    async def create_service(self, label: str) -> str:
        with changing():
            service = await self._twilio.messaging.v1.services.create_async(
                friendly_name=label[:LABEL],
                inbound_request_url=addresses.inbound(self._account),
                inbound_method="POST",
                status_callback=addresses.status(self._account),
                use_inbound_webhook_on_number=False,
                sticky_sender=False,  # we remember who knows which number, across campaigns
                area_code_geomatch=False,
            )
        return _id(service.sid)

    async def find_service(self, label: str) -> str | None:
        """The oldest of that label, so that two searches find the same one."""
        services = [one for one in await self._services() if one.friendly_name == label[:LABEL]]
        return min(services, key=lambda one: (one.date_created, one.sid)).sid if services else None

    async def _services(self) -> list[Any]:
        with asking():
            return list(await self._twilio.messaging.v1.services.list_async(page_size=_PAGE))

    async def list_in_service(self, messaging_service_id: str) -> list[str]:
        with asking():
            found = await self._service(messaging_service_id).phone_numbers.list_async(page_size=_PAGE)
        return [number.sid for number in found]

    async def add_to_service(self, messaging_service_id: str, vendor_number_id: str) -> None:
        try:
            await self._add(messaging_service_id, vendor_number_id)
        except VendorRefused as error:
            if error.code != ELSEWHERE:
                raise
            await self._remove_everywhere_but(messaging_service_id, vendor_number_id)
            await self._add(messaging_service_id, vendor_number_id)

    async def _add(self, messaging_service_id: str, vendor_number_id: str) -> None:
        pool = self._service(messaging_service_id).phone_numbers
        with repeatable(ALREADY_HERE):
            await pool.create_async(phone_number_sid=vendor_number_id)

    async def _remove_everywhere_but(self, messaging_service_id: str, vendor_number_id: str) -> None:
        """Twilio does not say in which service a number is, so each is asked to let go of it, a few at a time."""
        others = [one.sid for one in await self._services() if one.sid != messaging_service_id]
        few = asyncio.Semaphore(5)

        async def let_go(other: str) -> None:
            async with few:
                await self.remove_from_service(other, vendor_number_id)

        await _all(let_go(other) for other in others)

    async def remove_from_service(self, messaging_service_id: str, vendor_number_id: str) -> None:
        with repeatable(GONE, NOT_HERE):
            await self._service(messaging_service_id).phone_numbers(vendor_number_id).delete_async()

    async def delete_service(self, messaging_service_id: str) -> None:
        with repeatable(GONE):
            await self._service(messaging_service_id).delete_async()

    def _service(self, messaging_service_id: str) -> Any:
        return self._twilio.messaging.v1.services(messaging_service_id)

    @property
    def _twilio(self) -> Any:
        if self._client is None:
            raise VendorRefused(errors.NO_CREDENTIALS)
        return self._client


async def _all(calls: Iterator[Awaitable[None]]) -> None:
    for problem in await asyncio.gather(*calls, return_exceptions=True):
        if isinstance(problem, BaseException):
            raise problem


def _id(sid: object) -> str:
    if not isinstance(sid, str) or not sid:
        raise VendorUnclear("no id in the answer")
    return sid
