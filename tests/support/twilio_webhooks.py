"""Twilio's requests to our webhooks as it would send and sign them, and what they mean in our words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from groundswell.domain.identity import derived_id
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.extensions.service_vendors.webhooks import WebhookRequest
from groundswell.messages import DeliveryReported, TextReceived

PUBLIC = "https://texts.example.org"
TOKEN = "12345678901234567890123456789012"
SID = "AC" + "a" * 32
MESSAGE = "SM" + "c" * 32
BLAST = "7d9b7d4c-0c7a-5a39-8a3c-00000000000b"
SEND = "7d9b7d4c-0c7a-5a39-8a3c-00000000000f"
REF = f"ref={BLAST}.{SEND}"
RECEIVED_AT = "2026-03-10T16:00:00+00:00"
ACCOUNT = Account(
    organization_id="org-1",
    secrets={"account_sid": SID, "auth_token": TOKEN},
    settings={},
    public_base_url=PUBLIC,
)
Pairs = Sequence[tuple[str, str]]


def twilio(account: Account = ACCOUNT) -> ServiceVendor:
    return vendors.get("twilio")(account)


class Fields(dict[str, list[str]]):
    def getlist(self, name: str) -> list[str]:
        return self[name]


def fields(pairs: Pairs) -> Fields:
    found = Fields()
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def signed(
    kind: str,
    pairs: Pairs,
    query: str = "",
    *,
    token: str = TOKEN,
    public: str = PUBLIC,
    headers: Mapping[str, str] | None = None,
    algorithm: str | None = None,
) -> WebhookRequest:
    """The request as Twilio would send it: signed over address and fields, form-encoded."""
    path = f"/webhooks/org-1/twilio/{kind}"
    url = public + path + (f"?{query}" if query else "")
    signature = RequestValidator(token).compute_signature(url, fields(pairs), algorithm)
    given = {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": signature,
        **(headers or {}),
    }
    return WebhookRequest(
        organization_id="org-1",
        path=path,
        query=query,
        headers=given,
        body=urlencode(list(pairs)),
        received_at=RECEIVED_AT,
    )


def a_status(status: str = "delivered", **changes: str) -> Pairs:
    values = {
        "MessageSid": MESSAGE,
        "SmsSid": MESSAGE,
        "AccountSid": SID,
        "From": "+12025550100",
        "To": "+12025550123",
        "MessageStatus": status,
        "SmsStatus": status,
        "ApiVersion": "2010-04-01",
        "RawDlrDoneDate": "2603101600",
        **changes,
    }
    return list(values.items())


def a_text(body: str = "Yes, I will come", **changes: str) -> Pairs:
    values = {
        "ToCountry": "US",
        "ToState": "DC",
        "SmsMessageSid": MESSAGE,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": MESSAGE,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": body,
        "FromCountry": "US",
        "To": "+12025550100",
        "MessagingServiceSid": "MG" + "b" * 32,
        "ToZip": "",
        "NumSegments": "1",
        "MessageSid": MESSAGE,
        "AccountSid": SID,
        "From": "+12025550123",
        "ApiVersion": "2010-04-01",
        **changes,
    }
    return list(values.items())


def reported(state: str, error_code: str | None = None) -> DeliveryReported:
    return DeliveryReported(
        organization_id="org-1",
        blast_id=BLAST,
        send_id=SEND,
        state=state,
        vendor_message_id=MESSAGE,
        error_code=error_code,
        sender="+12025550100",
    )


def received(text: str = "Yes, I will come", **changes: Any) -> TextReceived:
    whole = TextReceived(
        organization_id="org-1",
        message_id=derived_id("org-1", "text", MESSAGE),
        vendor="twilio",
        vendor_message_id=MESSAGE,
        from_phone="+12025550123",
        to_phone="+12025550100",
        text=text,
        received_at=RECEIVED_AT,
        unanswered=text not in ("STOP", "Yes") and "keyword" not in changes,
    )
    return replace(whole, **changes)
