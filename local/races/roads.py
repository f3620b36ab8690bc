"""The roads by which an opt-out comes, each through the product's own door for it."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any
from urllib.parse import quote

from groundswell.domain import text
from groundswell.domain.send import Send
from groundswell.usecases.import_opt_outs import import_opt_outs
from groundswell.usecases.offer_chunk import offer_chunk
from groundswell.usecases.open_run import Run
from groundswell.usecases.opt_out_by_hand import opt_out_by_hand
from groundswell.usecases.prepare_chunks import Chunk
from local.bench.handlers import CONTEXT, handler, webhook_event
from local.bench.scene import USER
from local.storm.carrier import webhook

WORDS = ("STOP", "stop", "Unsubscribe", "STOPALL", "Please stop texting me", "Quit")
TRIES = 5
"""A carrier posts again, and so does a person, when there was no answer."""


class Road(StrEnum):
    """The words stand in the report; 21610 is what the carrier answers to a text to somebody who told it STOP."""

    TEXT = "STOP text"
    WEB = "web page"
    BY_HAND = "by hand"
    IMPORT = "import"
    CARRIER = "21610"


class Refused(Exception):
    """The door answered, but not with a yes."""


class Roads:
    """`earlier` are texts of another blast to the people whom the carrier will name; they are claimed already."""

    def __init__(self, organization_id: str, our_number: str, run: Run, earlier: dict[str, Send]) -> None:
        self._organization_id, self._our_number = organization_id, our_number
        self._run, self._earlier = run, earlier
        self._numbers = itertools.count()
        self._ways: dict[Road, Callable[[str, int], object]] = {
            Road.TEXT: self._by_text, Road.WEB: self._on_the_web, Road.BY_HAND: self._by_hand,
            Road.CARRIER: self._by_the_carrier,
        }  # fmt: skip

    def go(self, road: Road, phones: Sequence[str]) -> None:
        """Opt the phones out; what fails is tried again, as it is in life."""
        if road is Road.IMPORT:
            given = list(enumerate(phones, 1))
            self._patiently(
                lambda: import_opt_outs(self._organization_id, given, reason="Their list.", by=USER)
            )
            return
        for phone in phones:
            self._patiently(partial(self._ways[road], phone, next(self._numbers)))

    def _patiently(self, way: Callable[[], object]) -> None:
        for left in reversed(range(TRIES)):
            try:
                way()
                return
            except Exception:
                if not left:
                    raise

    def _by_text(self, phone: str, number: int) -> None:
        body = {
            "kind": "text", "id": f"IN{number}", "from": phone, "to": self._our_number,
            "text": WORDS[number % len(WORDS)],
        }  # fmt: skip
        answer = handler("webhooks/receive_vendor_event")(
            webhook_event(**webhook(self._organization_id, body)), CONTEXT
        )
        _expect(answer)

    def _on_the_web(self, phone: str, _: int) -> None:
        event = webhook_event(
            path=f"/o/{self._organization_id}", query="", body=f"phone={quote(phone)}",
            headers={"content-type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        _expect(handler("webhooks/opt_out_page")(event, CONTEXT))

    def _by_hand(self, phone: str, _: int) -> None:
        opt_out_by_hand(self._organization_id, phone, reason="Said so at the door.", by=USER)

    def _by_the_carrier(self, phone: str, _: int) -> None:
        """An earlier text to the same person is offered, and the carrier declines it."""
        send = self._earlier.pop(phone, None)
        if send is None:
            raise Refused("the earlier text was offered already")
        chunk = Chunk(bodies={send.send_id: text.render(self._run.blast.text, send.values)})
        asyncio.run(offer_chunk(self._run, [send], chunk, {}))


def _expect(answer: dict[str, Any]) -> None:
    if answer["statusCode"] >= 300:
        raise Refused(str(answer["statusCode"]))
