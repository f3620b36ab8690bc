"""Two things at once, at every moment of each other, in threads and in storms; the promises hold in every order."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import permutations
from typing import Any

import pytest

from groundswell import clock
from groundswell.domain.blast import BlastState, RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.errors import Stale
from groundswell.domain.send import SendState
from groundswell.messages import DeliverShard, DeliveryReported
from groundswell.tables import blasts, campaigns, conversations, recipients
from groundswell.tables.ledger import send_rows, shards, writing
from groundswell.tables.ledger.claiming import Candidate, RunStopped, claim
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.complete_late import complete_late
from groundswell.usecases.edit_campaign import edit_campaign
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.sweep import NotSwept, sweep
from tests.promises.gate_log import GateLog
from tests.promises.road import Road
from tests.promises.test_crash_at_every_step import (
    PEOPLE,
    PHONES,
    a_campaign_ready_to_send,
    a_planned_blast,
    blast_now,
)
from tests.support import faults
from tests.support.blast_road import an_active_campaign, send_now
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, SENDER, a_phone
from tests.support.ledger import a_running_blast, assert_counters_equal_a_recount, lease, sends_of_shard

pause = partial(pause_campaign, ORGANIZATION, CAMPAIGN)
resume = partial(resume_campaign, ORGANIZATION, CAMPAIGN)
ONE = PHONES[0]


def met_at_every_moment(
    road: Road,
    act: Callable[[], Any],
    other: Callable[[], Any],
    check: Callable[[Any], None],
    *,
    stride: int = 1,
) -> int:
    """Run `act` once for each of its moments with all of `other` happening there; `check` gets what it returned."""
    start = road.save()
    act()
    moments = list(road.edge.wire.trace)
    for at, moment in list(enumerate(moments, 1))[::stride]:
        road.load(start)
        met: list[Any] = []
        road.edge.wire.set(at, lambda met=met: met.append(other()))  # type: ignore[misc]
        with suppress(Stale):  # the one that came second is told so
            act()
        road.edge.wire.set()
        try:
            check(met[0] if met else None)
        except AssertionError as error:
            raise AssertionError(f"met at {at} of {len(moments)}, {moment}: {error}") from error
    return len(moments)


def stop(phone: str, message_id: str = "m1", keyword: Keyword = Keyword.STOP) -> None:
    text = Text(
        organization_id=ORGANIZATION, phone=phone, message_id=message_id, direction=Direction.IN,
        body=keyword, at=clock.now(), keyword=keyword,
    )  # fmt: skip
    conversations.add_inbound(text)


def flags() -> set[RunFlag]:
    return {shard.flag for shard in shards.list_all(blast_now().blast_id)}


def test_an_opt_out_at_any_moment_of_delivering(road: Road) -> None:
    a_planned_blast(road)
    log = GateLog().watch(road.edge)

    def opt_out() -> SendState:
        stop(ONE)
        return road.states()[ONE]

    def check(then: SendState) -> None:
        log.assert_no_claim_after_an_opt_out()
        log.events.clear()
        road.recover()
        was_ready = then is SendState.READY
        assert road.states()[ONE] is (SendState.SKIPPED if was_ready else SendState.SENT)
        assert (ONE in road.accepted()) == (not was_ready)
        road.assert_the_promises(blast_now(), PEOPLE)

    assert met_at_every_moment(road, road.work, opt_out, check, stride=2) > 40


def test_a_pause_at_any_moment_of_delivering(road: Road) -> None:
    a_planned_blast(road)

    def stopped() -> set[str]:
        with suppress(Exception):
            pause()
        return {phone for phone, state in road.states().items() if state is not SendState.READY}

    def check(under_way: set[str]) -> None:
        if campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.PAUSED:
            assert road.accepted().keys() <= under_way
            assert flags() == {RunFlag.PAUSED}
            resume()
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE)

    assert met_at_every_moment(road, road.work, stopped, check, stride=3) > 40


@pytest.mark.parametrize("state", ["DELIVERED", "FAILED", "SENT"])
def test_a_report_at_any_moment_of_delivering(road: Road, state: str) -> None:
    blast = a_planned_blast(road)

    def reported() -> bool:
        assert (
            apply_vendor_events([road.report(blast, ONE, state, "30008" if state == "FAILED" else None)])
            == []
        )
        return road.states()[ONE] is SendState(state)

    def check(was_applied: bool) -> None:
        assert road.states()[ONE] is (SendState(state) if was_applied else SendState.SENT)
        assert shards.counters(blast.blast_id).segments == PEOPLE
        assert_counters_equal_a_recount(blast)
        assert (road.carrier.duplicates, len(road.carrier.accepted)) == (0, PEOPLE)

    assert met_at_every_moment(road, road.work, reported, check, stride=2) > 40


OTHERS = {"sweep": sweep, "pause": pause, "resume": resume}


@pytest.mark.parametrize("is_paused", [True, False])
@pytest.mark.parametrize(("first", "second"), list(permutations(OTHERS, 2)))
def test_whoever_comes_first_the_shards_do_as_the_campaign_says(
    road: Road, first: str, second: str, is_paused: bool
) -> None:
    a_planned_blast(road)
    if is_paused:
        pause()
    road.edge.wire.set()

    def check(_: Any) -> None:
        state = campaigns.get(ORGANIZATION, CAMPAIGN).state
        if state is CampaignState.PAUSED:
            assert flags() == {RunFlag.PAUSED}
        else:
            sweep()  # one that was resumed may have been told Stale on its way
            assert flags() == {RunFlag.ACTIVE}

    def act(name: str) -> None:
        with suppress(Stale, NotSwept):
            OTHERS[name]()

    met_at_every_moment(road, partial(act, first), partial(act, second), check, stride=2)


def test_two_blasts_that_close_at_the_same_time_complete_their_campaign(road: Road) -> None:
    a_campaign_ready_to_send(road)
    ids = [send_now().blast_id, send_now("another").blast_id]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groundswell.usecases.deliver_shard.close_blast", lambda *ids: None)
        road.work_off()
    road.edge.wire.set()

    def check(_: Any) -> None:
        sweep()
        assert {one.state for one in blasts.list_of(ORGANIZATION, CAMPAIGN)} == {BlastState.CLOSED}
        assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.COMPLETED

    close = [partial(close_blast, ORGANIZATION, CAMPAIGN, blast_id) for blast_id in ids]
    assert met_at_every_moment(road, close[0], close[1], check) > 8


def test_an_edit_at_any_moment_of_closing(road: Road) -> None:
    blast = a_planned_blast(road)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groundswell.usecases.deliver_shard.close_blast", lambda *ids: None)
        road.work()
    road.edge.wire.set()

    def edit() -> None:
        edit_campaign(ORGANIZATION, CAMPAIGN, {"name": "Another name"})

    def check(_: Any) -> None:
        road.recover()
        road.assert_the_promises(blast, PEOPLE)
        campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
        assert (campaign.name, campaign.state) == ("Another name", CampaignState.COMPLETED)

    met_at_every_moment(road, partial(close_blast, ORGANIZATION, CAMPAIGN, blast.blast_id), edit, check)


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


STORMS: dict[str, list[tuple[str, faults.Fault, float]]] = {
    "conflicts": [("TransactWriteItems", faults.conflict, 0.4), ("UpdateItem", faults.conflict, 0.4)],
    "throttling": [("*", faults.throttle, 0.2)],
    "lost answers": [("*", faults.lose_answer, 0.15)],
    "no connection": [("*", faults.refuse, 0.2)],
    "halves": [("SendMessageBatch", faults.refuse_last_entry, 0.3), ("BatchGetItem", faults.leave_half, 0.5)],
    "everything": [
        ("TransactWriteItems", faults.conflict, 0.1), ("UpdateItem", faults.conflict, 0.1),
        ("SendMessageBatch", faults.refuse_last_entry, 0.1), ("BatchGetItem", faults.leave_half, 0.1),
        ("*", faults.throttle, 0.04), ("*", faults.lose_answer, 0.04), ("*", faults.refuse, 0.04),
        ("*", faults.break_down, 0.04),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", STORMS)
def test_a_storm_over_the_whole_road(road: Road, name: str) -> None:
    an_active_campaign(people=30)
    log = GateLog().watch(road.edge)
    for seed, (operation, fault, chance) in enumerate(STORMS[name]):
        road.edge.on(operation, fault, chance=chance, seed=seed)
    unsure: set[str] = set()
    for n in range(20):
        with suppress(Exception):
            send_now()
        with suppress(Exception):
            road.text_in(a_phone(n % 5), "STOP", f"in{n % 5}")
        road.work()
        unsure |= road.claimed()
        road.advance(timedelta(minutes=1))
        with suppress(Exception):
            sweep()
    assert road.edge.injected.total() > 20
    road.edge.calm()
    road.recover()
    log.assert_no_claim_after_an_opt_out()
    road.assert_the_promises(blast_now(), 30, unsure=unsure)


@pytest.mark.parametrize("seed", range(3))
def test_threads_that_claim_opt_out_pause_and_report_at_once(road: Road, seed: int) -> None:
    """Real threads; the emulated DynamoDB does one request at a time, and some meet a conflict."""
    blast = a_running_blast()
    sends = sends_of_shard(blast, 0, 40)
    writing.plan(sends)
    log = GateLog().watch(road.edge)
    for operation in ("TransactWriteItems", "UpdateItem"):
        road.edge.on(operation, faults.conflict, chance=0.15, seed=seed)
    dice = random.Random(seed)
    leavers = dice.sample(sends, 20)
    version = iter(range(1, 100))

    def claims(name: str) -> None:
        for start in range(0, 40, 8):
            known = recipients.get_many(ORGANIZATION, [send.phone for send in sends])
            of = [
                Candidate(send=s, recipient=known[s.phone], sender=SENDER) for s in sends[start : start + 8]
            ]
            with suppress(RunStopped):
                expires = NOON + timedelta(minutes=2)
                claim(shard, of, claim_id=f"{name}{start}", at=NOON, expires_at=expires)

    def opts_out() -> None:
        for send in leavers:
            stop(send.phone, send.send_id)

    def toggles() -> None:
        for _ in range(6):
            shards.set_flag(blast.blast_id, dice.choice(list(RunFlag)), version=next(version))

    def reports() -> None:
        for send in sends:
            apply_vendor_events([road.report(blast, send.phone, "DELIVERED")])

    shard = lease(blast, 0)
    works: list[Callable[[], None]] = [partial(claims, "a"), partial(claims, "b"), opts_out, toggles, reports]
    dice.shuffle(works)
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    log.assert_no_claim_after_an_opt_out()
    assert log.count("out") == 20
    assert max((log.events.count(("claim", send.phone)) for send in sends), default=0) <= 1
    assert_counters_equal_a_recount(blast)


def test_a_message_of_a_shard_that_somebody_else_works_on_is_dropped_and_nothing_is_lost(road: Road) -> None:
    blast = a_planned_blast(road)
    messages = [message for message in road.pending if isinstance(message, DeliverShard)]
    for message in messages:
        lease(blast, message.shard)
    road.work()
    assert (road.pending, road.carrier.accepted) == ([], [])
    road.recover()
    road.assert_the_promises(blast, PEOPLE)
