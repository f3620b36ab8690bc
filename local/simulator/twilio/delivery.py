"""What happens to an accepted text over time: statuses, prices, status callbacks and the phone's reply."""

import random
from collections.abc import Callable
from datetime import UTC, datetime

from local.simulator.knobs import Knobs
from local.simulator.outbox import Outbox
from local.simulator.script import Behaviour, Script
from local.simulator.timing import Clock, Timers
from local.simulator.twilio.records import FINAL, Message
from local.simulator.twilio.state import TwilioState
from local.simulator.twilio.webhooks import signed_callback

EXPIRED = 30036


class Delivery:
    """accepted -> queued -> sent -> delivered | undelivered, or failed before it is sent."""

    def __init__(
        self, state: TwilioState, clock: Clock, timers: Timers, knobs: Knobs, script: Script, outbox: Outbox
    ) -> None:
        self._state, self._clock, self._timers = state, clock, timers
        self._knobs, self._script, self._outbox = knobs, script, outbox
        self._dice = random.Random(7)
        self._answered: dict[tuple[str, str], float] = {}
        self.reply: Callable[[str, str, str], None] = lambda phone, number, body: None

    def resume(self) -> None:
        """Go on with every text that was under way when the last run stopped."""
        for message in self._state.messages.values():
            if message.status not in FINAL and not message.hidden:
                self.go_on(message)

    def go_on(self, message: Message) -> None:
        """Plan the next status of a text."""
        step = self._next(message, self._script.of(message.to))
        if step is None:
            return
        wait_ms, status, error_code = step
        before = message.status

        def ring() -> None:
            if message.status == before and not message.hidden:
                self.move(message, status, error_code)

        self._timers.after(wait_ms / 1000, ring, name=message.sid)

    def _next(self, message: Message, behaviour: Behaviour) -> tuple[float, str, int | None] | None:
        if message.status == "scheduled":
            return max(0.0, (message.send_at or 0) - self._clock.now()) * 1000, "queued", None
        if message.status == "accepted":
            return self._dice.uniform(*self._knobs.queued_ms), "queued", None
        if message.status == "queued":
            return self._out_of_queue(message, behaviour)
        if message.status == "sent" and behaviour.outcome != "sent":
            return self._dice.uniform(*self._knobs.final_ms), behaviour.outcome, behaviour.error_code
        return None

    def _out_of_queue(self, message: Message, behaviour: Behaviour) -> tuple[float, str, int | None]:
        wait_ms = self._dice.uniform(*self._knobs.sent_ms) + behaviour.delay_ms
        if wait_ms > message.validity * 1000:
            return message.validity * 1000, "failed", EXPIRED
        if behaviour.outcome == "failed":
            return wait_ms, "failed", behaviour.error_code
        return wait_ms, "sent", None

    def move(self, message: Message, status: str, error_code: int | None = None) -> None:
        """Set a status, tell the webhook, and plan what follows."""
        message.status, message.error_code = status, error_code
        self._timers.cancel(message.sid)
        if status == "sent":
            message.sent = self._clock.now()
        if status in FINAL and message.price is None and status != "canceled":
            message.price = self._price(message)
        self._state.changed(message)
        self._report(message)
        if status in FINAL:
            self._maybe_reply(message)
        else:
            self.go_on(message)

    def _price(self, message: Message) -> str:
        per_text = self._knobs.price_failed
        if message.status != "failed":
            per_text = self._knobs.price_per_segment * message.segments
        return f"-{per_text:.5f}"

    def _report(self, message: Message) -> None:
        account = self._state.accounts.get(message.account)
        if not message.callback or account is None:
            return
        facts = {
            "callback": "status",
            "status": message.status,
            "sid": message.sid,
            "ref": message.ref,
            "to": message.to,
            "from": message.sender,
            "service": message.service,
            "account": message.account,
        }
        self._outbox.send(
            signed_callback(
                message.callback,
                status_fields(message),
                account.auth_token,
                facts=facts,
                last=message.status in FINAL,
            )
        )

    def _maybe_reply(self, message: Message) -> None:
        """A phone answers what was delivered to it, but not every text of a quick row (no endless talk)."""
        behaviour = self._script.of(message.to)
        if not behaviour.reply or message.status != "delivered" or message.kind == "auto_reply":
            return
        pair, now = (message.to, message.sender), self._clock.now()
        if now - self._answered.get(pair, 0.0) < self._knobs.reply_gap_ms / 1000:
            return
        self._answered[pair] = now
        wait_ms = behaviour.reply_after_ms
        if wait_ms is None:
            wait_ms = self._dice.uniform(*self._knobs.reply_ms)
        self._timers.after(wait_ms / 1000, lambda: self.reply(message.to, message.sender, behaviour.reply))

    def forget(self) -> None:
        """Nobody has answered anything yet."""
        self._answered.clear()


def status_fields(message: Message) -> dict[str, str]:
    """The form of one status callback."""
    fields = {
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "MessageStatus": message.status,
        "To": message.to,
        "MessageSid": message.sid,
        "AccountSid": message.account,
        "From": message.sender,
        "ApiVersion": "2010-04-01",
    }
    if message.service:
        fields["MessagingServiceSid"] = message.service
    if message.error_code is not None:
        fields["ErrorCode"] = str(message.error_code)
    if message.status in ("delivered", "undelivered"):
        fields["RawDlrDoneDate"] = f"{datetime.fromtimestamp(message.updated, UTC):%y%m%d%H%M}"
    return fields
