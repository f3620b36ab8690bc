"""Twilio's own list of messages: what we asked it to send, and what came to our numbers, as it has them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from groundswell.domain.identity import derived_id
from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.errors import VendorRefused
from groundswell.extensions.service_vendors.texts import FoundText
from groundswell.extensions.service_vendors.twilio import addresses, errors
from groundswell.extensions.service_vendors.twilio.calls import GONE, asking
from groundswell.extensions.service_vendors.twilio.connection import connect
from groundswell.extensions.service_vendors.twilio.webhook import STATES, media
from groundswell.messages import TextReceived

MOST_TEXTS = 300
"""No phone gets that many texts of one account in the time that is looked at."""
MOST_RECEIVED = 2_000
"""To one number in one look; a list that never ends must not hold up the others."""
_PAGE = 100
_MISORDERED = timedelta(hours=10)
"""The list goes by the time of sending, and a text may wait as long as that before it is sent."""
_TRIAL = "Sent from your Twilio trial account - "
"""What Twilio puts before every text of an account that has not been paid for."""


class MessageLog:
    """The questions to one account's list. Each raises VendorBusy or VendorRefused, never the SDK's errors."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client = connect(account) if all(addresses.credentials(account)) else None

    async def find_texts(self, to: str, since: datetime, sender: str | None) -> list[FoundText]:
        """Asked without a date: Twilio's filter goes by the time of sending, and hides what is not sent yet."""
        wanted = {"to": to} if sender is None else {"to": to, "from_": sender}
        found: list[FoundText] = []
        with asking():
            listed = await self._messages.stream_async(**wanted, limit=MOST_TEXTS, page_size=_PAGE)
            async for message in listed:
                created_at = message.date_created
                if created_at is not None and created_at < since - _MISORDERED:
                    break
                if created_at is not None and created_at >= since and _is_ours(message):
                    found.append(_found(message))
        return found

    async def fetch_text(self, vendor_message_id: str) -> FoundText | None:
        try:
            with asking():
                message = await self._twilio.messages(vendor_message_id).fetch_async()
        except VendorRefused as error:
            if error.code != GONE:
                raise
            return None
        return _found(message)

    async def list_received(self, phone: str, since: datetime) -> list[TextReceived]:
        # The SDK writes a moment down without looking at its zone.
        after = since.astimezone(UTC)
        with asking():
            listed = await self._messages.stream_async(
                to=phone, date_sent_after=after, limit=MOST_RECEIVED, page_size=_PAGE
            )
            return [
                self._received(message) async for message in listed if str(message.direction) == "inbound"
            ]

    def _received(self, message: Any) -> TextReceived:
        organization_id = self._account.organization_id
        received_at: datetime = message.date_created or message.date_sent
        return TextReceived(
            organization_id=organization_id,
            message_id=derived_id(organization_id, "text", message.sid),
            vendor="twilio",
            vendor_message_id=message.sid,
            from_phone=message.from_,
            to_phone=message.to,
            text=(message.body or "").replace("\0", "") or media(message.num_media or ""),
            received_at=received_at.isoformat(),
        )

    @property
    def _messages(self) -> Any:
        return self._twilio.messages

    @property
    def _twilio(self) -> Any:
        if self._client is None:
            raise VendorRefused(errors.NO_CREDENTIALS)
        return self._client


def _is_ours(message: Any) -> bool:
    """Neither an answer that Twilio gave by itself nor one that it was given in a webhook's reply."""
    return str(message.direction) == "outbound-api"


def _found(message: Any) -> FoundText:
    status, count = str(message.status), str(message.num_segments)
    return FoundText(
        vendor_message_id=message.sid,
        to=message.to,
        sender=message.from_,
        body=(message.body or "").removeprefix(_TRIAL),
        state=SendState(STATES.get(status, "SENT")),
        error_code=str(message.error_code) if message.error_code is not None else _code_of(status),
        created_at=message.date_created,
        segments=int(count) if count.isdecimal() else 0,
    )


def _code_of(status: str) -> str | None:
    return "canceled" if status == "canceled" else None
