"""Twilio's webhooks: what each means in our words, and which requests are refused."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from twilio.request_validator import RequestValidator

from groundswell.domain.identity import derived_id
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.extensions.service_vendors.webhooks import WebhookReading, WebhookRequest
from groundswell.messages import DeliveryReported, Message, TextReceived

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


@dataclass(frozen=True)
class Case:
    """One webhook and all that it means."""

    label: str
    kind: str
    pairs: Pairs
    query: str = ""
    events: tuple[Message, ...] = ()
    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)


SILENT = {"status": 200}
CASES = [
    Case("delivered", "status", a_status(), REF, (reported("DELIVERED"),)),
    Case("read", "status", a_status("read"), REF, (reported("DELIVERED"),)),
    Case(
        "undelivered",
        "status",
        a_status("undelivered", ErrorCode="30006"),
        REF,
        (reported("FAILED", "30006"),),
    ),
    Case("failed", "status", a_status("failed", ErrorCode="30007"), REF, (reported("FAILED", "30007"),)),
    Case("failed without a code", "status", a_status("failed", ErrorCode=""), REF, (reported("FAILED"),)),
    Case("cancelled by hand", "status", a_status("canceled"), REF, (reported("FAILED", "canceled"),)),
    *(
        Case(f"on its way: {status}", "status", a_status(status), REF)
        for status in ("accepted", "scheduled", "queued", "sending", "sent", "receiving", "unheard-of", "")
    ),
    Case("no reference", "status", a_status()),
    Case("empty reference", "status", a_status(), "ref="),
    Case("half a reference", "status", a_status(), f"ref={BLAST}"),
    Case("a reference with a tail", "status", a_status(), f"{REF}.more"),
    Case("a reference of somebody else's", "status", a_status(), "ref=../../etc.passwd"),
    Case(
        "more in the query, encoded oddly", "status", a_status(), f"a=%2B+b&{REF}", (reported("DELIVERED"),)
    ),
    Case(
        "without a sender", "status", a_status(From=""), REF, (replace(reported("DELIVERED"), sender=None),)
    ),
    Case("a reply", "inbound", a_text(), "", (received(),), **SILENT),
    Case(
        "a reply in another script",
        "inbound",
        a_text("¡Sí! 🎉 + & ="),
        "",
        (received("¡Sí! 🎉 + & ="),),
        **SILENT,
    ),
    Case("a reply with NULs", "inbound", a_text("Y\0es\0"), "", (received("Yes"),), **SILENT),
    Case("an empty reply", "inbound", a_text(""), "", (received(""),), **SILENT),
    Case("a picture", "inbound", a_text("", NumMedia="1"), "", (received("[1 attachment]"),), **SILENT),
    Case("pictures", "inbound", a_text("", NumMedia="3"), "", (received("[3 attachments]"),), **SILENT),
    Case("words and a picture", "inbound", a_text("STOP", NumMedia="1"), "", (received("STOP"),), **SILENT),
    Case("odd media", "inbound", a_text("", NumMedia="many"), "", (received(""),), **SILENT),
    Case(
        "Twilio took it for STOP",
        "inbound",
        a_text("Arrêt", OptOutType="STOP"),
        "",
        (received("Arrêt", keyword="STOP"),),
        **SILENT,
    ),
    Case("STOP in words only", "inbound", a_text("STOP"), "", (received("STOP"),), **SILENT),
    Case("odd keyword", "inbound", a_text("x", OptOutType="MAYBE"), "", (received("x"),), **SILENT),
    Case("a short code", "inbound", a_text(From="22395"), "", (received(from_phone="22395"),), **SILENT),
    Case("not a phone", "inbound", a_text(From="whatsapp:+12025550123"), "", (), **SILENT),
    Case("no id", "inbound", a_text(MessageSid=""), "", (), **SILENT),
    Case(
        "a call",
        "voice",
        [("AccountSid", SID), ("CallSid", "CA1"), ("From", "+12025550123")],
        "",
        (),
        **SILENT,
    ),
    Case("something new", "else", [("AccountSid", SID)], "", (), status=404),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_each_webhook_means_one_thing(case: Case) -> None:
    reading = twilio().read_webhook(signed(case.kind, case.pairs, case.query, headers=case.headers))
    assert reading.events == case.events
    assert reading.reply.status == case.status


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_nothing_is_read_from_a_webhook_that_somebody_else_signed(case: Case) -> None:
    with pytest.raises(BadSignature):
        twilio().read_webhook(signed(case.kind, case.pairs, case.query, token="another"))


def test_a_text_is_answered_with_silence_because_twilio_itself_confirms_keywords() -> None:
    reply = twilio().read_webhook(signed("inbound", a_text("STOP"))).reply
    assert reply.content_type == "text/xml"
    assert len(ElementTree.fromstring(reply.body)) == 0


def test_a_caller_hears_a_sentence_and_the_line_ends() -> None:
    response = ElementTree.fromstring(
        twilio().read_webhook(signed("voice", [("AccountSid", SID)])).reply.body
    )
    assert [part.tag for part in response] == ["Say", "Hangup"]
    assert "text" in str(response[0].text)


def test_an_organization_may_say_something_else_with_any_characters() -> None:
    account = replace(ACCOUNT, settings={"voice_message": 'Text "RIVER" to <us> & you are in.'})
    reply = twilio(account).read_webhook(signed("voice", [("AccountSid", SID)])).reply
    assert ElementTree.fromstring(reply.body)[0].text == 'Text "RIVER" to <us> & you are in.'


GENUINE = signed("status", a_status(), REF)
FORGERIES: dict[str, WebhookRequest] = {
    "no signature": replace(GENUINE, headers={"content-type": "application/x-www-form-urlencoded"}),
    "empty signature": replace(GENUINE, headers={**GENUINE.headers, "x-twilio-signature": ""}),
    "cut signature": replace(
        GENUINE, headers={**GENUINE.headers, "x-twilio-signature": GENUINE.headers["x-twilio-signature"][:-1]}
    ),
    "signature in other letters": replace(
        GENUINE, headers={**GENUINE.headers, "x-twilio-signature": "é" * 28}
    ),
    "a field changed": replace(GENUINE, body=GENUINE.body.replace("delivered", "failed")),
    "a field added": replace(GENUINE, body=GENUINE.body + "&ErrorCode=30007"),
    "a blank field added": replace(GENUINE, body=GENUINE.body + "&ErrorCode="),
    "a field removed": replace(GENUINE, body=GENUINE.body.replace("&ApiVersion=2010-04-01", "")),
    "no body": replace(GENUINE, body=""),
    "another reference": replace(GENUINE, query=f"ref={BLAST}.{BLAST}"),
    "no reference": replace(GENUINE, query=""),
    "another path": replace(GENUINE, path="/webhooks/org-1/twilio/inbound"),
    "another organization's path": replace(GENUINE, path="/webhooks/org-2/twilio/status"),
    "another organization": replace(GENUINE, organization_id="org-2"),
    "another host": signed("status", a_status(), REF, public="https://elsewhere.example.org"),
    "http instead of https": signed("status", a_status(), REF, public="http://texts.example.org"),
    "another account": signed("status", a_status(AccountSid="AC" + "d" * 32), REF),
    "no account": signed("status", [pair for pair in a_status() if pair[0] != "AccountSid"], REF),
    "a thousand fields and one": signed("status", [*a_status(), *((f"f{i}", "") for i in range(1001))], REF),
    "unknown algorithm": signed(
        "status",
        a_status(),
        REF,
        headers={"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_MD5"},
    ),
    "sha1 passed off as sha256": signed(
        "status",
        a_status(),
        REF,
        headers={"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_SHA256"},
    ),
    "a form passed off as JSON": replace(
        GENUINE, headers={**GENUINE.headers, "content-type": "application/json"}
    ),
}


@pytest.mark.parametrize("label", FORGERIES)
def test_a_forgery_is_refused(label: str) -> None:
    with pytest.raises(BadSignature):
        twilio().read_webhook(FORGERIES[label])


def test_the_forgeries_were_made_from_a_request_that_is_genuine() -> None:
    assert twilio().read_webhook(GENUINE).events == (reported("DELIVERED"),)


@pytest.mark.parametrize("secrets", [{}, {"account_sid": SID}, {"account_sid": SID, "auth_token": ""}])
def test_without_a_token_every_webhook_is_refused_even_one_signed_with_nothing(
    secrets: Mapping[str, str],
) -> None:
    with pytest.raises(BadSignature):
        twilio(replace(ACCOUNT, secrets=secrets)).read_webhook(signed("status", a_status(), REF, token=""))


def test_header_names_count_in_any_case() -> None:
    shouting = {name.upper(): value for name, value in GENUINE.headers.items()}
    assert twilio().read_webhook(replace(GENUINE, headers=shouting)).events


def test_repeated_fields_are_part_of_the_signature() -> None:
    pairs = [*a_text(), ("MediaUrl0", "https://a"), ("MediaUrl0", "https://b")]
    request = signed("inbound", pairs)
    assert twilio().read_webhook(request).events == (received(),)
    with pytest.raises(BadSignature):
        twilio().read_webhook(
            replace(request, body=request.body.replace("https%3A%2F%2Fb", "https%3A%2F%2Fc"))
        )


def test_blanks_may_be_written_as_plus_or_as_a_number() -> None:
    request = signed("inbound", a_text())
    written = urlencode(list(a_text()), quote_via=quote)
    assert written != request.body
    assert twilio().read_webhook(replace(request, body=written)).events == (received(),)


def json_request(values: Mapping[str, Any], *, digest: str | None = None) -> WebhookRequest:
    body = json.dumps(values)
    digest = hashlib.sha256(body.encode()).hexdigest() if digest is None else digest
    request = signed("status", [], f"{REF}&bodySHA256={digest}" if digest else REF)
    return replace(request, body=body, headers={**request.headers, "content-type": "application/json"})


def test_json_is_read_when_the_address_carries_its_hash() -> None:
    assert twilio().read_webhook(json_request(dict(a_status()))).events == (reported("DELIVERED"),)


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_json_is_refused_without_its_own_hash(digest: str) -> None:
    with pytest.raises(BadSignature):
        twilio().read_webhook(json_request(dict(a_status()), digest=digest))


SHARED = {"x-twilio-webhooks-signature-settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"}


def read_shared(token: str, secrets: Mapping[str, str]) -> WebhookReading:
    request = signed("status", a_status(), REF, token=token, algorithm="HMAC_SHA256", headers=SHARED)
    return twilio(replace(ACCOUNT, secrets={**ACCOUNT.secrets, **secrets})).read_webhook(request)


def test_a_shared_key_signs_with_sha256() -> None:
    assert read_shared("shared", {"webhook_shared_key": "shared"}).events
    assert read_shared(TOKEN, {}).events, "no shared key was entered: the token stands in"
    with pytest.raises(BadSignature):
        read_shared("guessed", {"webhook_shared_key": "shared"})


def test_the_signature_is_the_one_of_twilios_own_example() -> None:
    """https://www.twilio.com/docs/usage/security: the vector by which all their libraries are held."""
    account = Account(
        organization_id="org-1",
        secrets={"account_sid": SID, "auth_token": "12345"},
        settings={},
        public_base_url=PUBLIC,
    )
    example = fields(
        [
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675309"),
            ("Digits", "1234"),
            ("From", "+14158675309"),
            ("To", "+18005551212"),
        ]
    )
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert RequestValidator("12345").compute_signature(url, example) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    request = signed("status", a_status(), REF, token="12345")
    assert twilio(account).read_webhook(request).events


def test_a_signature_computed_by_hand_is_accepted() -> None:
    pairs = a_status()
    text = f"{PUBLIC}/webhooks/org-1/twilio/status?{REF}" + "".join(
        name + value for name, value in sorted(pairs)
    )
    digest = hmac.new(TOKEN.encode(), text.encode(), hashlib.sha1).digest()
    request = replace(
        GENUINE, headers={**GENUINE.headers, "x-twilio-signature": base64.b64encode(digest).decode()}
    )
    assert twilio().read_webhook(request).events == (reported("DELIVERED"),)
