"""A text goes in and is offered to Twilio once; what became of it comes out, never an exception."""

import json

from aiohttp import ClientConnectorError, ClientSSLError, ConnectionTimeoutError
from twilio.base.exceptions import TwilioException

from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.texts import (
    Accepted,
    AccountBlocked,
    Declined,
    OutboundText,
    SendOutcome,
    Throttled,
    Unclear,
)
from groundswell.extensions.service_vendors.twilio import addresses, errors
from groundswell.extensions.service_vendors.twilio.connection import TooManyRequests, connect

LONGEST_VALIDITY = 36_000
"""Seconds; https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource"""
NOT_CONNECTED = (ClientConnectorError, ClientSSLError, ConnectionTimeoutError)
"""No byte of the request has left."""
RECONNECT_SECONDS = 5.0
_REFUSALS = range(400, 500)


class Sender:
    """Sends for one account."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._problem = _problem(account)
        self._messages = None if self._problem else connect(account).messages

    async def send(self, text: OutboundText) -> SendOutcome:
        if self._messages is None:
            return AccountBlocked(code=self._problem)
        try:
            message = await self._messages.create_async(
                to=text.to,
                body=text.body,
                status_callback=addresses.status(self._account, text.reference),
                **_options(text),
            )
            return _accepted(message.sid, message.num_segments)
        except TooManyRequests as error:
            return _throttled(error)
        except NOT_CONNECTED:
            return Throttled(retry_after_seconds=RECONNECT_SECONDS)
        except TwilioException as error:
            return _refused(getattr(error, "status", 0), str(getattr(error, "code", "")), text)
        except Exception as error:  # whatever it was, the text may have gone out: a person decides
            return Unclear(reason=type(error).__name__)


def _problem(account: Account) -> str:
    if not all(addresses.credentials(account)):
        return errors.NO_CREDENTIALS
    return "" if account.public_base_url else errors.NO_PUBLIC_URL


def _options(text: OutboundText) -> dict[str, object]:
    options: dict[str, object] = {}
    if text.messaging_service_id:
        options["messaging_service_sid"] = text.messaging_service_id
    if text.sender:
        options["from_"] = text.sender
    if text.valid_seconds is not None:
        options["validity_period"] = min(max(text.valid_seconds, 1), LONGEST_VALIDITY)
    return options


def _accepted(sid: object, segments: object) -> SendOutcome:
    if not isinstance(sid, str) or not sid:
        return Unclear(reason="no message id in the answer")
    count = str(segments)
    return Accepted(vendor_message_id=sid, segments=int(count) if count.isdecimal() else 0)


def _throttled(error: TooManyRequests) -> Throttled:
    if error.retry_after_seconds is not None:
        return Throttled(retry_after_seconds=error.retry_after_seconds)
    return Throttled(
        retry_after_seconds=errors.LATER.get(code_of(error.response_text), errors.LATER["20429"])
    )


def code_of(response_text: str) -> str:
    """Twilio's error code in the body of an answer; empty where there is none."""
    try:
        return str(json.loads(response_text)["code"])
    except (ValueError, KeyError, TypeError):
        return ""


def _refused(status: int, code: str, text: OutboundText) -> SendOutcome:
    if status not in _REFUSALS or status == 408:
        return Unclear(reason=f"HTTP {status}")
    if code in errors.LATER:
        return Throttled(retry_after_seconds=errors.LATER[code])
    if code in errors.SENDER_BLOCKING:
        return AccountBlocked(code=code, sender=text.sender)
    if code in errors.BLOCKING or (status in (401, 403, 404) and code not in errors.TABLE):
        return AccountBlocked(code=code)
    return Declined(code=code, opted_out=code == errors.OPTED_OUT)
