"""A process is killed before and after every call to DynamoDB, SQS and the carrier; the promises hold all the same."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from groundswell.domain import identity
from groundswell.domain.blast import Blast, RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.base import AccountBlocked, Declined
from groundswell.messages import DeliverShard
from groundswell.tables import blasts, campaigns, conversations, recipients
from groundswell.tables.ledger import shards
from groundswell.usecases import deliver_shard
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.sweep import sweep
from tests.promises.road import Road
from tests.support.blast_road import KEY, an_active_campaign, send_now, store
from tests.support.build import CAMPAIGN, ORGANIZATION, a_contact, a_phone
from tests.support.faults import Killed

PEOPLE = 5
NUMBERS = [
    n
    for n in range(2_000)
    if identity.shard_of(identity.send_id(identity.blast_id(CAMPAIGN, KEY), a_phone(n))) < 2
][:PEOPLE]
PHONES = [a_phone(n) for n in NUMBERS]
"""They fall into two shards, so that every kill is quick."""


def killed_at_every_moment(
    road: Road, act: Callable[[], Any], check: Callable[[set[str]], None], *, stride: int = 1
) -> int:
    """Run `act` from the same start, killed at each (or each `stride`-th) of its moments; how many it has."""
    start = road.save()
    act()
    moments = list(road.edge.wire.trace)
    assert moments
    for at, moment in list(enumerate(moments, 1))[::stride]:
        road.load(start)
        road.edge.wire.set(at)
        with suppress(Killed):
            act()
        road.edge.wire.set()
        try:
            check(road.claimed())
        except AssertionError as error:
            raise AssertionError(f"killed at {at} of {len(moments)}, {moment}: {error}") from error
    return len(moments)


def a_campaign_ready_to_send(road: Road) -> None:
    an_active_campaign(people=0)
    store(*(a_contact(phone=a_phone(n), row=n + 2, first_name=f"P{n}") for n in NUMBERS))


def a_planned_blast(road: Road) -> Blast:
    a_campaign_ready_to_send(road)
    blast = send_now()
    road.work()
    road.pending = [m for m in road.pending if isinstance(m, DeliverShard) and m.shard < 2]
    road.edge.wire.set()
    return blast


def blast_now() -> Blast:
    (blast,) = blasts.list_of(ORGANIZATION, CAMPAIGN)
    return blast


def test_making_a_blast(road: Road) -> None:
    a_campaign_ready_to_send(road)
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        send_now()  # the caller repeats its request under the same key
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE)

    assert killed_at_every_moment(road, send_now, check) > 4


def test_planning(road: Road) -> None:
    a_campaign_ready_to_send(road)
    send_now()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE)

    assert killed_at_every_moment(road, road.work, check) > 40


def test_delivering(road: Road) -> None:
    a_planned_blast(road)

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE, unsure=claimed)

    assert killed_at_every_moment(road, road.work, check) > 40


def test_delivering_to_people_who_opted_out_with_the_carrier(road: Road) -> None:
    a_planned_blast(road)
    road.carrier.script = lambda text: (
        Declined(code="21610", opted_out=True) if text.to in PHONES[:2] else None
    )

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE, unsure=claimed)
        failed = {phone for phone, state in road.states().items() if state is SendState.FAILED}
        assert failed <= {phone for phone in PHONES if recipients.get(ORGANIZATION, phone).opted_out}

    assert killed_at_every_moment(road, road.work, check) > 40


def test_reporting(road: Road) -> None:
    a_planned_blast(road)
    road.work()
    blast = blast_now()
    codes = dict(zip(PHONES, [None, None, "30003", None, "30006"], strict=True))
    reports = [
        road.report(blast, phone, "FAILED" if code else "DELIVERED", code) for phone, code in codes.items()
    ]
    road.pending = [*reports, *reports[:2], road.report(blast, PHONES[0], "SENT")]
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast, PEOPLE)
        assert road.states() == {
            p: SendState.FAILED if code else SendState.DELIVERED for p, code in codes.items()
        }

    assert killed_at_every_moment(road, road.work, check) > 20


def test_receiving_and_threading_replies(road: Road) -> None:
    a_planned_blast(road)
    road.work()
    road.pending.clear()
    road.edge.wire.set()
    words = dict(zip(PHONES, ["STOP", "Count me in!", "stop"], strict=False))

    def receive() -> None:
        for number, (phone, text) in enumerate(words.items()):
            with suppress(Killed):
                road.text_in(phone, text, f"in{number}")
            road.edge.wire.dead = False
        road.work()

    def check(claimed: set[str]) -> None:
        receive()  # the carrier posts again what was not answered
        road.recover()
        assert {p for p in PHONES if recipients.get(ORGANIZATION, p).opted_out} == {PHONES[0], PHONES[2]}
        blast = blast_now()
        assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (3, 2)
        for phone, text in words.items():
            assert [
                one.body for one in conversations.list_texts(ORGANIZATION, phone) if one.body == text
            ] == [text]
        road.assert_the_promises(blast, PEOPLE)

    assert killed_at_every_moment(road, receive, check) > 20


def test_who_texts_stop_before_their_text_leaves_gets_none(road: Road) -> None:
    a_planned_blast(road)

    def act() -> None:
        with suppress(Killed):
            road.text_in(PHONES[0], "STOP", "in1")
        road.edge.wire.dead = False
        road.text_in(PHONES[0], "STOP", "in1")  # again, as it was not answered
        road.work()

    def check(claimed: set[str]) -> None:
        road.recover()
        assert PHONES[0] not in road.accepted()
        assert road.states()[PHONES[0]] is SendState.SKIPPED
        assert recipients.get(ORGANIZATION, PHONES[0]).opted_out
        road.assert_the_promises(blast_now(), PEOPLE, unsure=claimed)

    assert killed_at_every_moment(road, act, check) > 40


def test_closing(road: Road) -> None:
    blast = a_planned_blast(road)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliver_shard, "close_blast", lambda *ids: None)
        road.work()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast, PEOPLE)
        assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.COMPLETED

    close = partial(close_blast, ORGANIZATION, CAMPAIGN, blast.blast_id)
    assert killed_at_every_moment(road, close, check) > 8


def test_pausing(road: Road) -> None:
    blast = a_planned_blast(road)

    def check(claimed: set[str]) -> None:
        stopped = campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.PAUSED
        road.recover(rounds=2)
        flags = {shard.flag for shard in shards.list_all(blast.blast_id)}
        if stopped:
            assert flags == {RunFlag.PAUSED}
            road.resume_if_paused()
        road.recover()
        road.assert_the_promises(blast, PEOPLE)

    pause = partial(pause_campaign, ORGANIZATION, CAMPAIGN)
    assert killed_at_every_moment(road, pause, check, stride=2) > 30


def test_resuming(road: Road) -> None:
    blast = a_planned_blast(road)
    pause_campaign(ORGANIZATION, CAMPAIGN)
    road.pending.clear()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.resume_if_paused()
        road.recover()
        road.assert_the_promises(blast, PEOPLE)

    resume = partial(resume_campaign, ORGANIZATION, CAMPAIGN)
    assert killed_at_every_moment(road, resume, check) > 30


def test_pausing_because_the_account_is_blocked(road: Road) -> None:
    blast = a_planned_blast(road)
    blocked = AccountBlocked(code="20003")

    def act() -> None:
        road.carrier.script = lambda text: blocked
        road.work()

    def check(claimed: set[str]) -> None:
        road.recover(rounds=1)
        road.carrier.script = lambda text: None
        road.resume_if_paused()
        road.recover()
        road.assert_the_promises(blast, PEOPLE, unsure=claimed)

    assert killed_at_every_moment(road, act, check, stride=4) > 60


def test_sweeping(road: Road) -> None:
    blast = a_planned_blast(road)
    road.pending.clear()
    road.advance(timedelta(minutes=15))

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast, PEOPLE)

    assert killed_at_every_moment(road, sweep, check) > 5


@pytest.mark.parametrize("seed", range(6))
def test_the_whole_road_killed_again_and_again(road: Road, seed: int) -> None:
    """All 16 shards, every message twice, a kill every few dozen calls."""
    dice = random.Random(seed)
    an_active_campaign(people=30)
    unsure: set[str] = set()
    send_now()
    for _ in range(12):
        road.edge.wire.set(dice.randint(5, 120))
        road.work(copies=2)
        unsure |= road.claimed()
        road.advance(timedelta(minutes=dice.choice((0, 1, 4))))
        road.edge.wire.set(dice.randint(5, 120))
        with suppress(Killed):
            sweep()
    road.recover()
    road.assert_the_promises(blast_now(), 30, unsure=unsure)
