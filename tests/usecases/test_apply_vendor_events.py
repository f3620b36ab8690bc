"""Reports and replies are applied once, in any order, by whomever they concern and nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest

from groundswell.domain.blast import Blast
from groundswell.domain.campaign import CampaignState
from groundswell.domain.conversation import Direction, Keyword
from groundswell.domain.identity import send_id
from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.texts import Unclear
from groundswell.messages import DeliveryReported, RunBlast, TextReceived
from groundswell.tables import blasts, campaigns, conversations, opt_outs, organizations, recipients
from groundswell.tables.ledger import send_rows, shards, writing
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.receive_vendor_event import inbound_text
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, whole_blast
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, SENDER, a_member, a_phone, an_organization
from tests.support.carrier import Carrier
from tests.support.ledger import assert_counters_equal_a_recount

At = Callable[[datetime], None]


def report(
    blast: Blast, phone: str, state: str, code: str | None = None, organization: str = ORGANIZATION
) -> DeliveryReported:
    return DeliveryReported(
        organization_id=organization, blast_id=blast.blast_id, send_id=send_id(blast.blast_id, phone),
        state=state, error_code=code, vendor_message_id="SM1",
    )  # fmt: skip


def received(text: str, phone: str, message_id: str = "m1", keyword: str | None = None) -> TextReceived:
    """An inbound text, stored as the webhook stores it before it answers."""
    event = TextReceived(
        organization_id=ORGANIZATION, message_id=message_id, vendor="twilio", vendor_message_id=f"SM{message_id}",
        from_phone=phone, to_phone=SENDER, text=text, received_at=NOON.isoformat(), keyword=keyword,
    )  # fmt: skip
    conversations.add_inbound(inbound_text(event))
    return event


def states(blast: Blast) -> dict[SendState, int]:
    return {state: count for state, count in shards.counters(blast.blast_id).states.items() if count}


def test_reports_make_sends_final_and_are_counted_with_their_codes(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=20)
    blast = whole_blast(aws)
    reports = [report(blast, a_phone(n), "DELIVERED") for n in range(18)]
    failures = [report(blast, a_phone(n), "FAILED", "30006") for n in (18, 19)]
    assert apply_vendor_events(reports + failures) == []
    assert states(blast) == {SendState.DELIVERED: 18, SendState.FAILED: 2}
    assert shards.counters(blast.blast_id).errors == {"30006": 2}
    assert_counters_equal_a_recount(blast)


@pytest.mark.parametrize("order", list(permutations(["SENT", "DELIVERED", "FAILED"])))
def test_the_first_final_report_counts_in_whatever_order_they_come(
    aws: Aws, carrier: Carrier, at: At, order: tuple[str, ...]
) -> None:
    an_active_campaign(people=1)
    blast = whole_blast(aws)
    for state in (*order, *order):
        assert apply_vendor_events([report(blast, a_phone(0), state, "30008")]) == []
    first_final = next(state for state in order if state != "SENT")
    assert states(blast) == {SendState(first_final): 1}
    assert_counters_equal_a_recount(blast)


def test_of_several_reports_in_one_batch_the_furthest_counts(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    blast = whole_blast(aws)
    batch = [report(blast, a_phone(0), state) for state in ("DELIVERED", "SENT", "DELIVERED")]
    assert apply_vendor_events(batch) == []
    assert states(blast) == {SendState.DELIVERED: 1}


def test_a_report_settles_a_text_whose_answer_was_lost(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    carrier.script = lambda text: Unclear(reason="TIMEOUT")
    blast = whole_blast(aws)
    assert states(blast) == {SendState.UNKNOWN: 1}
    apply_vendor_events([report(blast, a_phone(0), "DELIVERED")])
    assert states(blast) == {SendState.DELIVERED: 1}
    assert_counters_equal_a_recount(blast)


def test_another_organizations_report_changes_nothing(aws: Aws, carrier: Carrier, at: At) -> None:
    other = "0a4bb4f4-0000-4a3e-9a3e-0c8d2b6f1e99"
    organizations.add(an_organization(organization_id=other), a_member(organization_id=other))
    an_active_campaign(people=1)
    blast = whole_blast(aws)
    assert apply_vendor_events([report(blast, a_phone(0), "FAILED", "30007", organization=other)]) == []
    assert states(blast) == {SendState.SENT: 1}


def test_a_report_on_something_that_never_was_changes_nothing(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    blast = whole_blast(aws)
    assert apply_vendor_events([report(blast, a_phone(77), "DELIVERED")]) == []
    assert states(blast) == {SendState.SENT: 1}


def test_a_shard_that_cannot_be_written_holds_up_only_its_own_reports(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(people=12)
    blast = whole_blast(aws)
    (bad, *_), _ = send_rows.list_sends(blast.blast_id, limit=1)
    record = writing.record

    def fail_for_bad(moves: list[writing.Move]) -> list[writing.Move]:
        if any(move.before.send_id == bad.send_id for move in moves):
            raise ConnectionError
        return record(moves)

    reports = [report(blast, a_phone(n), "DELIVERED") for n in range(12)]
    with monkeypatch.context() as patch:
        patch.setattr(writing, "record", fail_for_bad)
        again = apply_vendor_events(reports)
    assert 1 <= len(again) < 12
    assert apply_vendor_events([reports[position] for position in again]) == []
    assert states(blast) == {SendState.DELIVERED: 12}


def test_a_message_for_another_queue_is_given_back(aws: Aws) -> None:
    assert apply_vendor_events([RunBlast(organization_id="o", job_id="j")]) == [0]


def test_a_reply_joins_the_blast_it_answers_and_is_counted_once(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=3)
    blast = whole_blast(aws)
    event = received("Yes!", a_phone(1))
    at(NOON + timedelta(minutes=1))
    for _ in range(3):
        assert apply_vendor_events([event]) == []
    assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (1, 0)
    out, back = sorted(
        conversations.list_texts(ORGANIZATION, a_phone(1)), key=lambda text: text.direction, reverse=True
    )
    assert (out.direction, out.body) == (Direction.OUT, "Hi P1!")
    assert (back.body, back.blast_id) == ("Yes!", blast.blast_id)
    (head,), _ = conversations.list_page(ORGANIZATION, limit=10)
    assert (head.first_name, head.unanswered, head.last_text) == ("P1", True, "Yes!")
    (reply,), _ = conversations.list_replies(blast.blast_id, limit=10)
    assert reply.body == "Yes!"


def test_a_text_from_a_stranger_stays_in_the_inbox(aws: Aws, carrier: Carrier, at: At) -> None:
    assert apply_vendor_events([received("Who is this?", a_phone(50))]) == []
    (head,), _ = conversations.list_page(ORGANIZATION, limit=10)
    assert (head.phone, head.campaign_id) == (a_phone(50), None)


def test_a_stop_is_counted_proven_and_keeps_the_next_blast_away(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    blast = whole_blast(aws)
    apply_vendor_events([received("STOP", a_phone(0), keyword="STOP")])
    assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (1, 1)
    (proof,) = opt_outs.list_changes(ORGANIZATION, a_phone(0))
    assert (proof.keyword, proof.words, proof.source) == (Keyword.STOP, "STOP", "TEXT")
    assert recipients.get(ORGANIZATION, a_phone(0)).opted_out
    over = campaigns.get(ORGANIZATION, CAMPAIGN)
    campaigns.move(over, replace(over, state=CampaignState.ACTIVE, version=over.version + 1))
    second = send_now("again")
    plan(aws)
    deliver(aws)
    assert states(second) == {SendState.SENT: 1, SendState.SKIPPED: 1}
    assert [text.to for text in carrier.accepted].count(a_phone(0)) == 1


def test_somebody_who_says_stop_twice_opts_out_once(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    blast = whole_blast(aws)
    for message_id in ("m1", "m2"):
        apply_vendor_events([received("STOP", a_phone(0), message_id, keyword="STOP")])
    assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (2, 1)


def test_a_batch_of_replies_from_several_people_and_a_stranger_is_threaded_together(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=3)
    blast = whole_blast(aws)
    texts = [received("Yes", a_phone(n), message_id=f"m{n}") for n in (0, 1, 2, 1_000)]
    again = received("Yes again", a_phone(0), message_id="second")
    assert apply_vendor_events([*texts, again, *texts]) == []
    assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (4, 0)
    assert [one.direction for one in conversations.list_texts(ORGANIZATION, a_phone(1_000))] == [Direction.IN]


def test_replies_that_the_time_does_not_suffice_for_come_again(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(people=2)
    blast = whole_blast(aws)
    batch = [received("Yes", a_phone(0)), report(blast, a_phone(1), "DELIVERED")]
    with monkeypatch.context() as patch:
        patch.setattr(apply_vendor_events.__globals__["Deadline"], "passed", property(lambda self: True))
        assert apply_vendor_events(batch) == [0]
    assert states(blast)[SendState.DELIVERED] == 1
    assert apply_vendor_events(batch) == []
    assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (1, 0)
