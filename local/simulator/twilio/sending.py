"""Accepts texts: a checked text of an account comes in, a message that is under way goes out."""

from collections.abc import Iterable
from dataclasses import replace

from local.simulator.script import Script
from local.simulator.segments import count_segments
from local.simulator.timing import Clock
from local.simulator.twilio.delivery import Delivery
from local.simulator.twilio.doors import ref_of
from local.simulator.twilio.errors import TwilioError
from local.simulator.twilio.opt_outs import OptOuts
from local.simulator.twilio.outgoing import Outgoing
from local.simulator.twilio.records import Account, Message
from local.simulator.twilio.senders import Senders
from local.simulator.twilio.state import TwilioState, new_sid


class Sending:
    """The last checks before a text is accepted."""

    def __init__(
        self,
        state: TwilioState,
        clock: Clock,
        script: Script,
        senders: Senders,
        opt_outs: OptOuts,
        delivery: Delivery,
    ) -> None:
        self._state, self._clock, self._script = state, clock, script
        self._senders, self._opt_outs, self._delivery = senders, opt_outs, delivery

    def accept(self, account: Account, text: Outgoing) -> Message:
        """A text through the REST API."""
        sender = self._senders.choose(account, text)
        if text.to == sender:
            raise TwilioError(21266)
        if self._opt_outs.blocked(text.to, sender, text.service):
            raise TwilioError(21610)
        refused = self._script.of(text.to).refuse
        if refused:
            raise TwilioError(refused)
        status = "scheduled" if text.send_at else "accepted" if text.service else "queued"
        message = self._message(account.sid, replace(text, sender=sender), status)
        self._state.add_message(message)
        self._delivery.go_on(message)
        return message

    def answer(
        self, account: Account, to: str, sender: str, service: str, body: str, kind: str
    ) -> Message | None:
        """A text that Twilio sends by itself (`auto_reply`) or because our webhook's TwiML said so."""
        if kind != "auto_reply" and self._opt_outs.blocked(to, sender, service):
            return None
        text = Outgoing(to=to, sender=sender, service=service, body=body)
        message = self._message(account.sid, text, "queued")
        message.kind, message.direction = kind, "outbound-reply"
        self._state.add_message(message)
        self._delivery.go_on(message)
        return message

    def _message(self, account: str, text: Outgoing, status: str) -> Message:
        now = self._clock.now()
        service = self._state.services.get(text.service)
        callback = text.callback or (service.settings.get("status_callback") if service else "") or ""
        return Message(
            sid=new_sid("MM" if text.media else "SM"),
            seq=self._state.next_seq(),
            account=account,
            to=text.to,
            sender=text.sender,
            body=text.body,
            service=text.service,
            status=status,
            ref=ref_of(callback) if callback else "",
            created=now,
            updated=now,
            send_at=text.send_at,
            segments=1 if text.media else count_segments(text.body),
            media=text.media,
            callback=callback,
            validity=min(text.validity, self._service_validity(service)),
        )

    @staticmethod
    def _service_validity(service: object) -> int:
        settings = getattr(service, "settings", {})
        return int(settings.get("validity_period") or 36000)


def visible(messages: Iterable[Message]) -> Iterable[Message]:
    """Without those deleted through the API."""
    return (message for message in messages if not message.hidden)
