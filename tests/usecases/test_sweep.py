"""The sweep puts back what lost its worker or its message, and leaves the rest alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from groundswell.domain.blast import BlastState, RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import JobKind, JobState
from groundswell.messages import DeliverShard, LoadContacts, RunBlast
from groundswell.settings import settings
from groundswell.tables import blasts, campaigns, jobs
from groundswell.tables.ledger import shards
from groundswell.usecases import run_step
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.sweep import sweep
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, whole_blast
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, a_job
from tests.support.carrier import Carrier
from tests.support.ledger import lease

At = Callable[[datetime], None]


def test_a_lost_planning_message_is_asked_for_again(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=5)
    blast = send_now()
    aws.take(RunBlast)
    sweep()
    assert aws.waiting(RunBlast) == []
    at(NOON + timedelta(minutes=10))
    sweep()
    plan(aws)
    assert jobs.get(ORGANIZATION, str(blast.job_id)).state is JobState.DONE


def test_open_shards_without_a_worker_are_woken(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=40)
    send_now()
    plan(aws)
    aws.take(DeliverShard)
    sweep()
    deliver(aws)
    assert len(carrier.accepted) == 40


def test_a_shard_that_is_worked_on_is_left_alone(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=40)
    blast = send_now()
    plan(aws)
    aws.take(DeliverShard)
    lease(blast, 3)
    sweep()
    assert 3 not in {message.shard for message in aws.take(DeliverShard)}


def test_a_blast_that_nobody_closed_is_closed(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=3)
    blast = send_now()
    plan(aws)
    pause_campaign(ORGANIZATION, CAMPAIGN)
    sweep()
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.SENDING
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    campaigns.move(campaign, campaign.become(CampaignState.ACTIVE, at=NOON))  # resuming died half-way
    sweep()
    deliver(aws)
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.CLOSED
    assert blasts.list_open() == []


def test_a_pause_that_died_half_way_is_finished(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=3)
    blast = send_now()
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    campaigns.move(campaign, campaign.become(CampaignState.PAUSED, at=NOON))
    sweep()
    assert {shard.flag for shard in shards.list_all(blast.blast_id)} == {RunFlag.PAUSED}


def test_a_load_that_waits_for_its_upload_is_not_started(aws: Aws, carrier: Carrier, at: At) -> None:
    jobs.add(a_job())
    at(NOON + timedelta(hours=2))
    sweep()
    assert aws.waiting(LoadContacts) == []


def test_what_one_sweep_has_no_time_for_the_next_ones_do(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends in time, and always beginning with the same blasts it would never come to the others."""
    for number in range(12):
        jobs.add(replace(a_job(), job_id=f"job-{number:02d}", kind=JobKind.RUN_BLAST, subject_id="b"))
    at(NOON + timedelta(minutes=10))
    clicks = count()
    monkeypatch.setattr(run_step, "time", SimpleNamespace(monotonic=lambda: float(next(clicks))))
    monkeypatch.setenv("STEP_SECONDS", "4")
    settings.cache_clear()
    seen: set[str] = set()
    for _ in range(60):
        sweep()
        asked = {message.job_id for message in aws.take(RunBlast)}
        assert 0 < len(asked) <= 4
        seen |= asked
    monkeypatch.undo()
    settings.cache_clear()
    assert len(seen) == 12


def test_what_has_ended_is_never_looked_at_again(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    whole_blast(aws)
    at(NOON + timedelta(days=1))
    sweep()
    assert (aws.waiting(RunBlast), aws.waiting(DeliverShard)) == ([], [])
