"""Twilio's own opt-out block, as senders and phones see it."""

import pytest

from tests.local.simulator.test_messages import code_of
from tests.support.simulator import Stage

PHONE = "+12125550177"


def say(stage: Stage, body: str, to: str) -> None:
    stage.control("POST", "inbound", {"from": PHONE, "to": to, "body": body})


def send(stage: Stage, **sender):
    return stage.client().messages.create(to=PHONE, body="x", **sender)


@pytest.mark.parametrize("word", ["STOP", " stop ", "Unsubscribe", "OPTOUT", "revoke"])
def test_a_stop_blocks_the_number_and_start_lifts_it(stage: Stage, word: str):
    phone = stage.buy().phone_number
    say(stage, word, phone)
    assert code_of(lambda: send(stage, from_=phone)) == 21610
    say(stage, "START", phone)
    assert send(stage, from_=phone).status == "queued"


@pytest.mark.parametrize("words", ["Stop please", "yes", "don't stop", "end of story"])
def test_other_words_block_nobody(stage: Stage, words: str):
    phone = stage.buy().phone_number
    say(stage, words, phone)
    assert send(stage, from_=phone).status == "queued"
    assert stage.control("GET", "messages?kind=auto_reply")["total"] == 0


def test_a_stop_blocks_the_whole_service_but_not_other_numbers(stage: Stage):
    service, first = stage.service_with_number()
    second, outside = stage.buy(), stage.buy()
    service.phone_numbers.create(phone_number_sid=second.sid)
    say(stage, "STOP", first.phone_number)
    assert code_of(lambda: send(stage, messaging_service_sid=service.sid)) == 21610
    assert code_of(lambda: send(stage, from_=second.phone_number)) == 21610
    assert send(stage, from_=outside.phone_number).status == "queued"


def test_a_bare_yes_lifts_a_block(stage: Stage):
    phone = stage.buy().phone_number
    say(stage, "STOP", phone)
    say(stage, "Yes", phone)
    assert send(stage, from_=phone).status == "queued"


def test_keywords_are_answered_by_the_carrier_itself_and_still_reach_the_webhook(stage: Stage):
    url = f"{stage.webhook.base_url}/in"
    _, number = stage.service_with_number(inbound_request_url=url)
    for word in ("STOP", "HELP", "START"):
        say(stage, word, number.phone_number)
    stage.when_idle()
    answers = stage.control("GET", "messages?kind=auto_reply")["messages"]
    assert [answer["body"].split()[:3] for answer in answers] == [
        ["You", "are", "unsubscribed"],
        ["Reply", "STOP", "to"],
        ["You", "are", "subscribed"],
    ]
    assert sorted(heard.fields["Body"] for heard in stage.webhook.heard) == ["HELP", "START", "STOP"]
    assert all("OptOutType" not in heard.fields for heard in stage.webhook.heard)


def test_advanced_opt_out_names_the_keyword(stage: Stage):
    stage.control("POST", "settings", {"advanced_opt_out": True})
    _, number = stage.service_with_number(inbound_request_url=f"{stage.webhook.base_url}/in")
    say(stage, "quit", number.phone_number)
    stage.when_idle()
    assert stage.webhook.heard[0].fields["OptOutType"] == "STOP"


def test_a_phone_scripted_to_stop_is_blocked_after_its_first_text(stage: Stage):
    service, number = stage.service_with_number(inbound_request_url=f"{stage.webhook.base_url}/in")
    client = stage.client()
    client.messages.create(to="+12125550113", messaging_service_sid=service.sid, body="x")
    stage.when_idle()
    again = {"to": "+12125550113", "messaging_service_sid": service.sid, "body": "y"}
    assert code_of(lambda: client.messages.create(**again)) == 21610
    assert stage.control("GET", "blocks")["blocks"] == [
        {"place": number.phone_number, "phone": "+12125550113"},
        {"place": service.sid, "phone": "+12125550113"},
    ]
