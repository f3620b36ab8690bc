"""Messages, answers, test texts and numbers of one's own, as clients of the API see them."""

from functools import partial

import pytest

from groundswell import clock
from groundswell.domain.number import NumberState
from groundswell.messages import DeliverShard, RunBlast
from groundswell.tables import campaigns
from groundswell.tables.numbers import number_rows
from groundswell.usecases import open_vendor
from groundswell.usecases.stop_all import stop_all
from tests.functions.admin.conftest import ADMIN, HOME, TEXTER
from tests.support.blast_road import deliver
from tests.support.build import (
    CAMPAIGN,
    NOON,
    ORGANIZATION,
    PHONE,
    SENDER,
    USER,
    a_campaign,
    a_phone,
    an_owned_number,
)
from tests.support.carrier import connect
from tests.support.http import ask
from tests.usecases.test_answer_conversation import receive

MESSAGES = f"{HOME}/messages"
THREAD = f"{HOME}/conversations/{PHONE}"
TEXT = "Hi {first_name}, doors open at 6. Reply STOP to opt out."


def key(name="k1"):
    return {"Idempotency-Key": name}


@pytest.fixture
def texter(handler, members):
    return partial(ask, handler, user=TEXTER)


@pytest.fixture(autouse=True)
def carrier(members, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    number_rows.to_row(an_owned_number()).save()
    yield connect(ORGANIZATION)
    open_vendor.forget_vendor(ORGANIZATION)


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_beyond_the_calendar_is_refused(owner, moment):
    body = {"to": [PHONE], "text": TEXT, "not_after": moment}
    answer = owner("POST", MESSAGES, body=body, headers=key())
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "not_after")


@pytest.mark.parametrize("values", [{f"f{n}": "x" * 500 for n in range(900)}, {"n" * 61: "x"}])
def test_somebody_with_more_fields_than_can_be_stored_is_refused(owner, values):
    to = [{"phone": PHONE, **values}]
    answer = owner("POST", MESSAGES, body={"to": to, "text": "Reply STOP to opt out."}, headers=key())
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "to[0]")


def test_a_message_goes_to_everybody_who_can_be_addressed(owner, carrier, members):
    to = [
        "(202) 555-0001",
        {"phone": a_phone(2), "first_name": "Bo", "shirt": "M"},
        "12",
        a_phone(1),
        {"phone": "x"},
    ]
    body = {"to": to, "text": TEXT + " {shirt}"}
    sent = owner("POST", MESSAGES, body=body, headers=key())
    assert sent.status == 202, sent.text
    assert (sent.json["accepted"], sent.json["merged"], sent.json["opted_out"]) == (2, 1, 0)
    assert [(one["field"], one["remedy"]) for one in sent.json["refused"]] == [
        ("to[2]", "Send it as +12025550123."),
        ("to[4]", "Send it as +12025550123."),
    ]
    assert sent.json["warnings"] == []
    assert owner("POST", MESSAGES, body=body, headers=key()).json == sent.json
    assert not members.waiting(RunBlast)
    deliver(members)
    assert sorted(text.body[:6] for text in carrier.accepted) == ["Hi Bo,", "Hi, do"]
    message = owner("GET", f"{MESSAGES}/{sent.json['message_id']}").json
    assert (message["state"], message["people"], message["blast"]["states"]["SENT"]) == ("COMPLETED", 2, 2)
    sends = owner("GET", f"{MESSAGES}/{sent.json['message_id']}/sends", query={"limit": "1"}).json
    assert len(sends["items"]) == 1
    assert sends["next_cursor"]
    assert owner("GET", MESSAGES).json["items"][0]["message_id"] == sent.json["message_id"]
    assert owner("GET", f"{HOME}/campaigns").json["items"] == []
    assert owner("GET", f"{HOME}/jobs").json["items"] == []


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"to": [], "text": "Hi"}, 422, "to"),
        ({"to": ["+12025550123"] * 1001, "text": "Hi"}, 422, "to"),
        ({"to": ["12"], "text": "Hi"}, 422, "to[0]"),
        ({"to": [PHONE, "12"], "text": "Hi", "strict": True}, 422, "to[1]"),
        ({"to": [PHONE], "text": " "}, 422, "text"),
        ({"to": [PHONE], "text": "Hi {nick}"}, 422, "text"),
        ({"to": [PHONE], "text": "Hi", "from": "+13125550999"}, 422, "from"),
        ({"to": [PHONE], "text": "Hi", "not_after": "2026-03-10T15:00:00Z"}, 422, "not_after"),
        ({"to": [PHONE], "text": "Hi", "not_after": "2026-03-10T17:00:00"}, 422, "not_after"),
        ({"to": [PHONE], "text": "Hi", "when": "now"}, 422, "when"),
        ({"text": "Hi"}, 422, "to"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_its_field(owner, body, status, field):
    answer = owner("POST", MESSAGES, body=body, headers=key())
    assert answer.status == status, answer.text
    assert answer.json["errors"][0]["field"] == field


def test_a_message_needs_a_key_and_a_key_has_one_body(owner):
    body = {"to": [PHONE], "text": "Hi"}
    assert owner("POST", MESSAGES, body=body).status == 400
    owner("POST", MESSAGES, body=body, headers=key())
    assert owner("POST", MESSAGES, body={**body, "text": "Ho"}, headers=key()).status == 422


def test_a_texter_texts_one_person_at_a_time(texter):
    one = {"to": [PHONE], "text": "Hi"}
    assert texter("POST", MESSAGES, body=one, headers=key()).status == 202
    assert texter("POST", MESSAGES, body={**one, "to": [PHONE, a_phone(1)]}, headers=key("k2")).status == 403


def test_without_a_number_the_answer_says_what_to_do(owner, members):
    number_rows.to_row(an_owned_number(releasing_at=NOON)).save()
    answer = owner("POST", MESSAGES, body={"to": [PHONE], "text": "Hi"}, headers=key())
    assert answer.status == 409
    assert "Buy one more" in answer.json["detail"]


def test_a_campaign_is_no_message_and_a_strangers_message_is_not_found(owner, handler):
    campaigns.add(a_campaign())
    sent = owner("POST", MESSAGES, body={"to": [PHONE], "text": "Hi"}, headers=key()).json
    for message_id in (CAMPAIGN, "f0000000-0000-5000-8000-000000000000"):
        assert owner("GET", f"{MESSAGES}/{message_id}").status == 404
        assert owner("GET", f"{MESSAGES}/{message_id}/sends").status == 404
    assert owner("PATCH", f"{HOME}/campaigns/{sent['message_id']}", body={"name": "Mine"}).status == 409


def test_what_was_stopped_is_resumed_under_the_campaigns(owner, carrier, members):
    sent = owner("POST", MESSAGES, body={"to": [PHONE], "text": "Hi"}, headers=key()).json
    stop_all(ORGANIZATION, USER)
    deliver(members)
    assert carrier.accepted == []
    assert owner("GET", f"{MESSAGES}/{sent['message_id']}").json["state"] == "PAUSED"
    assert owner("POST", f"{HOME}/campaigns/{sent['message_id']}/resume").status == 200
    deliver(members)
    assert len(carrier.accepted) == 1


def test_a_texter_answers_and_sees_what_became_of_it(texter, carrier, members):
    receive()
    thread = texter("GET", THREAD).json
    seen = {"last_message_id": thread["conversation"]["last_message_id"]}
    answered = texter("POST", f"{THREAD}/messages", body={"text": "At 6.", **seen}, headers=key())
    assert answered.status == 202, answered.text
    assert answered.json["held_until"] is None
    late = texter("POST", f"{THREAD}/messages", body={"text": "Six!", **seen}, headers=key("k2"))
    assert late.status == 409
    assert "meanwhile" in late.json["detail"]
    deliver(members)
    text = texter("GET", THREAD).json["texts"][-1]
    assert (text["body"], text["state"], text["our_number"], text["user_id"]) == (
        "At 6.", "SENT", SENDER, TEXTER,
    )  # fmt: skip
    assert text["message_id"] == answered.json["message_id"]


def test_nobody_is_answered_who_never_wrote_or_opted_out(texter, owner):
    assert texter("POST", f"{THREAD}/messages", body={"text": "Hi"}, headers=key()).status == 404
    receive()
    owner("POST", f"{HOME}/opt-outs", body={"phone": PHONE, "reason": "Asked on the phone"})
    refused = texter("POST", f"{THREAD}/messages", body={"text": "Hi"}, headers=key())
    assert refused.status == 409
    assert "START" in refused.json["detail"]
    assert texter("POST", f"{THREAD}/messages", body={"text": "Hi"}).status == 400


def test_conversations_are_taken_listed_closed_and_opened(texter, owner):
    receive()

    def shown(view):
        return [
            one["phone"] for one in texter("GET", f"{HOME}/conversations", query={"show": view}).json["items"]
        ]

    assert (shown("UNMATCHED"), shown("MINE")) == ([PHONE], [])
    taken = texter("PUT", f"{THREAD}/assignee", body={"user_id": TEXTER})
    assert (taken.status, taken.json["assignee"], taken.json["is_open"]) == (200, TEXTER, True)
    assert (shown("UNMATCHED"), shown("MINE"), shown("ALL")) == ([], [PHONE], [PHONE])
    assert texter("POST", f"{THREAD}/close", body={"last_message_id": "older"}).status == 409
    assert texter("POST", f"{THREAD}/close", body={}).json["is_open"] is False
    assert shown("MINE") == []
    assert texter("POST", f"{THREAD}/reopen").json["assignee"] == TEXTER
    assert texter("PUT", f"{THREAD}/assignee", body={"user_id": None}).json["assignee"] is None
    assert texter("PUT", f"{THREAD}/assignee", body={"user_id": "nobody"}).status == 422
    assert texter("GET", f"{HOME}/conversations", query={"show": "ELSE"}).status == 422
    assert shown("REVIEW") == []


def test_a_text_is_tried_out_on_a_colleague(owner, texter, carrier, members):
    campaigns.add(a_campaign())
    tried = owner("POST", f"{HOME}/campaigns/{CAMPAIGN}/test", body={"to": "202 555 9999"}, headers=key())
    assert tried.status == 202, tried.text
    assert (tried.json["to"], tried.json["body"]) == ("+12025559999", "Hi Ada, will you help on Saturday?")
    for number in range(2, 6):
        path, body = f"{HOME}/campaigns/{CAMPAIGN}/test", {"to": "202 555 9999"}
        assert owner("POST", path, body=body, headers=key(f"k{number}")).status == 202
    sixth = owner("POST", f"{HOME}/campaigns/{CAMPAIGN}/test", body={"to": PHONE}, headers=key("k6"))
    assert (sixth.status, int(sixth.headers["retry-after"]) > 3600) == (429, True)
    assert owner("GET", f"{MESSAGES}/{tried.json['message_id']}").json["blast"]["planned"] == 1
    assert owner("GET", MESSAGES).json["items"] == []


def test_a_member_gets_a_number_of_their_own(owner, texter, carrier, members):
    number_rows.to_row(an_owned_number(phone="+13125550102")).save()
    path = f"{HOME}/members/{TEXTER}/number"
    assert texter("PUT", path, body={"phone": SENDER}).status == 403
    given = owner("PUT", path, body={"phone": SENDER})
    assert (given.status, given.json) == (200, {"user_id": TEXTER, "phone": SENDER})
    (number, _) = owner("GET", f"{HOME}/numbers").json["items"]
    assert (number["state"], number["member_id"]) == (NumberState.RESERVED, TEXTER)
    assert owner("PUT", f"{HOME}/members/{ADMIN}/number", body={"phone": SENDER}).status == 409
    texter("POST", MESSAGES, body={"to": [PHONE], "text": "Hi"}, headers=key())
    deliver(members)
    assert [text.sender for text in carrier.accepted] == [SENDER]
    assert owner("PUT", path, body={"phone": None}).json["phone"] is None
    assert owner("PUT", path, body={}).status == 422


def test_nothing_is_left_for_the_queue_but_the_shards_with_texts(owner, members):
    owner("POST", MESSAGES, body={"to": [PHONE], "text": "Hi"}, headers=key())
    assert len(members.waiting(DeliverShard)) == 1
