"""Twilio's signature: only what it signed, for this very account, is read."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from twilio.request_validator import RequestValidator

from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.extensions.service_vendors.webhooks import WebhookReading, WebhookRequest
from tests.support.twilio_webhooks import (
    ACCOUNT,
    BLAST,
    PUBLIC,
    REF,
    SID,
    TOKEN,
    a_status,
    a_text,
    fields,
    received,
    reported,
    signed,
    twilio,
)

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
