"""What the carrier says of a text comes in any order, late or twice: the ledger ends the same."""

from dataclasses import replace
from itertools import permutations

import pytest

from groundswell.domain.send import SendState
from groundswell.messages import DeliveryReported
from groundswell.tables import blasts
from groundswell.tables.ledger import send_rows, shards, writing
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.complete_late import complete_late
from tests.promises.road import Road
from tests.promises.small_blast import blast_now
from tests.support.blast_road import an_active_campaign, send_now
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, SENDER, a_phone
from tests.support.ledger import a_running_blast, assert_counters_equal_a_recount, sends_of_shard


@pytest.mark.parametrize("last", ["DELIVERED", "FAILED"])
def test_our_own_answer_and_all_reports_come_to_the_same_ledger_in_every_order(road: Road, last: str) -> None:
    """What the carrier says of one text: its answer, SENT, and the last word twice."""
    a_running_blast()
    blast = blast_now()
    orders = sorted(set(permutations(["ANSWER", "SENT", last, last])))
    sends = [send for shard in (0, 1) for send in sends_of_shard(blast, shard, len(orders))]
    ends = set()
    for send, order in zip(sends, orders, strict=False):
        writing.plan([send])
        claimed = send.become(SendState.DISPATCHING, at=NOON, claim_id="c", sender=SENDER)
        writing.record([Move(send, claimed)])
        answered = claimed.become(SendState.SENT, at=NOON, vendor_message_id="SM1", segments=3)
        for word in order:
            if word == "ANSWER":
                complete_late(writing.record([Move(claimed, answered)]))
            else:
                apply_vendor_events([DeliveryReported(
                    organization_id=ORGANIZATION, blast_id=blast.blast_id, send_id=send.send_id, state=word,
                    vendor_message_id="SM1", error_code="30003" if word == "FAILED" else None,
                )])  # fmt: skip
        end = send_rows.get_many([(blast.blast_id, send.send_id)])[send.send_id]
        ends.add((end.state, end.segments, end.vendor_message_id, end.reason, end.claim_id, end.sender))
    assert len(ends) == 1, ends
    assert shards.counters(blast.blast_id).segments == 3 * len(orders)
    assert_counters_equal_a_recount(blast)


def test_an_answer_that_comes_after_its_claim_was_given_up_is_kept(road: Road) -> None:
    a_running_blast()
    blast = blast_now()
    (send,) = sends_of_shard(blast, 0, 1)
    writing.plan([send])
    claimed = send.become(SendState.DISPATCHING, at=NOON, claim_id="c")
    unknown = claimed.become(SendState.UNKNOWN, at=NOON, reason="WORKER_LOST")
    writing.record([Move(send, claimed)])
    writing.record([Move(claimed, unknown)])
    answer = Move(claimed, claimed.become(SendState.SENT, at=NOON, segments=1))
    complete_late(writing.record([answer]))
    assert road.states() == {send.phone: SendState.SENT}
    assert_counters_equal_a_recount(blast)


def test_an_answer_is_not_taken_for_that_of_a_later_claim(road: Road) -> None:
    a_running_blast()
    blast = blast_now()
    (send,) = sends_of_shard(blast, 0, 1)
    writing.plan([send])
    first = send.become(SendState.DISPATCHING, at=NOON, claim_id="first")
    second = replace(first, claim_id="second")
    writing.record([Move(send, second)])
    complete_late(writing.record([Move(first, first.become(SendState.SENT, at=NOON, segments=1))]))
    assert road.states() == {send.phone: SendState.DISPATCHING}


def test_every_message_and_every_webhook_twice(road: Road) -> None:
    an_active_campaign(people=12)
    blast = send_now()
    road.work_off(copies=2)
    for n in range(12):
        for _ in range(2):
            road.text_in(a_phone(n), "STOP" if n % 2 else "Yes!", f"in{n}")
    road.pending += [road.report(blast, a_phone(n), "DELIVERED") for n in range(12)]
    road.work_off(copies=2)
    assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (12, 6)
    assert set(road.states().values()) == {SendState.DELIVERED}
    road.assert_the_promises(blast, 12)
