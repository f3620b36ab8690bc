"""Misbehaviour on demand, as a client and a webhook meet it."""

import time

import pytest
import requests
from twilio.base.exceptions import TwilioRestException

from tests.local.simulator.test_callbacks import text
from tests.support.simulator import Stage, wait_until

SEND = {"to": "+12125550100", "from_": "+15005550006", "body": "x"}


def accepted(stage: Stage) -> int:
    return stage.control("GET", "messages?kind=api")["total"]


def test_accept_then_timeout_accepts_without_an_answer(stage: Stage):
    stage.control("POST", "faults", {"kind": "accept_then_timeout", "count": 1, "seconds": 3})
    with pytest.raises(requests.exceptions.ReadTimeout):
        stage.client(timeout=0.3).messages.create(**SEND)
    assert accepted(stage) == 1
    assert stage.client().messages.create(**SEND).sid


def test_the_report_of_a_lost_answer_still_arrives(stage: Stage):
    stage.control("POST", "faults", {"kind": "accept_then_drop", "count": 1})
    with pytest.raises(requests.exceptions.ConnectionError):
        text(stage, "/status?ref=b.lost")
    wait_until(lambda: len(stage.webhook.heard) == 2)
    assert {heard.url.split("?")[1] for heard in stage.webhook.heard} == {"ref=b.lost"}


def test_drop_connection_accepts_nothing(stage: Stage):
    stage.control("POST", "faults", {"kind": "drop_connection", "count": 1})
    with pytest.raises(requests.exceptions.ConnectionError):
        stage.client().messages.create(**SEND)
    assert accepted(stage) == 0


@pytest.mark.parametrize(
    ("fault", "status", "code", "count"),
    [
        ({"kind": "429", "retry_after": 2}, 429, 20429, 0),
        ({"kind": "500_before"}, 500, 20500, 0),
        ({"kind": "500_after"}, 500, 20500, 1),
        ({"kind": "error", "code": 21611}, 429, 21611, 0),
    ],
)
def test_errors_are_answered_on_demand(stage: Stage, fault: dict, status: int, code: int, count: int):
    stage.control("POST", "faults", {**fault, "count": 1})
    with pytest.raises(TwilioRestException) as caught:
        stage.client().messages.create(**SEND)
    assert (caught.value.status, caught.value.code) == (status, code)
    assert accepted(stage) == count
    assert stage.client().messages.create(**SEND).sid


def test_too_many_requests_say_when_to_come_back(stage: Stage):
    stage.control("POST", "faults", {"kind": "429", "retry_after": 2})
    url = f"{stage.base_url}/2010-04-01/Accounts/{stage.account_sid}/Messages.json"
    answer = requests.post(url, {"To": "+1"}, auth=(stage.account_sid, stage.auth_token), timeout=5)
    assert answer.headers["Retry-After"] == "2"


def test_faults_strike_only_what_they_match(stage: Stage):
    stage.control("POST", "faults", {"kind": "500_before", "match": {"to": "+1212*"}})
    stage.control("POST", "faults", {"kind": "error", "code": 21452, "match": {"operation": "numbers.*"}})
    assert stage.client().messages.create(**{**SEND, "to": "+13055550100"}).sid
    with pytest.raises(TwilioRestException):
        stage.client().messages.create(**SEND)
    with pytest.raises(TwilioRestException):
        stage.client().incoming_phone_numbers.create(area_code="646")
    assert stage.control("DELETE", "faults") == {"removed": 2}
    assert stage.client().messages.create(**SEND).sid


def test_a_share_of_calls_fails(stage: Stage):
    fault = stage.control("POST", "faults", {"kind": "500_before", "share": 0.3})
    failed = 0
    for _ in range(100):
        try:
            stage.client().messages.create(**SEND)
        except TwilioRestException:
            failed += 1
    assert 10 <= failed <= 50
    (rule,) = stage.control("GET", "faults")["faults"]
    assert (rule["id"], rule["hits"]) == (fault["id"], failed)


def test_latency_makes_every_call_slower(stage: Stage):
    stage.control("POST", "faults", {"kind": "latency_ms", "ms": 150})
    begin = time.monotonic()
    stage.client().messages.list(limit=1)
    assert time.monotonic() - begin >= 0.15


def test_more_calls_in_flight_than_allowed_are_refused(stage: Stage):
    stage.control("POST", "settings", {"max_in_flight": 1})
    stage.control("POST", "faults", {"kind": "accept_then_timeout", "count": 1, "seconds": 2})
    with pytest.raises(requests.exceptions.ReadTimeout):
        stage.client(timeout=0.2).messages.create(**SEND)
    with pytest.raises(TwilioRestException) as caught:
        stage.client().messages.create(**SEND)
    assert caught.value.code == 20429


def test_callbacks_are_duplicated_and_dropped(stage: Stage):
    stage.control(
        "POST", "faults", {"kind": "callback_duplicate", "copies": 3, "match": {"status": "delivered"}}
    )
    stage.control("POST", "faults", {"kind": "callback_drop", "match": {"status": "sent"}})
    sid = text(stage).sid
    stage.when_idle()
    assert stage.webhook.statuses(sid) == ["delivered"] * 3


def test_callbacks_are_reordered(stage: Stage):
    stage.control("POST", "faults", {"kind": "reorder", "ms": 300})
    sid = text(stage).sid
    stage.when_idle()
    assert stage.webhook.statuses(sid) == ["delivered", "sent"]


def test_callbacks_are_delayed(stage: Stage):
    stage.control("POST", "faults", {"kind": "callback_delay", "ms": 400})
    begin = time.monotonic()
    text(stage)
    stage.when_idle()
    assert time.monotonic() - begin >= 0.4
    assert len(stage.webhook.heard) == 2


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"kind": "explode"}, "unknown kind 'explode'"),
        ({"kind": "429", "count": 0}, "count must be"),
        ({"kind": "429", "share": 2}, "share must be"),
        ({"kind": "429", "match": {"colour": "red"}}, "match must be"),
        ({"kind": "error"}, 'needs the carrier\'s error "code"'),
        ({"kind": "429", "often": 1}, "unknown fields: often"),
    ],
)
def test_faults_that_make_no_sense_are_explained(stage: Stage, fault: dict, sentence: str):
    assert sentence in stage.control("POST", "faults", fault)["error"]
