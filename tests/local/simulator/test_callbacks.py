"""Signed status callbacks and inbound texts, as a webhook hears them."""

from aiohttp import web
from twilio.request_validator import RequestValidator

from tests.support.simulator import Heard, Stage, wait_until

SENDER = "+15005550006"


def text(stage: Stage, path: str = "/status?ref=b1.s1", to: str = "+12125550100", **fields):
    callback = f"{stage.webhook.base_url}{path}"
    return stage.client().messages.create(
        **{"to": to, "from_": SENDER, "body": "Hi", "status_callback": callback} | fields
    )


def is_signed(stage: Stage, heard: Heard) -> bool:
    validator = RequestValidator(stage.auth_token)
    return validator.validate(heard.url, heard.fields, heard.headers["x-twilio-signature"])


def test_each_status_is_reported_once_and_signed(stage: Stage):
    sid = text(stage).sid
    stage.when_idle()
    assert sorted(stage.webhook.statuses(sid)) == ["delivered", "sent"]
    assert all(is_signed(stage, heard) for heard in stage.webhook.heard)


def test_a_text_through_a_service_is_reported_three_times(stage: Stage):
    service, number = stage.service_with_number()
    sid = text(stage, from_=number.phone_number, messaging_service_sid=service.sid).sid
    stage.when_idle()
    assert sorted(stage.webhook.statuses(sid)) == ["delivered", "queued", "sent"]
    assert {heard.fields["MessagingServiceSid"] for heard in stage.webhook.heard} == {service.sid}


def test_the_services_own_callback_is_used_when_the_text_has_none(stage: Stage):
    url = f"{stage.webhook.base_url}/from-service?ref=x"
    service, _number = stage.service_with_number(status_callback=url)
    client = stage.client()
    client.messages.create(to="+12125550100", messaging_service_sid=service.sid, body="x")
    stage.when_idle()
    assert {heard.url for heard in stage.webhook.heard} == {url}


def test_the_url_is_called_and_signed_letter_by_letter_without_its_fragment(stage: Stage):
    text(stage, "/status?ref=b%2e1&x=a+b%20c&empty=#rc=3&rp=all")
    stage.when_idle()
    heard = stage.webhook.heard[0]
    assert heard.url == f"{stage.webhook.base_url}/status?ref=b%2e1&x=a+b%20c&empty="
    assert is_signed(stage, heard)


def test_a_failure_is_reported_with_its_code(stage: Stage):
    text(stage, to="+12125550106")
    stage.when_idle()
    (failed,) = [h.fields for h in stage.webhook.heard if h.fields["MessageStatus"] == "undelivered"]
    assert (failed["ErrorCode"], failed["SmsStatus"], failed["ApiVersion"]) == (
        "30006",
        "undelivered",
        "2010-04-01",
    )
    assert len(failed["RawDlrDoneDate"]) == 10


def test_a_server_error_is_not_retried_by_default(stage: Stage):
    stage.webhook.answers = [web.Response(status=500), web.Response(status=500)]
    text(stage)
    stage.when_idle()
    callbacks = stage.control("GET", "callbacks")
    assert (callbacks["dead"], callbacks["retried"], len(stage.webhook.heard)) == (2, 0, 2)
    assert {letter["http_status"] for letter in callbacks["dead_letters"]} == {500}


def test_a_server_error_is_retried_when_the_url_says_so(stage: Stage):
    stage.webhook.answers = [web.Response(status=500), web.Response(status=503)]
    sid = text(stage, "/status?ref=r#rc=3&rp=all").sid
    stage.when_idle()
    assert sorted(stage.webhook.statuses(sid)) == ["delivered", "delivered", "sent", "sent"]
    tokens = [heard.headers["i-twilio-idempotency-token"] for heard in stage.webhook.heard]
    assert len(set(tokens)) == 2


def test_a_refused_connection_is_retried_once_by_default(stage: Stage):
    text(stage, status_callback="http://127.0.0.1:9/status")
    stage.when_idle()
    letters = stage.control("GET", "callbacks")["dead_letters"]
    assert [(letter["problem"], letter["attempts"]) for letter in letters] == [("ct", 2)] * 2


def test_inbound_texts_reach_the_services_webhook_with_all_fields_signed(stage: Stage):
    inbound_url = f"{stage.webhook.base_url}/inbound"
    service, number = stage.service_with_number(inbound_request_url=inbound_url)
    sent = {"from": "+12125550177", "to": number.phone_number, "body": "Hello"}
    sid = stage.control("POST", "inbound", sent)["sid"]
    stage.when_idle()
    (heard,) = stage.webhook.heard
    assert heard.url == inbound_url
    assert is_signed(stage, heard)
    assert heard.fields["MessageSid"] == heard.fields["SmsMessageSid"] == sid
    assert (heard.fields["Body"], heard.fields["MessagingServiceSid"]) == ("Hello", service.sid)
    assert heard.fields["ToCity"] == ""


def test_inbound_texts_reach_the_numbers_webhook_when_it_is_in_no_service(stage: Stage):
    number = stage.buy()
    number.update(sms_url=f"{stage.webhook.base_url}/sms")
    stage.control("POST", "inbound", {"from": "+12125550177", "to": number.phone_number, "body": "Hi"})
    stage.when_idle()
    assert [heard.url for heard in stage.webhook.heard] == [f"{stage.webhook.base_url}/sms"]
    assert "MessagingServiceSid" not in stage.webhook.heard[0].fields


def test_a_service_without_inbound_url_swallows_texts(stage: Stage):
    _, number = stage.service_with_number()
    stage.control("POST", "inbound", {"from": "+12125550177", "to": number.phone_number, "body": "Hi"})
    stage.when_idle()
    assert stage.webhook.heard == []
    assert stage.client().messages.list(to=number.phone_number) == []
    assert stage.control("GET", "inbound")["total"] == 1


def test_a_get_webhook_is_signed_over_its_query(stage: Stage):
    number = stage.buy()
    number.update(sms_url=f"{stage.webhook.base_url}/sms?a=1", sms_method="GET")
    stage.control("POST", "inbound", {"from": "+12125550177", "to": number.phone_number, "body": "a b&c"})
    stage.when_idle()
    (heard,) = stage.webhook.heard
    assert "Body=a+b%26c" in heard.url
    assert is_signed(stage, heard)


def test_the_webhooks_twiml_is_sent_and_the_fallback_called_after_a_failure(stage: Stage):
    number = stage.buy()
    base = stage.webhook.base_url
    number.update(sms_url=f"{base}/sms", sms_fallback_url=f"{base}/fallback")
    answer = "<Response><Message>Thanks!</Message></Response>"
    stage.webhook.answers = [web.Response(status=500), web.Response(text=answer, content_type="text/xml")]
    stage.control("POST", "inbound", {"from": "+12125550177", "to": number.phone_number, "body": "Hi"})
    wait_until(lambda: stage.control("GET", "messages?kind=twiml_reply")["total"])
    assert [heard.url for heard in stage.webhook.heard] == [f"{base}/sms", f"{base}/fallback"]
    assert stage.webhook.heard[1].fields["ErrorUrl"] == f"{base}/sms"
    (reply,) = stage.control("GET", "messages?kind=twiml_reply")["messages"]
    assert (reply["to"], reply["body"]) == ("+12125550177", "Thanks!")


def test_a_scripted_phone_answers_what_it_got(stage: Stage):
    _service, number = stage.service_with_number(inbound_request_url=f"{stage.webhook.base_url}/inbound")
    client = stage.client()
    for phone in ("+12125550111", "+12125550112", "+12125550115", "+12125550110"):
        client.messages.create(to=phone, from_=number.phone_number, body="Will you come?")
    stage.when_idle()
    assert {heard.fields["From"]: heard.fields["Body"] for heard in stage.webhook.heard} == {
        "+12125550111": "YES, count me in!",
        "+12125550112": "What time does it start?",
        "+12125550115": "Stop please",
    }


def test_retries_and_waiting_callbacks_never_change_what_was_signed(stage: Stage):
    stage.webhook.answers = [web.Response(status=500)]
    text(stage, "/status?ref=r#rc=1&rp=5xx")
    stage.when_idle()
    assert len(stage.webhook.heard) == 3
    assert all(is_signed(stage, heard) for heard in stage.webhook.heard)
