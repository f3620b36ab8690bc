"""How a blast fares, its sends and its replies, through the API."""

from dataclasses import replace
from datetime import datetime, timedelta

from groundswell import clock
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.identity import blast_id
from groundswell.domain.send import SendState
from groundswell.tables import campaigns, conversations
from groundswell.tables.ledger import writing
from tests.functions.admin.conftest import HOME
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, PHONE, SENDER, a_phone, a_send
from tests.support.ledger import a_running_blast, plan

BLAST = blast_id(CAMPAIGN, "now")
ONE = f"{HOME}/campaigns/{CAMPAIGN}/blasts/{BLAST}"


def some_sends():
    """One delivered, two failed, one skipped, one ready."""
    states = {
        1: (SendState.DELIVERED, None),
        2: (SendState.FAILED, "30003"),
        3: (SendState.FAILED, "30003"),
        4: (SendState.SKIPPED, "OPTED_OUT"),
        5: (SendState.READY, None),
    }
    for number, (state, reason) in states.items():
        send = a_send(phone=a_phone(number))
        plan(send)
        if state is SendState.READY:
            continue
        steps = [SendState.SKIPPED] if state is SendState.SKIPPED else [SendState.DISPATCHING, state]
        for step in steps:
            ended = step is state
            segments = 0 if step is SendState.SKIPPED else 1
            after = replace(send, state=step, reason=reason if ended else None, segments=segments)
            writing.record([writing.Move(before=send, after=after)])
            send = after


def an_inbound(**changes):
    values = {
        "organization_id": ORGANIZATION,
        "phone": PHONE,
        "message_id": "5e0f0000-0000-4000-8000-000000000001",
        "direction": Direction.IN,
        "body": "Yes, gladly",
        "at": NOON + timedelta(minutes=3),
        "our_number": SENDER,
        "vendor_message_id": "SM1",
    }
    return Text(**values | changes)


def test_the_report_adds_up_and_explains_failures(owner):
    a_running_blast(audience=5)
    some_sends()
    answer = owner("GET", ONE)
    assert answer.status == 200
    report = answer.json
    assert report["planned"] == sum(report["states"].values()) == 5
    assert report["states"]["FAILED"] == 2
    assert report["states"]["UNKNOWN"] == 0
    assert report["skips"] == {"OPTED_OUT": 1}
    (failure,) = report["failures"]
    assert (failure["code"], failure["count"]) == ("30003", 2)
    assert failure["meaning"]
    assert failure["advice"]
    assert (report["replies"], report["opt_outs"]) == (0, 0)


def test_blasts_are_listed_for_their_campaign_only(owner):
    a_running_blast()
    assert [one["blast_id"] for one in owner("GET", f"{HOME}/campaigns/{CAMPAIGN}/blasts").json["items"]] == [
        BLAST
    ]
    assert owner("GET", ONE.replace(CAMPAIGN, CAMPAIGN[::-1])).status == 404


def test_sends_are_listed_page_by_page_and_by_state(owner):
    a_running_blast(audience=5)
    some_sends()
    seen, query = [], {"limit": "2"}
    while True:
        page = owner("GET", f"{ONE}/sends", query=query).json
        seen += [one["phone"] for one in page["items"]]
        if not page["next_cursor"]:
            break
        query = {"limit": "2", "cursor": page["next_cursor"]}
    assert sorted(seen) == sorted(a_phone(n) for n in range(1, 6))
    failed = owner("GET", f"{ONE}/sends", query={"state": "FAILED"}).json["items"]
    assert {one["reason"] for one in failed} == {"30003"}
    assert owner("GET", f"{ONE}/sends", query={"state": "LOST"}).status == 422


def test_a_failures_code_leads_to_just_its_sends(owner):
    a_running_blast(audience=5)
    some_sends()
    for failure in owner("GET", ONE).json["failures"]:
        query = {"state": "FAILED", "reason": failure["code"]}
        page = owner("GET", f"{ONE}/sends", query=query).json
        assert len(page["items"]) == failure["count"] == 2
        assert page["next_cursor"] is None
    skipped = owner("GET", f"{ONE}/sends", query={"reason": "OPTED_OUT"}).json["items"]
    assert [one["state"] for one in skipped] == ["SKIPPED"]
    assert owner("GET", f"{ONE}/sends", query={"state": "FAILED", "reason": "1"}).json["items"] == []
    assert owner("GET", f"{ONE}/sends", query={"reason": ""}).status == 422


def test_a_cursor_of_another_blast_is_refused(owner):
    a_running_blast(audience=5)
    some_sends()
    cursor = owner("GET", f"{ONE}/sends", query={"limit": "1"}).json["next_cursor"]
    assert owner("GET", f"{ONE}/replies", query={"cursor": cursor}).status == 400


def test_replies_are_shown_with_their_blast(owner):
    a_running_blast()
    text = an_inbound()
    conversations.add_inbound(text)
    conversations.assign(text, CAMPAIGN, BLAST, None, "Ada", opted_out=False)
    (reply,) = owner("GET", f"{ONE}/replies").json["items"]
    assert (reply["body"], reply["direction"], reply["blast_id"]) == ("Yes, gladly", "IN", BLAST)
    assert owner("GET", ONE).json["replies"] == 1


def test_a_thread_says_where_the_person_lives_when_they_may_be_texted_and_for_which_campaign(
    owner, monkeypatch
):
    a_running_blast()
    text = an_inbound()
    conversations.add_inbound(text)
    conversations.assign(text, CAMPAIGN, BLAST, None, "Ada", opted_out=False)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    thread = owner("GET", f"{HOME}/conversations/{PHONE}").json
    assert (thread["time_zones"], thread["held_until"]) == (["America/New_York"], None)
    assert (thread["campaign_id"], thread["campaign_name"]) == (
        CAMPAIGN,
        campaigns.get(ORGANIZATION, CAMPAIGN).name,
    )
    night = NOON + timedelta(hours=14)
    monkeypatch.setattr(clock, "now", lambda: night)
    held_until = owner("GET", f"{HOME}/conversations/{PHONE}").json["held_until"]
    assert timedelta(0) < datetime.fromisoformat(held_until) - night < timedelta(hours=12)


def test_conversations_are_listed_and_read(owner):
    conversations.add_inbound(an_inbound())
    conversations.add_inbound(
        an_inbound(
            phone=a_phone(7), message_id="5e0f0000-0000-4000-8000-000000000002", at=NOON + timedelta(hours=1)
        )
    )
    listed = owner("GET", f"{HOME}/conversations").json["items"]
    assert [one["phone"] for one in listed] == [a_phone(7), PHONE]
    thread = owner("GET", f"{HOME}/conversations/%2B{PHONE[1:]}").json
    assert thread["opted_out_at"] is None
    assert [text["body"] for text in thread["texts"]] == ["Yes, gladly"]
    assert owner("GET", f"{HOME}/conversations/{a_phone(8)}").status == 404


def test_an_opt_out_is_looked_up_with_its_proof(owner):
    conversations.add_inbound(an_inbound(body="Stop please", keyword=Keyword.STOP))
    found = owner("GET", f"{HOME}/opt-outs/{PHONE}").json
    assert found["opted_out"] is True
    assert found["opted_out_at"].startswith("2026-03-10T16:03:00")
    assert [(one["keyword"], one["words"]) for one in found["history"]] == [("STOP", "Stop please")]
    unknown = owner("GET", f"{HOME}/opt-outs/{a_phone(9)}").json
    assert (unknown["opted_out"], unknown["history"]) == (False, [])
