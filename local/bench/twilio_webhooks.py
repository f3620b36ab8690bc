"""Twilio's webhooks as Twilio signs them: a send or a reply goes in, the HTTP API's event comes out."""

from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from local.bench.account import ACCOUNT_SID, AUTH_TOKEN, PUBLIC_URL
from local.bench.handlers import webhook_event


def status(
    organization_id: str, reference: str, number: int, state: str, to: str, sender: str
) -> dict[str, object]:
    """One status callback about a send."""
    sid = f"SM{number:032x}"
    fields = {
        "AccountSid": ACCOUNT_SID, "ApiVersion": "2010-04-01", "From": sender, "MessageSid": sid,
        "MessageStatus": state, "MessagingServiceSid": "MG" + "0" * 32, "RawDlrDoneDate": "2611211600",
        "SmsSid": sid, "SmsStatus": state, "To": to,
    }  # fmt: skip
    return _signed(f"/webhooks/{organization_id}/twilio/status", f"ref={reference}", fields)


def inbound(organization_id: str, number: int, sender: str, to: str, text: str) -> dict[str, object]:
    """One text from a person."""
    sid = f"SMin{number:030x}"
    fields = {
        "AccountSid": ACCOUNT_SID, "ApiVersion": "2010-04-01", "Body": text, "From": sender, "FromCity": "CHICAGO",
        "FromCountry": "US", "FromState": "IL", "FromZip": "60601", "MessageSid": sid,
        "MessagingServiceSid": "MG" + "0" * 32, "NumMedia": "0", "NumSegments": "1", "SmsMessageSid": sid,
        "SmsSid": sid, "SmsStatus": "received", "To": to, "ToCity": "", "ToCountry": "US", "ToState": "", "ToZip": "",
    }  # fmt: skip
    return _signed(f"/webhooks/{organization_id}/twilio/inbound", "", fields)


def _signed(path: str, query: str, fields: dict[str, str]) -> dict[str, object]:
    url = PUBLIC_URL + path + (f"?{query}" if query else "")
    headers = {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "host": PUBLIC_URL.removeprefix("https://"),
        "i-twilio-idempotency-token": "0" * 36,
        "user-agent": "TwilioProxy/1.1",
        "x-twilio-signature": RequestValidator(AUTH_TOKEN).compute_signature(url, fields),
    }
    return webhook_event(path, query, urlencode(fields), headers)
