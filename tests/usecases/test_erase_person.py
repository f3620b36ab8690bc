"""Somebody who is erased is not texted again, nothing of theirs is found any more, and the numbers still add up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from groundswell import secrets
from groundswell.domain.addressees import Addressee
from groundswell.domain.blast import BlastState
from groundswell.domain.campaign import CampaignState
from groundswell.domain.contact import Contact
from groundswell.domain.erasure import NOBODY
from groundswell.domain.errors import Conflict
from groundswell.domain.identity import send_id
from groundswell.domain.load import upload_key
from groundswell.domain.send import SendState
from groundswell.messages import CompareReceived, ErasePerson, LoadContacts, TextReceived
from groundswell.tables import audit, blasts, campaigns, contacts, jobs, opt_outs, organizations, recipients
from groundswell.tables.ledger import send_rows, shards
from groundswell.tables.numbers import number_rows
from groundswell.usecases import find_erased, run_blast
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.compare_received import compare_received
from groundswell.usecases.create_load import create_load
from groundswell.usecases.erase_person import erase_person
from groundswell.usecases.lift_opt_out import lift_opt_out
from groundswell.usecases.load_contacts import load_contacts
from groundswell.usecases.read_conversations import get_subscription
from groundswell.usecases.receive_vendor_event import store_event
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.send_message import Message, send_message
from groundswell.usecases.start_load import start_load
from groundswell.usecases.thread_replies import thread_replies
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, whole_blast
from tests.support.build import (
    CAMPAIGN,
    LOAD,
    NOON,
    ORGANIZATION,
    SENDER,
    USER,
    a_campaign,
    a_contact,
    a_job,
    a_phone,
    an_owned_number,
)
from tests.support.carrier import Carrier
from tests.support.erasing import ask, erase, traces
from tests.support.ledger import assert_counters_equal_a_recount

At = Callable[[datetime], None]
ADA, BEN = a_phone(0), a_phone(1)


@pytest.fixture(autouse=True)
def stand(carrier: Carrier, at: At) -> None:
    secrets.forget()


def text_in(words: str, message_id: str = "in-1", phone: str = ADA, when: datetime = NOON) -> TextReceived:
    event = TextReceived(
        organization_id=ORGANIZATION, message_id=message_id, vendor="fakeservice", vendor_message_id=message_id,
        from_phone=phone, to_phone=SENDER, text=words, received_at=when.isoformat(),
    )  # fmt: skip
    stored = store_event(event)
    assert isinstance(stored, TextReceived)
    thread_replies({0: stored}, Deadline.after(20))
    return stored


def send_of(blast_id: str, phone: str) -> tuple[SendState, str | None, str]:
    found = send_rows.get_many([(blast_id, send_id(blast_id, phone))]).popitem()[1]
    return found.state, found.reason, found.phone


def test_nothing_of_the_person_is_found_afterwards_and_everybody_else_is_as_before(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(3, text="Hi {first_name}!")
    blast = whole_blast(aws)
    text_in("P0 is my dog, I am Ada")
    text_in("Me too", "in-2", BEN)
    before = shards.counters(blast.blast_id)

    job = erase(aws, at, ADA)

    assert traces(aws, ADA, ADA[1:], "P0", "my dog") == []
    assert send_of(blast.blast_id, ADA) == (SendState.SENT, None, NOBODY)
    assert send_of(blast.blast_id, BEN)[2] == BEN
    assert shards.counters(blast.blast_id) == before
    assert_counters_equal_a_recount(blast)
    assert len(contacts.find([LOAD], BEN)) == 1
    assert get_subscription(ORGANIZATION, BEN).recipient.opted_out is False
    assert job.result["texts"] == 1
    assert len(job.result["carrier_message_ids"]) == 1
    assert job.result["carrier"] == "fakeservice"


def test_from_the_request_on_nothing_leaves_and_what_waited_is_skipped(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(3)
    blast = send_now()
    plan(aws)
    ask(ADA)
    deliver(aws)
    assert {text.to for text in carrier.accepted} == {BEN, a_phone(2)}

    aws.take(ErasePerson)
    erase(aws, at, ADA)
    assert send_of(blast.blast_id, ADA) == (SendState.SKIPPED, "OPTED_OUT", NOBODY)
    assert_counters_equal_a_recount(blast)


def test_a_text_that_waits_is_skipped_as_erased_and_its_blast_can_close(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(1)
    blast = send_now()
    plan(aws)
    erase(aws, at, ADA)
    assert send_of(blast.blast_id, ADA) == (SendState.SKIPPED, "ERASED", NOBODY)
    assert shards.counters(blast.blast_id).skips == {"ERASED": 1}
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.CLOSED
    assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.COMPLETED
    assert not close_blast(ORGANIZATION, CAMPAIGN, blast.blast_id)


def test_whoever_is_planned_again_is_skipped_without_a_trace(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(2)
    erase(aws, at, ADA)
    contacts.add_first([a_contact(phone=ADA, row=2, first_name="P0")])  # written back by whatever road
    blast = whole_blast(aws)
    assert {text.to for text in carrier.accepted} == {BEN}
    assert send_of(blast.blast_id, ADA) == (SendState.SKIPPED, "ERASED", NOBODY)
    assert shards.counters(blast.blast_id).skips == {"ERASED": 1}
    assert_counters_equal_a_recount(blast)
    assert traces(aws, ADA, "P0") == []


def test_planning_that_looked_before_the_erasure_is_found_out_by_the_next_round(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(2)
    blast = send_now()

    def late(organization_id: str, phones: list[str]) -> dict[str, object]:
        found = find_erased.find_erased(organization_id, phones)
        ask(ADA)
        for message in aws.take(ErasePerson):
            erase_person(message)  # the first round is over before the sends are written
        return found

    with monkeypatch.context() as patch:
        patch.setattr(run_blast, "find_erased", late)
        plan(aws)
    assert send_of(blast.blast_id, ADA)[0] is SendState.READY
    deliver(aws)
    assert {text.to for text in carrier.accepted} == {BEN}
    erase(aws, at, ADA)
    assert send_of(blast.blast_id, ADA)[2] == NOBODY
    assert traces(aws, ADA) == []


def test_start_lifts_it_and_only_a_newer_start(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(1)
    erase(aws, at, ADA)
    assert get_subscription(ORGANIZATION, ADA).recipient.opted_out
    text_in("START", "in-9", when=NOON + timedelta(days=1))
    assert not get_subscription(ORGANIZATION, ADA).recipient.opted_out
    assert find_erased.find_erased(ORGANIZATION, [ADA]) == {}
    contacts.add_first([a_contact(phone=ADA, row=2, first_name="P0")])
    whole_blast(aws)
    assert [text.to for text in carrier.accepted] == [ADA]


def test_a_stop_after_a_start_during_the_erasure_stays(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(1)
    ask(ADA)
    text_in("START", "in-1", when=NOON + timedelta(seconds=1))
    text_in("STOP", "in-2", when=NOON + timedelta(seconds=2))
    erase(aws, at, ADA, start=NOON + timedelta(seconds=3))
    assert get_subscription(ORGANIZATION, ADA).recipient.opted_out


def test_an_owner_lifts_it_with_a_reason_as_any_opt_out(aws: Aws, carrier: Carrier, at: At) -> None:
    erase(aws, at, ADA)
    lift_opt_out(ORGANIZATION, ADA, reason="They signed up again", by=USER)
    assert not get_subscription(ORGANIZATION, ADA).recipient.opted_out
    with pytest.raises(Conflict):
        lift_opt_out(ORGANIZATION, ADA, reason="They signed up again", by=USER)


def test_an_opt_out_that_stood_before_keeps_its_proof_without_the_words(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    text_in("STOP, yours Ada")
    text_in("STOP", "in-2")
    erase(aws, at, ADA, start=NOON + timedelta(hours=1))
    found = get_subscription(ORGANIZATION, ADA)
    assert found.recipient.opted_out_at == NOON
    assert [(one.source, one.words) for one in found.history][-1] == ("ERASURE", "")
    assert "TEXT" in {one.source for one in found.history}
    assert traces(aws, "yours Ada") == []


def test_the_audit_says_who_when_and_why_but_not_whom(aws: Aws, carrier: Carrier, at: At) -> None:
    job = erase(aws, at, ADA)
    (entry,) = audit.list_page(ORGANIZATION, limit=9)[0]
    assert (entry.action, entry.user_id, entry.at) == ("PERSON_ERASED", USER, NOON)
    assert entry.reason == "Asked for it by letter"
    assert entry.subject == job.subject_id
    assert len(entry.subject) == 8
    assert ADA[1:] not in str(entry)


def test_asking_twice_is_one_erasure(aws: Aws, carrier: Carrier, at: At) -> None:
    first, second = ask(ADA), ask(ADA)
    assert first.job_id == second.job_id
    assert len(audit.list_page(ORGANIZATION, limit=9)[0]) == 1
    erase(aws, at, ADA)
    again = ask(ADA, key="two")
    assert again.job_id != first.job_id


def test_another_organization_knows_the_person_as_before(aws: Aws, carrier: Carrier, at: At) -> None:
    other = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e77"
    opt_outs.opt_out(other, [opt_outs.Order(phone=ADA, at=NOON, source=opt_outs.Source.WEB, reference="r")])
    erase(aws, at, ADA)
    assert recipients.get(other, ADA).opted_out
    assert find_erased.find_erased(other, [ADA]) == {}
    assert len(opt_outs.list_changes(other, ADA)) == 1


def test_a_lost_key_stops_planning_rather_than_texting_somebody(aws: Aws, carrier: Carrier, at: At) -> None:
    erase(aws, at, ADA)
    secrets.put(ORGANIZATION, find_erased.KEPT_AS, {find_erased.FIELD: "00" * 32})
    with pytest.raises(find_erased.KeyLost):
        find_erased.find_erased(ORGANIZATION, [ADA])


def test_a_text_on_its_way_is_waited_for_and_then_forgotten(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(1)
    carrier.script = lambda text: RuntimeError("lost")
    blast = whole_blast(aws)
    assert send_of(blast.blast_id, ADA)[0] is SendState.UNKNOWN
    ask(ADA)
    (message,) = aws.take(ErasePerson)
    erase_person(message)
    (message,) = aws.take(ErasePerson)
    assert send_of(blast.blast_id, ADA)[2] == ADA
    erase_person(message)
    erase(aws, at, ADA, start=NOON + timedelta(hours=2))
    assert send_of(blast.blast_id, ADA)[2] == NOBODY
    assert_counters_equal_a_recount(blast)


def test_the_contacts_of_every_load_go_and_those_of_others_stay(aws: Aws, carrier: Carrier, at: At) -> None:
    load = "10ad0000-7e57-4c0d-8f00-2d9b1c6a7e99"
    an_active_campaign(2)
    copy: Contact = replace(a_contact(phone=ADA), load_id=load)
    contacts.add_first([copy, replace(copy, phone=BEN)])
    jobs.add(a_job(job_id=load))
    erase(aws, at, ADA)
    assert contacts.find([LOAD, load], ADA) == []
    assert len(contacts.find([LOAD, load], BEN)) == 2


def test_a_text_at_once_to_somebody_erased_goes_nowhere_and_names_nobody(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    erase(aws, at, ADA)
    number_rows.to_row(an_owned_number(phone=SENDER)).save()
    message = Message(
        text="Hi {first_name}!",
        to=[Addressee(phone=one, values={"first_name": "Adalbertine"}) for one in (ADA, BEN)],
    )
    underway = send_message(organizations.get(ORGANIZATION), USER, "key", message)
    deliver(aws)
    assert [text.to for text in carrier.accepted] == [BEN]
    assert (underway.accepted, underway.opted_out) == (2, 1)
    assert traces(aws, ADA) == []
    assert_counters_equal_a_recount(underway.blast)


def test_a_text_to_one_person_alone_goes_with_its_words(aws: Aws, carrier: Carrier, at: At) -> None:
    number_rows.to_row(an_owned_number(phone=SENDER)).save()
    message = Message(text="Dear Adalbertine, your slot is free", to=[Addressee(phone=ADA, values={})])
    underway = send_message(organizations.get(ORGANIZATION), USER, "key", message)
    deliver(aws)
    assert len(carrier.accepted) == 1
    erase(aws, at, ADA)
    assert traces(aws, ADA, "Adalbertine") == []
    assert blasts.get(ORGANIZATION, underway.blast.campaign_id, underway.blast.blast_id).text == "(erased)"


def test_old_texts_in_the_carriers_list_do_not_come_back(aws: Aws, carrier: Carrier, at: At) -> None:
    number_rows.to_row(an_owned_number(phone=SENDER)).save()
    text_in("Adalbertine here", "in-1")
    erase(aws, at, ADA, start=NOON + timedelta(minutes=1))
    old = TextReceived(
        organization_id=ORGANIZATION, message_id="in-1", vendor="fakeservice", vendor_message_id="in-1",
        from_phone=ADA, to_phone=SENDER, text="Adalbertine here", received_at=NOON.isoformat(),
    )  # fmt: skip
    new = replace(old, message_id="in-2", text="START", received_at=(NOON + timedelta(hours=1)).isoformat())
    carrier.received = [old]
    at(NOON + timedelta(minutes=90))
    compare_received(CompareReceived(organization_id=ORGANIZATION))
    assert traces(aws, "Adalbertine") == []
    assert get_subscription(ORGANIZATION, ADA).recipient.opted_out
    carrier.received = [old, new]
    compare_received(CompareReceived(organization_id=ORGANIZATION))
    assert traces(aws, "Adalbertine") == []
    assert not get_subscription(ORGANIZATION, ADA).recipient.opted_out


def test_a_load_leaves_out_who_was_erased_and_counts_them(aws: Aws, carrier: Carrier, at: At) -> None:
    erase(aws, at, ADA)
    campaigns.add(a_campaign())
    load, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    aws.put_file(upload_key(ORGANIZATION, load.job_id), f"phone\n{ADA}\n{BEN}\n".encode())
    start_load(ORGANIZATION, load.job_id)
    while messages := aws.take(LoadContacts):
        load_contacts(messages[0])
    job = jobs.get(ORGANIZATION, load.job_id)
    assert (job.result["valid"], job.result["refused"]) == (1, {"erased": 1})
    assert contacts.find([load.job_id], ADA) == []
    assert campaigns.get(ORGANIZATION, CAMPAIGN).contacts == 1
