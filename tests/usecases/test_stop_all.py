"""One press stops everything that an organization sends, within seconds, and says how soon."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from groundswell import clock
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import NotFound
from groundswell.messages import DeliverShard
from groundswell.tables import audit, campaigns
from groundswell.tables.ledger import shards
from groundswell.usecases.deliver_shard import deliver_shard
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.stop_all import read_stop, stop_all
from groundswell.usecases.sweep import sweep
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, USER, a_campaign
from tests.support.carrier import Carrier

At = Callable[[datetime], None]


def test_nothing_is_claimed_after_the_press_and_everything_goes_on_after_a_resume(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=40)
    blast = send_now()
    plan(aws)
    messages = aws.take(DeliverShard)
    for message in messages[:4]:
        deliver_shard(message)
    sent = len(carrier.accepted)
    assert 0 < sent < 40
    at(NOON + timedelta(seconds=10))
    stop = stop_all(ORGANIZATION, USER)
    assert (stop.stopped, stop.campaign_ids, stop.pressed_at) == (
        1,
        (CAMPAIGN,),
        NOON + timedelta(seconds=10),
    )
    at(NOON + timedelta(seconds=11))
    for message in messages:
        deliver_shard(message)
    sweep()
    deliver(aws)
    assert len(carrier.accepted) == sent
    assert read_stop(ORGANIZATION).last_claim_at == NOON
    assert read_stop(ORGANIZATION).seconds_until_quiet == 0
    resume_campaign(ORGANIZATION, CAMPAIGN)
    deliver(aws)
    assert (len(carrier.accepted), carrier.duplicates) == (40, 0)
    assert shards.counters(blast.blast_id).open == 0


def test_while_workers_run_the_last_claim_comes_within_five_seconds(
    aws: Aws, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = time.monotonic()
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(seconds=time.monotonic() - start))
    monkeypatch.setattr("groundswell.usecases.prepare_chunks.CHUNK", 2)
    carrier.seconds = 0.05
    an_active_campaign(people=400)
    send_now()
    plan(aws)
    messages = aws.take(DeliverShard)
    worker = threading.Thread(target=lambda: [deliver_shard(message) for message in messages])
    worker.start()
    while len(carrier.accepted) < 20:
        time.sleep(0.01)
    stop = stop_all(ORGANIZATION, USER)
    worker.join()
    assert 20 <= len(carrier.accepted) < 400
    told = read_stop(ORGANIZATION)
    assert told.last_claim_at is not None
    assert told.seconds_until_quiet < 5
    assert stop.pressed_at == told.pressed_at


def test_all_active_campaigns_are_paused_and_only_the_organizations_own(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    ids = [CAMPAIGN[:-1] + digit for digit in "abcdef"]
    for campaign_id in ids:
        campaigns.add(a_campaign(campaign_id=campaign_id, state=CampaignState.ACTIVE))
    campaigns.add(a_campaign(campaign_id=CAMPAIGN[:-1] + "0", state=CampaignState.DRAFT))
    campaigns.add(a_campaign(organization_id="other", state=CampaignState.ACTIVE))
    assert stop_all(ORGANIZATION, USER, reason="A wrong text.").stopped == 6
    assert {campaigns.get(ORGANIZATION, one).state for one in ids} == {CampaignState.PAUSED}
    assert campaigns.get("other", CAMPAIGN).state is CampaignState.ACTIVE
    assert stop_all(ORGANIZATION, USER).stopped == 0
    entries, _ = audit.list_page(ORGANIZATION, limit=10)
    assert sorted(entry.reason for entry in entries) == ["", "A wrong text."]


def test_a_campaign_that_changes_meanwhile_is_stopped_all_the_same(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = a_campaign(state=CampaignState.ACTIVE)
    campaigns.add(campaign)
    really = campaigns.move

    def after_an_edit(before: object, after: object) -> object:
        monkeypatch.setattr(campaigns, "move", really)
        really(campaign, campaign.change(at=NOON, name="New name"))
        return really(before, after)  # type: ignore[arg-type]

    monkeypatch.setattr(campaigns, "move", after_an_edit)
    assert stop_all(ORGANIZATION, USER).stopped == 1
    stopped = campaigns.get(ORGANIZATION, CAMPAIGN)
    assert (stopped.state, stopped.name) == (CampaignState.PAUSED, "New name")


def test_there_is_nothing_to_tell_before_the_first_stop(aws: Aws, carrier: Carrier) -> None:
    with pytest.raises(NotFound):
        read_stop(ORGANIZATION)
