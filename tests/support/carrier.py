"""A carrier in memory that takes texts: tests script what it answers, and see what it accepted."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

from groundswell.domain.text import segments
from groundswell.extensions.service_vendors.base import Accepted, Account, OutboundText, SendOutcome, Unclear
from groundswell.extensions.service_vendors.fakeservice import EXTENSION as FakeService
from groundswell.usecases import open_vendor


class Carrier(FakeService):  # type: ignore[misc, valid-type]
    """`script` answers for a text, raises what it returns if that is an exception, or accepts (None)."""

    def __init__(self, account: Account) -> None:
        super().__init__(account)
        self.accepted: list[OutboundText] = []
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
            self.accepted.append(text)
        sid, count = f"SM{len(self.accepted)}", segments(text.body).count
        outcome: SendOutcome = answer or Accepted(vendor_message_id=sid, segments=count)
        return outcome


def connect(organization_id: str) -> Carrier:
    """Make this the organization's open service vendor."""
    account = Account(organization_id=organization_id, secrets={}, settings={}, public_base_url="https://example.org")
    carrier = Carrier(account)
    open_vendor._open[organization_id] = (float("inf"), carrier)
    return carrier
