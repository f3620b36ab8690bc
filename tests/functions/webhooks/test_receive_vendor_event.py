"""The webhook's door: only what the carrier signed gets in, once, and an opt-out is stored before the answer."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from functions.webhooks.receive_vendor_event import handler
from groundswell import queues, secrets
from groundswell.domain.identity import send_id
from groundswell.messages import DeliveryReported, TextReceived
from groundswell.observability import Failed
from groundswell.settings import settings
from groundswell.tables import conversations, opt_outs, organizations, recipients
from groundswell.usecases import open_vendor
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, PHONE, SENDER, a_blast, a_member, an_organization
from tests.support.http import an_event

TOKEN = "0123456789abcdef0123456789abcdef"
ACCOUNT = "AC" + "1" * 32
PUBLIC = "https://api.example.org"
INBOUND, STATUS = f"/webhooks/{ORGANIZATION}/twilio/inbound", f"/webhooks/{ORGANIZATION}/twilio/status"


@pytest.fixture(autouse=True)
def organization(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An organization with a Twilio account."""
    monkeypatch.setenv("PUBLIC_BASE_URL", PUBLIC)
    settings.cache_clear()
    secrets.forget()
    open_vendor.forget_vendor(ORGANIZATION)
    organizations.add(an_organization(service_vendor="twilio"), a_member())
    secrets.put(ORGANIZATION, "twilio", {"account_sid": ACCOUNT, "auth_token": TOKEN})
    yield
    open_vendor.forget_vendor(ORGANIZATION)
    settings.cache_clear()


def post(
    path: str, fields: dict[str, str], *, query: str = "", token: str = TOKEN, **headers: str
) -> dict[str, Any]:
    """What the handler answers to a webhook signed with `token`."""
    url = f"{PUBLIC}{path}" + (f"?{query}" if query else "")
    signature = RequestValidator(token).compute_signature(url, fields)
    given = {"content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature, **headers}
    event = an_event("POST", path, raw_body=b64encode(urlencode(fields).encode()).decode(), headers=given)
    answer: dict[str, Any] = handler(event | {"rawQueryString": query, "isBase64Encoded": True}, None)  # type: ignore[arg-type]
    return answer


def inbound(text: str, sid: str = "SM" + "a" * 32) -> dict[str, str]:
    return {
        "MessageSid": sid, "AccountSid": ACCOUNT, "From": PHONE, "To": SENDER, "Body": text, "NumMedia": "0",
        "FromCity": "", "ApiVersion": "2010-04-01",
    }  # fmt: skip


def status(state: str, **more: str) -> dict[str, str]:
    return {"MessageSid": "SM" + "b" * 32, "AccountSid": ACCOUNT, "MessageStatus": state, "To": PHONE} | more


def reference() -> str:
    blast = a_blast().blast_id
    return f"ref={blast}.{send_id(blast, PHONE)}"


def test_a_stop_is_stored_before_the_carrier_is_answered(aws: Aws) -> None:
    answer = post(INBOUND, inbound("STOP"))
    assert (answer["statusCode"], answer["headers"]["content-type"]) == (200, "text/xml")
    assert recipients.get(ORGANIZATION, PHONE).opted_out
    assert len(opt_outs.list_changes(ORGANIZATION, PHONE)) == 1
    (event,) = aws.take(TextReceived)
    assert (event.from_phone, event.keyword) == (PHONE, "STOP")


def test_the_same_webhook_again_changes_nothing(aws: Aws) -> None:
    answers = [post(INBOUND, inbound("STOP")) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(opt_outs.list_changes(ORGANIZATION, PHONE)) == 1
    assert len(conversations.list_texts(ORGANIZATION, PHONE)) == 1


def test_a_stop_stays_even_if_the_queue_cannot_be_reached(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "send_all", _unreachable)
    with pytest.raises(Failed, match="ConnectionError"):
        post(INBOUND, inbound("STOP"))
    assert recipients.get(ORGANIZATION, PHONE).opted_out


def test_a_final_report_is_queued_under_our_own_id(aws: Aws) -> None:
    answer = post(STATUS, status("undelivered", ErrorCode="30006"), query=reference())
    assert answer["statusCode"] == 204
    (event,) = aws.take(DeliveryReported)
    assert (event.state, event.error_code, event.send_id) == (
        "FAILED",
        "30006",
        send_id(event.blast_id, PHONE),
    )


@pytest.mark.parametrize("state", ["queued", "sending", "sent", "accepted", "something-new"])
def test_what_is_not_final_is_dropped_at_the_door(aws: Aws, state: str) -> None:
    assert post(STATUS, status(state), query=reference())["statusCode"] == 204
    assert aws.take(DeliveryReported) == []


@pytest.mark.parametrize("code", ["9" * 5000, "a.b", "[0]", "3000\n8", ""])
def test_what_cannot_be_a_code_is_not_counted_as_one(aws: Aws, code: str) -> None:
    post(STATUS, status("undelivered", ErrorCode=code), query=reference())
    (event,) = aws.take(DeliveryReported)
    assert event.error_code is None


def test_a_forged_webhook_is_refused_and_changes_nothing(aws: Aws) -> None:
    assert post(INBOUND, inbound("STOP"), token="another-token")["statusCode"] == 403
    assert not recipients.get(ORGANIZATION, PHONE).opted_out
    assert aws.take(TextReceived) == []


def changed_elsewhere(**values: str) -> None:
    """Another process has stored these; this one still remembers the old ones."""
    remembered = dict(secrets._read)
    secrets.put(ORGANIZATION, "twilio", {"account_sid": ACCOUNT, "auth_token": TOKEN} | values)
    secrets._read.update(remembered)


def pass_time(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = open_vendor.time.monotonic()
    monkeypatch.setattr(open_vendor.time, "monotonic", lambda: now + seconds)


def test_a_stop_that_was_signed_with_a_new_token_is_not_lost(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(INBOUND, inbound("Hello"))
    changed_elsewhere(auth_token="f" * 32)
    pass_time(monkeypatch, 31)
    assert post(INBOUND, inbound("STOP", "SM2"), token="f" * 32)["statusCode"] == 200
    assert recipients.get(ORGANIZATION, PHONE).opted_out
    assert post(INBOUND, inbound("START", "SM3"))["statusCode"] == 403


def test_forged_webhooks_make_nobody_ask_for_secrets_again_and_again(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(INBOUND, inbound("Hello"))
    asked: list[str] = []
    fetch = secrets._fetch
    monkeypatch.setattr(secrets, "_fetch", lambda name: asked.append(name) or fetch(name))
    pass_time(monkeypatch, 31)
    for _ in range(5):
        assert post(INBOUND, inbound("STOP", "SM2"), token="forged")["statusCode"] == 403
    assert len(asked) == 1


def test_an_unsigned_webhook_is_refused(aws: Aws) -> None:
    event = an_event("POST", INBOUND, raw_body=urlencode(inbound("STOP")))
    assert handler(event, None)["statusCode"] == 403  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [{"Body": "START"}, {"From": "+12025550999"}, {"Extra": "1"}])
def test_a_webhook_whose_fields_were_changed_is_refused(aws: Aws, change: dict[str, str]) -> None:
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + INBOUND, inbound("STOP"))
    event = an_event(
        "POST",
        INBOUND,
        raw_body=urlencode(inbound("STOP") | change),
        headers={"x-twilio-signature": signature},
    )
    assert handler(event, None)["statusCode"] == 403  # type: ignore[arg-type]


def test_another_accounts_webhook_is_refused(aws: Aws) -> None:
    assert post(INBOUND, inbound("STOP") | {"AccountSid": "AC" + "2" * 32})["statusCode"] == 403


def test_a_report_signed_for_one_send_cannot_be_used_for_another(aws: Aws) -> None:
    url = f"{PUBLIC}{STATUS}?{reference()}"
    signature = RequestValidator(TOKEN).compute_signature(url, status("failed"))
    event = an_event(
        "POST", STATUS, raw_body=urlencode(status("failed")), headers={"x-twilio-signature": signature}
    )
    other = reference()[:-1] + ("0" if reference()[-1] != "0" else "1")
    assert handler(event | {"rawQueryString": other}, None)["statusCode"] == 403  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/00000000-0000-4000-8000-000000000000/twilio/inbound",
        f"/webhooks/{ORGANIZATION}/bandwidth/secret/events",
        f"/webhooks/{ORGANIZATION}/twilio",
        "/webhooks//twilio/inbound",
        "/webhooks",
    ],
)
def test_what_is_nobodys_webhook_is_not_found(aws: Aws, path: str) -> None:
    assert post(path, inbound("STOP"))["statusCode"] == 404


def test_a_body_that_is_no_text_is_refused(aws: Aws) -> None:
    event = an_event("POST", INBOUND, raw_body=b64encode(b"\xff\xfe\x00").decode())
    assert handler(event | {"isBase64Encoded": True}, None)["statusCode"] == 403  # type: ignore[arg-type]


def test_a_call_is_answered_with_a_few_words(aws: Aws) -> None:
    answer = post(f"/webhooks/{ORGANIZATION}/twilio/voice", {"CallSid": "CA1", "AccountSid": ACCOUNT})
    assert (answer["statusCode"], "<Say" in answer["body"]) == (200, True)


def _unreachable(*_: object) -> None:
    raise ConnectionError
