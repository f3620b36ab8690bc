"""A blast is planned whole and once, however its messages come."""

import pytest

from groundswell.domain import text
from groundswell.domain.blast import BlastState
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict, Invalid
from groundswell.domain.job import JobState
from groundswell.messages import DeliverShard, RunBlast
from groundswell.settings import settings
from groundswell.tables import blasts, campaigns, jobs
from groundswell.tables.ledger import send_items, send_rows, shards
from groundswell.usecases import run_blast as planning
from groundswell.usecases.run_blast import run_blast
from local.cloud.sizes import size_of
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, store
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, a_campaign, a_contact, a_phone
from tests.support.carrier import Carrier
from tests.support.ledger import assert_counters_equal_a_recount


def test_every_contact_becomes_one_send_with_the_values_its_text_names(aws: Aws) -> None:
    an_active_campaign(people=40)
    blast = send_now()
    plan(aws)
    sends, _ = send_rows.list_sends(blast.blast_id, limit=100)
    assert len({send.phone for send in sends}) == 40
    assert {tuple(send.values) for send in sends} == {("first_name",)}
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.SENDING
    assert {message.shard for message in aws.take(DeliverShard)} == set(range(16))
    assert_counters_equal_a_recount(blast)


def test_very_long_values_do_not_stop_the_others(aws: Aws, carrier: Carrier) -> None:
    """A file's cell may have 10,000 characters: a hundred such sends are more than a transaction takes."""
    an_active_campaign(people=150, text="Hi {first_name}! {notes} {more}")
    long = {"notes": "щ" * 10_000, "more": "щ" * 9_000}
    store(*[a_contact(phone=a_phone(n), row=1, first_name="Al", custom=long) for n in range(149)])
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    campaigns.move(campaign, campaign.change(at=NOON, fields=("first_name", "notes", "more")))
    blast = send_now()
    plan(aws)
    sends, _ = send_rows.list_sends(blast.blast_id, limit=200)
    sizes = [size_of(send_items.to_item(send)) for send in sends]
    assert len(sizes) == 150
    assert max(sizes) * 100 < 4 * 1024 * 1024
    assert all(
        len(text.render(blast.text, send.values)) > text.MAX_LENGTH for send in sends if len(send.values) > 1
    )


def test_the_same_key_makes_the_same_blast_once(aws: Aws) -> None:
    an_active_campaign(people=3)
    assert send_now("one") == send_now("one")
    assert send_now("one").blast_id != send_now("two").blast_id
    assert len(blasts.list_of(ORGANIZATION, CAMPAIGN)) == 2


def test_a_repeated_request_gets_its_blast_even_when_the_campaign_is_over(aws: Aws, carrier: Carrier) -> None:
    an_active_campaign(people=2)
    blast = send_now()
    plan(aws)
    deliver(aws)
    assert send_now().blast_id == blast.blast_id


def test_a_draft_is_not_sent(aws: Aws) -> None:
    campaigns.add(a_campaign())
    with pytest.raises(Conflict, match="Start the campaign first"):
        send_now()
    assert aws.rows("blasts") == []


def test_a_text_with_a_field_that_nobody_has_is_not_sent(aws: Aws) -> None:
    an_active_campaign(people=1, text="Hi {nick_name}")
    with pytest.raises(Invalid, match="nick_name"):
        send_now()


def test_a_killed_step_is_planned_again_without_a_second_send(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEASE_SECONDS", "0")
    settings.cache_clear()
    an_active_campaign(people=30)
    blast = send_now()
    (message,) = aws.take(RunBlast)
    with monkeypatch.context() as patch:
        patch.setattr(planning.blasts, "start_sending", _die)
        with pytest.raises(RuntimeError):
            run_blast(message)
    run_blast(message)
    run_blast(message)
    assert shards.counters(blast.blast_id).planned == 30
    assert_counters_equal_a_recount(blast)
    assert jobs.get(ORGANIZATION, str(blast.job_id)).state is JobState.DONE
    settings.cache_clear()


def test_planning_goes_on_in_the_next_step_where_the_time_ran_out(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "PAGE", 7)
    ticks = iter([False, True] * 100)
    monkeypatch.setattr(planning.Deadline, "passed", property(lambda self: next(ticks)))
    an_active_campaign(people=30)
    blast = send_now()
    messages = 0
    while waiting := aws.take(RunBlast):
        for message in waiting:
            run_blast(message)
            messages += 1
    assert messages > 4
    assert shards.counters(blast.blast_id).planned == 30


def test_an_audience_of_nobody_closes_at_once(aws: Aws, carrier: Carrier) -> None:
    an_active_campaign(people=0)
    blast = send_now()
    plan(aws)
    deliver(aws)
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.CLOSED
    assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.COMPLETED


def _die(*_: object) -> None:
    raise RuntimeError("killed")
