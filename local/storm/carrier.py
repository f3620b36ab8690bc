"""The storm's carrier: it takes texts, loses answers, and has callbacks and replies on their way afterwards."""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.fakeservice import FakeService
from groundswell.extensions.service_vendors.texts import (
    Accepted,
    Declined,
    FoundText,
    OutboundText,
    SendOutcome,
    Throttled,
)
from groundswell.messages import TextReceived
from local.storm.weather import Weather

SECRET = "s3cret"
SECONDS = 0.1
OPTED_OUT, NO_SUCH_NUMBER, UNREACHABLE = "21610", "21211", "30003"
STOP, REPLY = "STOP", "Yes, I'll be there"
Post = Callable[[float, dict[str, str]], None]


@dataclass(slots=True)
class Book:
    """What the carrier itself knows: the truth that the ledger is held against."""

    accepted: Counter[str] = field(default_factory=Counter)  # by our reference
    unsure: set[str] = field(default_factory=set)  # offered, but its answer never reached us
    fate: dict[str, str] = field(default_factory=dict)  # DELIVERED or FAILED
    reported: set[str] = field(default_factory=set)  # a final callback was answered with 2xx
    declined: set[str] = field(default_factory=set)
    faulted: set[str] = field(default_factory=set)  # something went wrong on the way there or back
    stopped: set[str] = field(default_factory=set)  # phones whose STOP was answered with 2xx
    texted_in: set[str] = field(default_factory=set)  # ids of inbound texts answered with 2xx


class StormCarrier(FakeService):
    """`post` puts a callback on its way: after so many seconds, this body."""

    def __init__(self, account: Account, weather: Weather, post: Post) -> None:
        super().__init__(account)
        self.weather, self.post, self.book = weather, post, Book()
        self._by_phone: dict[str, list[FoundText]] = defaultdict(list)
        self._by_id: dict[str, FoundText] = {}

    async def send(self, text: OutboundText) -> SendOutcome:
        weather, reference = self.weather, text.reference
        weather.reach_carrier()
        self.book.unsure.add(reference)  # until it has been answered
        if weather.strikes("throttled"):
            self.book.faulted.add(reference)
            return self._answered(reference, Throttled(retry_after_seconds=2.0))
        if weather.strikes("declined"):
            self.book.declined.add(reference)
            return self._answered(reference, Declined(code=NO_SUCH_NUMBER, opted_out=False))
        if weather.strikes("declined_opted_out"):
            self.book.declined.add(reference)
            return self._answered(reference, Declined(code=OPTED_OUT, opted_out=True))
        if weather.strikes("broken"):
            self.book.faulted.add(reference)
            raise TimeoutError
        sid = "SM" + uuid5(NAMESPACE_URL, reference).hex
        self.book.accepted[reference] += 1
        self._report(reference, sid)
        self._list(text, sid)
        self._talk_back(text)
        await asyncio.sleep(SECONDS)
        weather.reach_carrier()
        if weather.strikes("timeout"):
            self.book.faulted.add(reference)
            raise TimeoutError
        return self._answered(reference, Accepted(vendor_message_id=sid, segments=1))

    async def find_texts(self, to: str, since: datetime, sender: str | None = None) -> list[FoundText]:
        self.weather.reach_carrier()
        return [one for one in self._by_phone[to] if one.created_at >= since and sender in (None, one.sender)]

    async def fetch_text(self, vendor_message_id: str) -> FoundText | None:
        self.weather.reach_carrier()
        return self._by_id.get(vendor_message_id)

    async def list_received(self, phone: str, since: datetime) -> list[TextReceived]:
        """Nothing: a text whose callback never got through is lost here, and counted as such."""
        return []

    def _list(self, text: OutboundText, sid: str) -> None:
        """Like Twilio's list: without our reference, and as far as the text has come in the end."""
        failed = self.book.fate.get(text.reference) == "FAILED"
        found = FoundText(
            vendor_message_id=sid, to=text.to, body=text.body, created_at=self.weather.time.moment(),
            state=SendState.FAILED if failed else SendState.DELIVERED, sender=text.sender,
            error_code=UNREACHABLE if failed else None, segments=1,
        )  # fmt: skip
        self._by_phone[text.to].append(found)
        self._by_id[sid] = found

    def _answered(self, reference: str, outcome: SendOutcome) -> SendOutcome:
        self.book.unsure.discard(reference)
        return outcome

    def _report(self, reference: str, sid: str) -> None:
        weather, failed = self.weather, self.weather.strikes("undelivered")
        self.book.fate[reference] = "FAILED" if failed else "DELIVERED"
        final = {"id": sid, "ref": reference, "status": "undelivered" if failed else "delivered"}
        if failed:
            final["error_code"] = UNREACHABLE
        if weather.dice.random() < 0.1:  # one of those that are dropped at the door; it may come last
            self.post(weather.dice.uniform(0, 20), {**final, "status": "sent"})
        if weather.strikes("callback_lost"):
            self.book.faulted.add(reference)
            return
        self.post(0.0 if weather.strikes("callback_early") else weather.dice.expovariate(0.2), final)
        if weather.strikes("callback_doubled"):
            self.post(weather.dice.uniform(0, 60), final)

    def _talk_back(self, text: OutboundText) -> None:
        if self.weather.strikes("replies"):
            self.text_in(text.to, REPLY, self.weather.dice.uniform(1, 60))

    def text_in(self, phone: str, words: str, seconds: float) -> None:
        """Somebody texts us, `seconds` from now."""
        number = self.weather.happened["texts in"] = self.weather.happened["texts in"] + 1
        body = {"kind": "text", "id": f"IN{number}", "from": phone, "to": "+13122200000", "text": words}
        self.post(seconds, body)

    def heard(self, body: dict[str, str]) -> None:
        """We answered a callback with 2xx: from now on it is ours to keep."""
        if body.get("kind") == "text":
            self.book.texted_in.add(body["id"])
            if body["text"] == STOP:
                self.book.stopped.add(body["from"])
        elif body["status"] != "sent":
            self.book.reported.add(body["ref"])


def webhook(organization_id: str, body: dict[str, str]) -> dict[str, Any]:
    """The parts of the HTTP request: path, query, body, headers."""
    return {
        "path": f"/webhooks/{organization_id}/fakeservice/events", "query": "", "body": json.dumps(body),
        "headers": {"x-fakeservice-secret": SECRET, "content-type": "application/json"},
    }  # fmt: skip
