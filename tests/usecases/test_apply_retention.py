"""People of campaigns that ended long ago are forgotten; counters, opt-outs and newer campaigns stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Invalid
from groundswell.domain.job import Job, JobKind, JobState
from groundswell.messages import ApplyRetention, TextReceived
from groundswell.settings import settings
from groundswell.tables import campaigns, contacts, conversations, jobs, organizations, recipients
from groundswell.tables.ledger import send_rows, shards
from groundswell.usecases.apply_retention import apply_retention
from groundswell.usecases.change_settings import change_settings
from groundswell.usecases.copy_campaign import copy_campaign
from groundswell.usecases.receive_vendor_event import store_event
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.start_retention import start_retention
from groundswell.usecases.thread_replies import thread_replies
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, whole_blast
from tests.support.build import CAMPAIGN, LOAD, NOON, ORGANIZATION, SENDER, a_campaign, a_job, a_phone
from tests.support.carrier import Carrier
from tests.support.erasing import traces
from tests.support.ledger import assert_counters_equal_a_recount

At = Callable[[datetime], None]
ADA, BEN = a_phone(0), a_phone(1)
LATER = NOON + timedelta(days=31)


@pytest.fixture(autouse=True)
def stand(carrier: Carrier, at: At) -> None:
    change_settings(ORGANIZATION, {"retention_days": 30})


def reply(words: str, phone: str = ADA, message_id: str = "in-1") -> None:
    event = TextReceived(
        organization_id=ORGANIZATION, message_id=message_id, vendor="fakeservice", vendor_message_id=message_id,
        from_phone=phone, to_phone=SENDER, text=words, received_at=NOON.isoformat(),
    )  # fmt: skip
    stored = store_event(event)
    assert isinstance(stored, TextReceived)
    thread_replies({0: stored}, Deadline.after(20))


def run(aws: Aws) -> list[Job]:
    start_retention()
    for _ in range(200):
        messages = aws.take(ApplyRetention)
        if not messages:
            break
        for message in messages:
            apply_retention(message)
    found = jobs.list_newest(ORGANIZATION, limit=50)[0]
    done = [job for job in found if job.kind is JobKind.APPLY_RETENTION]
    assert all(job.state is JobState.DONE for job in done)
    return done


def test_an_old_campaigns_people_are_forgotten_and_its_figures_stay(aws: Aws, at: At) -> None:
    an_active_campaign(3)
    jobs.add(a_job(state=JobState.DONE))
    aws.put_file(f"uploads/{ORGANIZATION}/{LOAD}.csv", f"phone\n{ADA}".encode())
    blast = whole_blast(aws)
    reply("What a lovely river")
    reply("STOP", BEN, "in-2")
    before = shards.counters(blast.blast_id)
    at(LATER)
    (job,) = run(aws)
    assert job.result["texts"] == 3
    assert job.result["contacts"] == 3
    assert job.result["campaigns"] == 1
    assert traces(aws, "lovely river", "P0", "P1") == []
    assert contacts.sample(LOAD, 9) == []
    assert aws.files() == []
    assert {send.phone for send in send_rows.list_sends(blast.blast_id, limit=99)[0]} == {"~"}
    assert shards.counters(blast.blast_id) == before
    assert_counters_equal_a_recount(blast)
    assert recipients.get(ORGANIZATION, BEN).opted_out
    assert conversations.list_texts(ORGANIZATION, ADA) == []
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    assert (campaign.forgotten_at, campaign.contacts) == (LATER, 3)


def test_what_is_younger_or_still_runs_or_is_kept_for_ever_stays(aws: Aws, at: At) -> None:
    an_active_campaign(2)
    blast = whole_blast(aws)
    at(NOON + timedelta(days=29))
    run(aws)
    assert len(contacts.sample(LOAD, 9)) == 2
    change_settings(ORGANIZATION, {"retention_days": None})
    at(LATER)
    run(aws)
    assert {send.phone for send in send_rows.list_sends(blast.blast_id, limit=99)[0]} == {ADA, BEN}


def test_a_campaign_that_waits_in_draft_keeps_the_load_it_shares(aws: Aws, at: At) -> None:
    an_active_campaign(2)
    whole_blast(aws)
    copy = copy_campaign(ORGANIZATION, CAMPAIGN)
    at(LATER)
    run(aws)
    assert len(contacts.sample(LOAD, 9)) == 2
    campaigns.move(copy, copy.change(at=LATER, state=CampaignState.COMPLETED))
    at(LATER + timedelta(days=31))
    run(aws)
    assert contacts.sample(LOAD, 9) == []


def test_a_copy_of_a_forgotten_campaign_has_no_audience(aws: Aws, at: At) -> None:
    an_active_campaign(2)
    whole_blast(aws)
    at(LATER)
    run(aws)
    copy = copy_campaign(ORGANIZATION, CAMPAIGN)
    assert (copy.load_id, copy.contacts) == (None, 0)


def test_the_day_after_there_is_nothing_to_do_and_twice_a_day_is_once(aws: Aws, at: At) -> None:
    an_active_campaign(2)
    whole_blast(aws)
    at(LATER)
    assert len(run(aws)) == 1
    assert len(run(aws)) == 1
    at(LATER + timedelta(days=1))
    newest = run(aws)[0]
    assert (newest.result["texts"], newest.result["campaigns"]) == (0, 0)


def test_steps_that_end_early_and_steps_that_are_killed_come_to_the_same_end(
    aws: Aws, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(3)
    blast = whole_blast(aws)
    reply("What a lovely river")
    at(LATER)
    monkeypatch.setenv("STEP_SECONDS", "0.02")
    settings.cache_clear()
    try:
        run(aws)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert traces(aws, "lovely river", "P0") == []
    assert_counters_equal_a_recount(blast)


def test_another_organization_keeps_its_own(aws: Aws, at: At) -> None:
    other = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e77"
    campaigns.add(a_campaign(organization_id=other, state=CampaignState.COMPLETED))
    at(LATER)
    run(aws)
    assert campaigns.get(other, CAMPAIGN).forgotten_at is None


def test_too_short_a_time_is_refused() -> None:
    for days in (1, 6, 4000):
        with pytest.raises(Invalid):
            change_settings(ORGANIZATION, {"retention_days": days})
    organization = organizations.get(ORGANIZATION)
    assert organization == replace(organization, retention_days=30)
