"""Texts from phones: a body comes in, a signed webhook call and Twilio's own answers go out."""

from typing import Any
from xml.etree import ElementTree

from local.simulator.knobs import Knobs
from local.simulator.outbox import Answer, Callback, Outbox
from local.simulator.segments import count_segments
from local.simulator.twilio.area_codes import state_of
from local.simulator.twilio.opt_outs import OptOuts
from local.simulator.twilio.records import Message, Number
from local.simulator.twilio.sending import Sending
from local.simulator.twilio.state import TwilioState, new_sid
from local.simulator.twilio.webhooks import signed_callback


class UnknownNumber(Exception):
    """Nobody owns the number the text was sent to."""


class Inbound:
    """Routes an inbound text to its service's or number's webhook."""

    def __init__(
        self, state: TwilioState, knobs: Knobs, outbox: Outbox, opt_outs: OptOuts, sending: Sending
    ) -> None:
        self._state, self._knobs, self._outbox = state, knobs, outbox
        self._opt_outs, self._sending = opt_outs, sending

    def receive(self, sender: str, to: str, body: str, media: list[str] | None = None) -> Message:
        """A phone texts one of the numbers."""
        number = self._state.number_of(to)
        if number is None:
            raise UnknownNumber(to)
        keyword = self._opt_outs.keyword(body, sender, number)
        message = self._record(number, sender, body, media or [])
        if keyword:
            self._answer_itself(keyword, sender, number)
        self._call_webhook(message, number, keyword)
        return message

    def _record(self, number: Number, sender: str, body: str, media: list[str]) -> Message:
        now = self._state.clock.now()
        url, _ = self._webhook(number)
        message = Message(
            sid=new_sid("MM" if media else "SM"),
            seq=self._state.next_seq(),
            account=number.account,
            to=number.phone,
            sender=sender,
            body=body,
            service=number.service,
            status="received",
            kind="inbound",
            direction="inbound",
            created=now,
            updated=now,
            sent=now,
            segments=count_segments(body),
            media=media,
            price=f"-{self._knobs.price_per_segment:.5f}",
            # a service without InboundRequestUrl does not even log what comes in
            hidden=bool(number.service) and not url,
        )
        return self._state.add_message(message)

    def _answer_itself(self, keyword: str, sender: str, number: Number) -> None:
        account = self._state.accounts.get(number.account)
        text = self._opt_outs.apply(keyword, sender, number)
        if account:
            self._sending.answer(account, sender, number.phone, number.service, text, "auto_reply")

    def _webhook(self, number: Number, fallback: bool = False) -> tuple[str, str]:
        """URL and method: the service's, unless it leaves them to the number."""
        service = self._state.services.get(number.service)
        if service and not service.settings.get("use_inbound_webhook_on_number"):
            settings, name = service.settings, "fallback" if fallback else "inbound"
            url = settings.get("fallback_url" if fallback else "inbound_request_url")
            return url or "", settings.get(f"{name}_method") or "POST"
        name = "sms_fallback" if fallback else "sms"
        return number.settings.get(f"{name}_url") or "", number.settings.get(f"{name}_method") or "POST"

    def _call_webhook(
        self, message: Message, number: Number, keyword: str, problem: dict[str, str] | None = None
    ) -> None:
        url, method = self._webhook(number, fallback=problem is not None)
        account = self._state.accounts.get(number.account)
        if not url or account is None:
            return
        fields = inbound_fields(message, keyword if self._knobs.advanced_opt_out else "") | (problem or {})
        facts = {
            "callback": "inbound_fallback" if problem else "inbound",
            "status": "received",
            "sid": message.sid,
            "to": message.to,
            "from": message.sender,
            "body": message.body,
            "service": message.service,
            "account": message.account,
            "keyword": keyword,
        }
        self._outbox.send(signed_callback(url, fields, account.auth_token, facts=facts, method=method))

    async def webhook_answered(self, callback: Callback, answer: Answer) -> None:
        """Send what the webhook's TwiML says; when it failed, try the fallback URL once."""
        message = self._state.messages.get(callback.facts.get("sid", ""))
        number = self._state.number_of(message.to) if message else None
        if message is None or number is None or message.kind != "inbound":
            return
        if not answer.problem:
            self._send_twiml(answer, message, number)
        elif callback.facts["callback"] == "inbound":
            problem = {"ErrorCode": "11200", "ErrorUrl": callback.url}
            self._call_webhook(message, number, callback.facts.get("keyword", ""), problem)

    def _send_twiml(self, answer: Answer, message: Message, number: Number) -> None:
        account = self._state.accounts.get(number.account)
        if account is None:
            return
        for body in twiml_messages(answer):
            self._sending.answer(account, message.sender, number.phone, number.service, body, "twiml_reply")


def twiml_messages(answer: Answer) -> list[str]:
    """The texts of `<Response><Message>..</Message></Response>`, or a plain-text body as it is."""
    if answer.content_type == "text/plain" and answer.body.strip():
        return [answer.body.strip()]
    if not answer.content_type.endswith("xml"):
        return []
    try:
        root = ElementTree.fromstring(answer.body)  # noqa: S314 - it comes from our own webhook
    except ElementTree.ParseError:
        return []
    nodes = [node for node in root.iter() if node.tag in ("Message", "Sms")]
    found = [(node.findtext("Body") or node.text or "").strip() for node in nodes]
    return [text for text in found if text]


def inbound_fields(message: Message, opt_out_type: str) -> dict[str, str]:
    """The form of one inbound text, blank values and all."""
    fields: dict[str, Any] = {
        "ToCountry": "US",
        "ToState": state_of(message.to),
        "SmsMessageSid": message.sid,
        "NumMedia": str(len(message.media)),
        "ToCity": "",
        "FromZip": "",
        "SmsSid": message.sid,
        "FromState": state_of(message.sender),
        "SmsStatus": "received",
        "FromCity": "",
        "Body": message.body,
        "FromCountry": "US",
        "To": message.to,
        "ToZip": "",
        "NumSegments": str(message.segments),
        "ReferralNumMedia": "0",
        "MessageSid": message.sid,
        "AccountSid": message.account,
        "From": message.sender,
        "ApiVersion": "2010-04-01",
    }
    if message.service:
        fields["MessagingServiceSid"] = message.service
    if opt_out_type:
        fields["OptOutType"] = opt_out_type
    for place, url in enumerate(message.media):
        fields |= {f"MediaUrl{place}": url, f"MediaContentType{place}": "image/jpeg"}
    return fields
