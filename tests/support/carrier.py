"""A carrier in memory that takes texts: tests script what it answers, and see what it accepted."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from groundswell import clock
from groundswell.domain.send import SendState
from groundswell.domain.text import segments
from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.errors import VendorError
from groundswell.extensions.service_vendors.fakeservice import EXTENSION as FakeService
from groundswell.extensions.service_vendors.texts import (
    Accepted,
    FoundText,
    OutboundText,
    SendOutcome,
    Unclear,
)
from groundswell.messages import TextReceived
from groundswell.usecases import open_vendor


class Carrier(FakeService):  # type: ignore[misc, valid-type]
    """`script` answers for a text, raises what it returns if that is an exception, or accepts (None).

    Its list shows what it `accepted`, with the `fates` by phone, unless `list_trouble` is raised instead.
    """

    def __init__(self, account: Account) -> None:
        super().__init__(account)
        self.accepted: list[OutboundText] = []
        self.accepted_at: dict[int, datetime] = {}  # by the text's place in `accepted`
        self.fates: dict[str, tuple[SendState, str | None]] = {}
        self.received: list[TextReceived] = []
        self.list_trouble: VendorError | None = None
        self.asked: list[tuple[str, str]] = []
        self.script: Callable[[OutboundText], Any] = lambda text: None
        self.seconds = 0.0
        self.in_flight = self.most_in_flight = 0

    @property
    def duplicates(self) -> int:
        return sum(count - 1 for count in Counter(text.reference for text in self.accepted).values())

    async def send(self, text: OutboundText) -> SendOutcome:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.in_flight -= 1
        answer = self.script(text)
        if isinstance(answer, BaseException):
            raise answer
        if answer is None or isinstance(answer, Accepted | Unclear):
            self.accepted_at[len(self.accepted)] = clock.now()
            self.accepted.append(text)
        sid, count = f"SM{len(self.accepted)}", segments(text.body).count
        outcome: SendOutcome = answer or Accepted(vendor_message_id=sid, segments=count)
        return outcome

    async def find_texts(self, to: str, since: datetime, sender: str | None = None) -> list[FoundText]:
        await self._ask("find_texts", to)
        found = [one for one in reversed(self._listed()) if one.to == to and one.created_at >= since]
        return [one for one in found if sender in (None, one.sender)]

    async def fetch_text(self, vendor_message_id: str) -> FoundText | None:
        await self._ask("fetch_text", vendor_message_id)
        return next((one for one in self._listed() if one.vendor_message_id == vendor_message_id), None)

    async def list_received(self, phone: str, since: datetime) -> list[TextReceived]:
        await self._ask("list_received", phone)
        later = [one for one in self.received if datetime.fromisoformat(one.received_at) >= since]
        return [one for one in later if one.to_phone == phone]

    async def _ask(self, what: str, about: str) -> None:
        await asyncio.sleep(self.seconds)
        self.asked.append((what, about))
        if self.list_trouble is not None:
            raise self.list_trouble

    def _listed(self) -> list[FoundText]:
        found = []
        for place, text in enumerate(self.accepted):
            state, code = self.fates.get(text.to, (SendState.SENT, None))
            found.append(
                FoundText(
                    vendor_message_id=f"SM{place + 1}", to=text.to, sender=text.sender, body=text.body, state=state,
                    error_code=code, created_at=self.accepted_at.get(place) or clock.now(), segments=1,
                )
            )  # fmt: skip
        return found


def connect(organization_id: str) -> Carrier:
    """Make this the organization's open service vendor."""
    account = Account(
        organization_id=organization_id, secrets={}, settings={}, public_base_url="https://example.org"
    )
    carrier = Carrier(account)
    open_vendor._open[organization_id] = (float("inf"), carrier)
    return carrier
