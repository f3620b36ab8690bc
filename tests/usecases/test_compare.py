"""Once an hour the carrier's list is asked for reports and texts that never came to us."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from groundswell.domain.blast import Blast
from groundswell.domain.identity import derived_id
from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.errors import VendorBusy
from groundswell.messages import CompareReceived, CompareSends, DeliveryReported, TextReceived
from groundswell.settings import settings
from groundswell.tables import conversations, opt_outs, recipients
from groundswell.tables.ledger import send_rows
from groundswell.usecases import compare_sends as comparing
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.compare_received import compare_received
from groundswell.usecases.compare_sends import compare_sends
from groundswell.usecases.compare_with_carrier import compare_with_carrier
from groundswell.usecases.receive_vendor_event import store_event
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, whole_blast
from tests.support.build import NOON, ORGANIZATION, SENDER, a_phone
from tests.support.carrier import Carrier
from tests.support.ledger import assert_counters_equal_a_recount

At = Callable[[datetime], None]
LATER = NOON + timedelta(minutes=61)


def compare(aws: Aws) -> int:
    """The hour strikes, and everything that follows from it is worked off; how many steps that took."""
    compare_with_carrier()
    steps = 0
    while messages := aws.take_all(CompareReceived):
        for message in messages:
            steps += 1
            assert steps < 500
            if isinstance(message, CompareSends):
                compare_sends(message)
            if isinstance(message, CompareReceived):
                compare_received(message)
    return steps


def apply_all(aws: Aws) -> list[object]:
    events = aws.take_all(TextReceived)
    assert apply_vendor_events(events) == []
    return list(events)


def states(blast: Blast) -> dict[str, SendState]:
    return {send.phone: send.state for send in send_rows.list_sends(blast.blast_id, limit=1_000)[0]}


def a_text(words: str, at: datetime, *, phone: str | None = None, sid: str = "SM900") -> TextReceived:
    return TextReceived(
        organization_id=ORGANIZATION, message_id=derived_id(ORGANIZATION, "text", sid), vendor="fakeservice",
        vendor_message_id=sid, from_phone=phone or a_phone(0), to_phone=f"{SENDER[:-1]}0", text=words,
        received_at=at.isoformat(),
    )  # fmt: skip


def test_reports_that_never_came_are_fetched(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=6)
    blast = whole_blast(aws)
    carrier.fates |= {a_phone(1): (SendState.DELIVERED, None), a_phone(2): (SendState.FAILED, "30003")}
    at(LATER)
    compare(aws)
    assert len(apply_all(aws)) == 2
    found = states(blast)
    assert (found.pop(a_phone(1)), found.pop(a_phone(2))) == (SendState.DELIVERED, SendState.FAILED)
    assert set(found.values()) == {SendState.SENT}
    assert_counters_equal_a_recount(blast)
    compare(aws)
    assert apply_all(aws) == []


def test_a_send_is_given_an_hour(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    whole_blast(aws)
    at(NOON + timedelta(minutes=59))
    compare(aws)
    assert [what for what, _ in carrier.asked if what == "fetch_text"] == []


def test_it_goes_on_where_its_time_was_up(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(people=30)
    blast = whole_blast(aws)
    carrier.fates |= {a_phone(n): (SendState.DELIVERED, None) for n in range(30)}
    at(LATER)
    monkeypatch.setattr(comparing, "PAGE", 1)
    monkeypatch.setenv("STEP_SECONDS", "1")
    carrier.seconds = 0.15
    settings.cache_clear()
    try:
        assert compare(aws) > 4
    finally:
        monkeypatch.delenv("STEP_SECONDS")
        settings.cache_clear()
    apply_all(aws)
    assert set(states(blast).values()) == {SendState.DELIVERED}
    assert len([one for one in carrier.asked if one[0] == "fetch_text"]) == 30


def test_a_silent_carrier_is_left_alone_until_the_next_hour(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=20)
    whole_blast(aws)
    at(LATER)
    carrier.list_trouble = VendorBusy("429")
    assert compare(aws) == 2
    assert apply_all(aws) == []


def test_a_stop_that_never_came_is_honoured(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    blast = whole_blast(aws)
    carrier.received.append(a_text("STOP", NOON + timedelta(minutes=5)))
    at(NOON + timedelta(minutes=30))
    compare(aws)
    opted_out = recipients.get(ORGANIZATION, a_phone(0))
    assert opted_out.opted_out_at == NOON + timedelta(minutes=5)
    (event,) = apply_all(aws)
    assert isinstance(event, TextReceived)
    assert event.keyword == "STOP"
    ((reply,), _) = conversations.list_replies(blast.blast_id, limit=10)
    assert reply.body == "STOP"
    compare(aws)
    assert apply_all(aws) == []


def test_what_came_by_its_webhook_is_not_taken_in_again(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    whole_blast(aws)
    text = a_text("Yes!", NOON + timedelta(minutes=5))
    store_event(text)
    apply_vendor_events([text])
    carrier.received.append(text)
    at(NOON + timedelta(minutes=30))
    compare(aws)
    assert apply_all(aws) == []
    assert len(conversations.list_texts(ORGANIZATION, a_phone(0))) == 2  # ours and theirs


def test_a_text_that_was_stored_but_never_told_is_told(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    blast = whole_blast(aws)
    text = a_text("Yes!", NOON + timedelta(minutes=5))
    store_event(text)  # and then the webhook's process died
    carrier.received.append(text)
    at(NOON + timedelta(minutes=30))
    compare(aws)
    apply_all(aws)
    assert len(conversations.list_replies(blast.blast_id, limit=10)[0]) == 1


@pytest.mark.parametrize(("lost", "known", "opted_out"), [("START", "STOP", True), ("STOP", "START", False)])
def test_an_old_wish_does_not_undo_a_newer_one(
    aws: Aws, carrier: Carrier, at: At, lost: str, known: str, opted_out: bool
) -> None:
    an_active_campaign(people=2)
    whole_blast(aws)
    store_event(a_text(known, NOON + timedelta(minutes=20), sid="SM901"))
    carrier.received.append(a_text(lost, NOON + timedelta(minutes=5)))
    at(NOON + timedelta(minutes=30))
    compare(aws)
    assert recipients.get(ORGANIZATION, a_phone(0)).opted_out is opted_out
    assert len(opt_outs.list_changes(ORGANIZATION, a_phone(0))) == 1
    assert {text.body for text in conversations.list_texts(ORGANIZATION, a_phone(0))} >= {lost, known}


def test_only_the_last_two_hours_are_looked_at(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    whole_blast(aws)
    carrier.received.append(a_text("STOP", NOON - timedelta(hours=3)))
    compare(aws)
    assert apply_all(aws) == []


def test_reports_are_for_the_queue_of_reports(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    whole_blast(aws)
    carrier.fates[a_phone(0)] = (SendState.DELIVERED, None)
    at(LATER)
    compare(aws)
    (report,) = aws.take(DeliveryReported)
    assert (report.organization_id, report.state) == (ORGANIZATION, "DELIVERED")
