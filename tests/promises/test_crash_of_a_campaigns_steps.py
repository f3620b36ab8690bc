"""Closing, pausing, resuming and sweeping are killed at each of their calls, and the whole road again and again."""

import random
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from groundswell.domain.blast import RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.extensions.service_vendors.texts import AccountBlocked
from groundswell.tables import campaigns
from groundswell.tables.ledger import shards
from groundswell.usecases import deliver_shard
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.sweep import sweep
from tests.promises.moments import killed_at_every_moment
from tests.promises.road import Road
from tests.promises.small_blast import PEOPLE, a_planned_blast, blast_now
from tests.support.blast_road import an_active_campaign, send_now
from tests.support.build import CAMPAIGN, ORGANIZATION
from tests.support.faults import Killed


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
