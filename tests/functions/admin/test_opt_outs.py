"""Opt-outs through the API: by hand, by list, looked up, lifted with a reason; and doubtful replies to decide on."""

from datetime import timedelta
from functools import partial

import pytest

from groundswell import clock
from groundswell.domain.conversation import Direction, Text
from groundswell.domain.opt_out import review_due_at
from groundswell.messages import OptOutRecorded
from groundswell.tables import conversations, recipients
from groundswell.usecases.opt_out_on_web import opt_out_on_web
from tests.functions.admin.conftest import ADMIN, HOME, TEXTER
from tests.support.build import NOON, ORGANIZATION, PHONE, USER, a_phone
from tests.support.http import ask

OPT_OUTS = f"{HOME}/opt-outs"
REASON = {"reason": "They asked for it again"}


def opted_out(phone=PHONE):
    return recipients.get(ORGANIZATION, phone).opted_out


def a_doubtful_text():
    text = Text(
        organization_id=ORGANIZATION, phone=PHONE, message_id="m1", direction=Direction.IN, body="wrong number",
        at=NOON, rule="wrong-number", review_due_at=review_due_at(NOON),
    )  # fmt: skip
    conversations.add_inbound(text)


def test_a_texter_opts_a_phone_out_with_the_reason_on_record(handler, members):
    body = {"phone": "(202) 555-0123", "reason": "Told me so at the door"}
    answer = ask(handler, "POST", OPT_OUTS, user=TEXTER, body=body)
    assert answer.status == 201
    assert answer.json["opted_out"] is True
    (proof,) = answer.json["history"]
    assert (proof["keyword"], proof["source"], proof["reason"], proof["by"]) == (
        "STOP", "MEMBER", "Told me so at the door", TEXTER,
    )  # fmt: skip
    assert opted_out()
    assert [event.phone for event in members.take(OptOutRecorded)] == [PHONE]


def test_opting_out_twice_keeps_one_proof(owner):
    for _ in range(2):
        assert owner("POST", OPT_OUTS, body={"phone": PHONE, "reason": "by mail"}).status == 201
    assert len(owner("GET", f"{OPT_OUTS}/{PHONE}/history").json["items"]) == 1


@pytest.mark.parametrize(
    "body", [{"phone": PHONE}, {"reason": "because"}, {"phone": "nobody", "reason": "because"}]
)
def test_what_cannot_be_is_refused(owner, body):
    assert owner("POST", OPT_OUTS, body=body).status == 422


def test_a_phone_is_found_in_any_spelling(owner):
    owner("POST", OPT_OUTS, body={"phone": PHONE, "reason": "by mail"})
    assert owner("GET", OPT_OUTS, query={"phone": "202-555-0123"}).json["opted_out"] is True
    assert owner("GET", OPT_OUTS, query={"phone": a_phone(8)}).json["opted_out"] is False
    assert owner("GET", OPT_OUTS).status == 422


def test_the_newest_opt_outs_come_page_by_page_with_how_they_came_about(handler, owner, monkeypatch):
    for minute, reason in enumerate(("by mail", "on the phone", "at the door")):
        now = NOON + timedelta(minutes=minute)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        owner("POST", OPT_OUTS, body={"phone": a_phone(minute), "reason": reason})
    texter = partial(ask, handler, "GET", f"{OPT_OUTS}/newest", user=TEXTER)
    page = texter(query={"limit": "2"}).json
    assert [(one["phone"], one["reason"], one["source"], one["by"]) for one in page["items"]] == [
        (a_phone(2), "at the door", "MEMBER", USER), (a_phone(1), "on the phone", "MEMBER", USER),
    ]  # fmt: skip
    last = texter(query={"limit": "2", "cursor": page["next_cursor"]}).json
    assert [one["phone"] for one in last["items"]] == [a_phone(0)]
    owner("DELETE", f"{OPT_OUTS}/{a_phone(2)}", query=REASON)
    assert a_phone(2) not in [one["phone"] for one in texter().json["items"]]


def test_a_list_is_imported_and_what_is_no_phone_is_named(owner, members):
    phones = [a_phone(n) for n in range(120)]
    body = {"phones": [*phones, "not a phone", phones[0]], "reason": "Our last provider's list"}
    answer = owner("POST", f"{OPT_OUTS}/imports", body=body)
    assert answer.json == {"opted_out": 120, "already": 0, "refused": [{"row": 121, "phone": "not a phone"}]}
    assert all(opted_out(phone) for phone in phones)
    assert owner("POST", f"{OPT_OUTS}/imports", body=body).json["already"] == 120
    (proof,) = owner("GET", f"{OPT_OUTS}/{phones[5]}/history").json["items"]
    assert (proof["source"], proof["by"]) == ("IMPORT", USER)


def test_a_list_of_which_some_have_opted_out_before_is_imported_whole(owner):
    for number in (3, 60, 61):
        owner("POST", OPT_OUTS, body={"phone": a_phone(number), "reason": "by mail"})
    body = {"phones": [a_phone(n) for n in range(70)], "reason": "Our last provider's list"}
    answer = owner("POST", f"{OPT_OUTS}/imports", body=body).json
    assert (answer["opted_out"], answer["already"]) == (67, 3)


@pytest.mark.parametrize(
    ("csv", "count"),
    [
        ("name,Mobile phone\nAda,(202) 555-0123\nBea,2025550124\n", 2),
        ("+12025550123\n2025550124\n\n", 2),
        ("\ufeffphone\r\n202-555-0123\r\n", 1),
        ('"a ""quoted"" name",phone\n', 0),
    ],
)
def test_csv_is_read_with_and_without_a_header(owner, csv, count):
    answer = owner("POST", f"{OPT_OUTS}/imports", body={"csv": csv, "reason": "An old list"})
    assert (answer.json["opted_out"], answer.json["refused"]) == (count, [])


@pytest.mark.parametrize("csv", ['phone\n"' + "2" * 140_000, '"' + "2" * 150_000 + '"'])
def test_what_is_no_csv_is_refused_in_plain_words(owner, csv):
    answer = owner("POST", f"{OPT_OUTS}/imports", body={"csv": csv, "reason": "An old list"})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "csv")


def test_more_than_a_thousand_are_refused(owner):
    body = {"csv": "\n".join(a_phone(n) for n in range(1001)), "reason": "Too many"}
    assert owner("POST", f"{OPT_OUTS}/imports", body=body).status == 422
    assert not opted_out(a_phone(0))


def test_an_owner_lifts_an_opt_out_only_with_a_reason(handler, owner):
    owner("POST", OPT_OUTS, body={"phone": PHONE, "reason": "by mail"})
    assert ask(handler, "DELETE", f"{OPT_OUTS}/{PHONE}", user=ADMIN, query=REASON).status == 403
    assert owner("DELETE", f"{OPT_OUTS}/{PHONE}").status == 422
    assert opted_out()
    assert owner("DELETE", f"{OPT_OUTS}/{PHONE}", query=REASON).status == 204
    assert not opted_out()
    history = owner("GET", f"{OPT_OUTS}/{PHONE}/history").json["items"]
    lifted = next(one for one in history if one["keyword"] == "START")
    assert (lifted["source"], lifted["reason"], lifted["by"]) == ("MEMBER", REASON["reason"], USER)
    assert owner("DELETE", f"{OPT_OUTS}/{PHONE}", query=REASON).status == 409


def test_a_doubtful_reply_is_listed_until_somebody_decides(handler, owner, members):
    a_doubtful_text()
    (head,) = owner("GET", f"{HOME}/conversations/reviews").json["items"]
    assert head["phone"] == PHONE
    assert head["review_due_at"].startswith("2026-03-24")
    texter = partial(ask, handler, user=TEXTER)
    assert texter("DELETE", f"{HOME}/conversations/{PHONE}/review").status == 204
    assert texter("DELETE", f"{HOME}/conversations/{PHONE}/review").status == 404
    assert owner("GET", f"{HOME}/conversations/reviews").json["items"] == []
    assert not opted_out()


@pytest.mark.parametrize("way", ["by hand", "by a list", "on the web"])
def test_opting_out_in_any_way_decides_the_review(owner, way):
    a_doubtful_text()
    if way == "by hand":
        owner("POST", OPT_OUTS, body={"phone": PHONE, "reason": "A wrong number"})
    elif way == "by a list":
        owner(
            "POST", f"{OPT_OUTS}/imports", body={"phones": [PHONE, a_phone(5)], "reason": "From our old tool"}
        )
    else:
        opt_out_on_web(ORGANIZATION, PHONE)
    assert opted_out()
    assert owner("GET", f"{HOME}/conversations/reviews").json["items"] == []


def test_somebody_elses_opt_out_decides_no_review(owner):
    a_doubtful_text()
    owner(
        "POST",
        f"{OPT_OUTS}/imports",
        body={"phones": [a_phone(5), a_phone(6)], "reason": "From our old tool"},
    )
    assert len(owner("GET", f"{HOME}/conversations/reviews").json["items"]) == 1


def test_the_confirmation_is_a_setting_without_marketing(owner):
    settings = {"name": "Friends of the River", "opens": "09:00", "closes": "20:00", "service_managers": []}
    read = owner("GET", f"{HOME}/settings").json
    assert read["opt_out_confirmation"].startswith("You will receive no more messages from {organization}.")
    assert read["opt_out_page_url"].endswith(f"/o/{ORGANIZATION}")
    changed = owner(
        "PUT", f"{HOME}/settings", body={**settings, "opt_out_confirmation": "Done. {organization}"}
    )
    assert changed.json["opt_out_confirmation"] == "Done. {organization}"
    for wrong in ("See https://example.org", "{first_name}, done", "x" * 321):
        answer = owner("PUT", f"{HOME}/settings", body={**settings, "opt_out_confirmation": wrong})
        assert answer.status == 422
        assert answer.json["errors"][0]["field"] == "opt_out_confirmation"
