"""The Messages resource: calls come in, messages as Twilio's JSON go out."""

from collections.abc import Iterable
from typing import Any

from local.simulator.timing import Clock, read_moment, rfc2822
from local.simulator.twilio.delivery import Delivery
from local.simulator.twilio.doors import Call
from local.simulator.twilio.errors import CARRIER_ERRORS, TwilioError
from local.simulator.twilio.outgoing import read_outgoing
from local.simulator.twilio.paging import api_page
from local.simulator.twilio.records import FINAL, Message
from local.simulator.twilio.sending import Sending, visible
from local.simulator.twilio.state import TwilioState

DAY = 86400


class Messages:
    """create, fetch, list, update (redact or cancel) and delete."""

    def __init__(self, state: TwilioState, clock: Clock, sending: Sending, delivery: Delivery) -> None:
        self._state, self._clock, self._sending, self._delivery = state, clock, sending, delivery

    def create(self, call: Call) -> dict[str, Any]:
        """A sender that the service picked is not known to the caller yet."""
        text = read_outgoing(call.form, self._clock.now())
        answer = message_json(self._sending.accept(call.account, text))
        return answer if text.sender else answer | {"from": None}

    def fetch(self, call: Call) -> dict[str, Any]:
        return message_json(self._find(call))

    def _find(self, call: Call) -> Message:
        message = self._state.messages.get(call.path("sid"))
        if message is None or message.account != call.account.sid or message.hidden:
            raise TwilioError(20404, call.request.path)
        return message

    def list(self, call: Call) -> dict[str, Any]:
        """Newest first, by To, From and DateSent."""
        query = call.query
        newest_first = reversed(self._state.messages_of(call.account.sid, query.get("To", "")))
        found = visible(newest_first)
        if query.get("From"):
            found = (message for message in found if message.sender == query["From"])
        for name in ("DateSent", "DateSent<", "DateSent>"):
            if query.get(name):
                found = sent_within(found, *date_range(name, query[name]))
        return api_page(call, "messages", found, message_json, lambda message: message.sid)

    def update(self, call: Call) -> dict[str, Any]:
        """`Body=` empty redacts, `Status=canceled` cancels what has not left yet."""
        message = self._find(call)
        if "Status" in call.form:
            self._cancel(message, call.form["Status"])
        if "Body" in call.form:
            if call.form["Body"]:
                raise TwilioError(20001, "Body can only be set to an empty text")
            if message.status not in FINAL and message.status != "sent":
                raise TwilioError(20001, "the message is still being sent")
            message.body = ""
            self._state.changed(message)
        return message_json(message)

    def _cancel(self, message: Message, status: str) -> None:
        if status != "canceled":
            raise TwilioError(20001, "Status can only be canceled")
        if message.status not in ("scheduled", "accepted", "queued"):
            raise TwilioError(30409)
        self._delivery.move(message, "canceled")

    def delete(self, call: Call) -> None:
        message = self._find(call)
        if message.status not in FINAL:
            raise TwilioError(20001, "the message is still being sent")
        message.hidden = True
        self._state.changed(message)


def date_range(name: str, text: str) -> tuple[float, float]:
    """From and until: a bare date means that whole day, and so does DateSent without `<` or `>`."""
    try:
        at = read_moment(text)
    except ValueError:
        raise TwilioError(20001, f"{name} is not a date") from None
    if name == "DateSent":  # the SDK makes a moment at midnight out of a date
        begin = at - at % DAY
        return begin, begin + DAY - 1
    if name == "DateSent>":
        return at, float("inf")
    return 0.0, at + DAY - 1 if len(text.strip()) == 10 else at


def sent_within(messages: Iterable[Message], begin: float, end: float) -> Iterable[Message]:
    """Whole seconds count, as Twilio's dates have no more; what is not sent yet is in no range."""
    return (message for message in messages if message.sent is not None and begin <= int(message.sent) <= end)


def message_json(message: Message) -> dict[str, Any]:
    """A message in the form of api.twilio.com; numbers are texts."""
    uri = f"/2010-04-01/Accounts/{message.account}/Messages/{message.sid}"
    error = CARRIER_ERRORS.get(message.error_code) if message.error_code is not None else None
    return {
        "account_sid": message.account,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": rfc2822(int(message.created)),
        "date_sent": rfc2822(int(message.sent)) if message.sent else None,
        "date_updated": rfc2822(int(message.updated)),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": error,
        "from": message.sender or None,
        "messaging_service_sid": message.service or None,
        "num_media": str(len(message.media)),
        "num_segments": str(message.segments),
        "price": message.price,
        "price_unit": "USD" if message.price else None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }
