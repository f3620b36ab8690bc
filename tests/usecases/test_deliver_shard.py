"""A blast's texts leave once each, whatever is repeated, stopped, refused or lost on the way."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from groundswell.domain.blast import BlastState
from groundswell.domain.campaign import CampaignState, SenderChoice
from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.texts import AccountBlocked, Declined, Throttled, Unclear
from groundswell.messages import DeliverShard, WakeBlast
from groundswell.tables import blasts, campaigns, organizations, pacing, recipients
from groundswell.tables.ledger import send_rows, shards
from groundswell.usecases import deliver_shard as module
from groundswell.usecases import pause_campaign, prepare_chunks, resume_campaign, work_shard
from groundswell.usecases.deliver_shard import MAX_STEPS, ChainTooLong, deliver_shard
from groundswell.usecases.sweep import sweep
from groundswell.usecases.wake_blast import wake_blast
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, store, whole_blast
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, a_contact, a_phone
from tests.support.carrier import Carrier
from tests.support.ledger import assert_counters_equal_a_recount

At = Callable[[datetime], None]


class Killed(BaseException):
    """What a worker dies of."""


def counters(blast_id: str) -> dict[SendState, int]:
    return {state: count for state, count in shards.counters(blast_id).states.items() if count}


def test_everybody_gets_one_text_and_the_campaign_is_completed(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=60)
    blast = whole_blast(aws)
    assert len(carrier.accepted) == 60
    assert {text.body for text in carrier.accepted} == {f"Hi P{n}!" for n in range(60)}
    assert carrier.duplicates == 0
    assert counters(blast.blast_id) == {SendState.SENT: 60}
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.CLOSED
    assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.COMPLETED
    assert_counters_equal_a_recount(blast)


def test_every_message_delivered_twice_sends_nothing_twice(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=60)
    blast = send_now()
    send_now()
    plan(aws)
    for message in aws.take(DeliverShard):
        deliver_shard(message)
        deliver_shard(message)
    deliver(aws)
    assert (len(carrier.accepted), carrier.duplicates) == (60, 0)
    assert_counters_equal_a_recount(blast)


def test_texts_come_from_the_campaigns_numbers_and_stay_with_the_recipient(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=40, pool=4)
    whole_blast(aws)
    first = {text.to: text.sender for text in carrier.accepted}
    assert len(set(first.values())) == 4
    assert {text.messaging_service_id for text in carrier.accepted} == {"MG1"}
    assert all(recipients.get(ORGANIZATION, phone).sender == sender for phone, sender in first.items())


def test_the_carrier_picks_the_number_if_the_campaign_says_so(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=3, sender_choice=SenderChoice.CARRIER)
    whole_blast(aws)
    assert [text.sender for text in carrier.accepted] == [None, None, None]


def test_a_refusal_by_the_carrier_is_final_and_counted_by_its_code(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=10)
    carrier.script = lambda text: Declined(code="21211") if text.to == a_phone(3) else None
    blast = whole_blast(aws)
    assert counters(blast.blast_id) == {SendState.SENT: 9, SendState.FAILED: 1}
    assert shards.counters(blast.blast_id).errors == {"21211": 1}


def test_who_opted_out_with_the_carrier_is_opted_out_here_too(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    carrier.script = lambda text: Declined(code="21610", opted_out=True) if text.to == a_phone(1) else None
    whole_blast(aws)
    assert recipients.get(ORGANIZATION, a_phone(1)).opted_out
    assert not recipients.get(ORGANIZATION, a_phone(0)).opted_out


def test_a_lost_answer_is_unknown_and_never_sent_again(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=10)
    carrier.script = lambda text: Unclear(reason="TIMEOUT") if text.to == a_phone(3) else None
    blast = whole_blast(aws)
    at(NOON + timedelta(hours=1))
    for shard in range(16):
        deliver_shard(_message(blast.blast_id, shard))
    assert counters(blast.blast_id) == {SendState.SENT: 9, SendState.UNKNOWN: 1}
    assert carrier.duplicates == 0


def test_an_error_nobody_foresaw_is_unknown_too(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=4)
    carrier.script = lambda text: RuntimeError("boom") if text.to == a_phone(1) else None
    blast = whole_blast(aws)
    assert counters(blast.blast_id) == {SendState.SENT: 3, SendState.UNKNOWN: 1}


def test_what_the_carrier_was_too_busy_for_waits_and_goes_out_later(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=10)
    carrier.script = lambda text: Throttled(retry_after_seconds=30)
    blast = send_now()
    plan(aws)
    messages = aws.take(DeliverShard)
    for message in messages:
        deliver_shard(message)
    assert counters(blast.blast_id) == {SendState.READY: 10}
    carrier.script = lambda text: None
    at(NOON + timedelta(seconds=31))
    deliver(aws)
    assert (len(carrier.accepted), carrier.duplicates) == (10, 0)


def test_a_blocked_account_pauses_the_campaign_and_loses_nobody(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=10)
    carrier.script = lambda text: AccountBlocked(code="20003")
    blast = whole_blast(aws)
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    assert campaign.state is CampaignState.PAUSED
    assert "The fake account is blocked." in str(campaign.pause_reason)
    assert [one.reason for one in campaign.own_pauses] == [campaign.pause_reason]
    assert counters(blast.blast_id) == {SendState.READY: 10}
    carrier.script = lambda text: None
    at(NOON + timedelta(minutes=2))
    resume_campaign.resume_campaign(ORGANIZATION, CAMPAIGN)
    deliver(aws)
    assert counters(blast.blast_id) == {SendState.SENT: 10}


def test_a_blocked_number_is_left_out_and_the_others_go_on(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=12, pool=3)
    bad = "+13125550101"
    carrier.script = lambda text: AccountBlocked(code="30034", sender=bad) if text.sender == bad else None
    blast = send_now()
    plan(aws)
    for minute in range(4):
        at(NOON + timedelta(minutes=2 * minute))
        deliver(aws, rounds=2)
    assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.ACTIVE
    assert counters(blast.blast_id)[SendState.SENT] >= 4
    assert bad not in {text.sender for text in carrier.accepted}
    assert carrier.duplicates == 0


def test_nothing_leaves_while_the_campaign_is_paused(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=30)
    blast = send_now()
    plan(aws)
    pause_campaign.pause_campaign(ORGANIZATION, CAMPAIGN)
    deliver(aws)
    assert carrier.accepted == []
    resume_campaign.resume_campaign(ORGANIZATION, CAMPAIGN)
    resume_campaign.resume_campaign(ORGANIZATION, CAMPAIGN)
    deliver(aws)
    assert (len(carrier.accepted), carrier.duplicates) == (30, 0)
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.CLOSED


def test_a_dead_workers_claims_become_unknown_when_they_expire(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(people=5)
    blast = send_now()
    plan(aws)

    async def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(work_shard, "offer_chunk", die)
        for message in aws.take(DeliverShard):
            with suppress(Killed):
                deliver_shard(message)
    assert counters(blast.blast_id) == {SendState.DISPATCHING: 5}
    at(NOON + timedelta(seconds=60))
    for shard in range(16):
        deliver_shard(_message(blast.blast_id, shard))
    assert counters(blast.blast_id) == {SendState.DISPATCHING: 5}
    at(NOON + timedelta(minutes=5))
    for shard in range(16):
        deliver_shard(_message(blast.blast_id, shard))
    assert counters(blast.blast_id) == {SendState.UNKNOWN: 5}
    assert carrier.accepted == []
    assert_counters_equal_a_recount(blast)


def test_at_night_texts_are_held_until_the_morning(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=6)
    at(datetime(2026, 3, 11, 4, tzinfo=UTC))  # midnight in New York
    blast = whole_blast(aws)
    assert carrier.accepted == []
    assert counters(blast.blast_id) == {SendState.HELD: 6}
    ((_, wake),) = aws.schedules()
    assert isinstance(wake, WakeBlast)
    at(datetime(2026, 3, 11, 12, 1, tzinfo=UTC))
    wake_blast(wake)
    deliver(aws)
    assert counters(blast.blast_id) == {SendState.SENT: 6}
    assert {text.valid_seconds for text in carrier.accepted} == {13 * 3600 - 60}


def test_an_organization_may_narrow_the_hours(aws: Aws, carrier: Carrier, at: At) -> None:
    organization = organizations.get(ORGANIZATION)
    organizations.move(organization, replace(organization, closes=time(11), version=organization.version + 1))
    an_active_campaign(people=2)
    blast = whole_blast(aws)
    assert counters(blast.blast_id) == {SendState.HELD: 2}


def test_what_could_not_be_sent_in_time_is_skipped_as_expired(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=3)
    blast = send_now()
    plan(aws)
    at(NOON + timedelta(hours=73))
    deliver(aws)
    assert shards.counters(blast.blast_id).skips == {"EXPIRED": 3}
    assert carrier.accepted == []


def test_people_with_unknown_zones_are_texted_when_all_of_the_country_may_be(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=1)
    store(a_contact(phone=a_phone(70_000), row=99, time_zones=()))
    blast = whole_blast(aws)  # noon in New York is 6 in the morning in Honolulu
    assert counters(blast.blast_id) == {SendState.SENT: 1, SendState.HELD: 1}
    at(datetime(2026, 3, 10, 18, 30, tzinfo=UTC))
    for shard in range(16):
        deliver_shard(_message(blast.blast_id, shard))
    assert counters(blast.blast_id) == {SendState.SENT: 2}


def test_a_step_that_runs_out_of_time_goes_on_where_it_stopped(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_shard, "PAGE", 2)
    monkeypatch.setattr(work_shard, "LANDING_SECONDS", 19.95)
    carrier.seconds = 0.06
    an_active_campaign(people=100)
    blast = send_now()
    plan(aws)
    messages = deliver(aws, rounds=200)
    assert messages > 16
    assert (len(carrier.accepted), carrier.duplicates) == (100, 0)
    assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.CLOSED


def test_three_chunks_are_in_the_air_at_once_and_never_more(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_chunks, "CHUNK", 4)
    carrier.seconds = 0.3
    an_active_campaign(people=160)
    send_now()
    plan(aws)
    deliver(aws)
    assert len(carrier.accepted) == 160
    assert 8 < carrier.most_in_flight <= 12


def test_a_chain_without_end_goes_to_the_dead_letters(aws: Aws, carrier: Carrier, at: At) -> None:
    with pytest.raises(ChainTooLong):
        deliver_shard(_message("b", 0, step=MAX_STEPS))


def test_messages_that_wait_for_a_slot_do_not_pile_up(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow campaign takes hours, and the sweep adds a message for each open shard every five minutes."""
    monkeypatch.setattr(module, "MOST_WAITS", 3)
    an_active_campaign(people=60)
    send_now()
    plan(aws)
    for name in ("a", "b"):
        pacing.take_slot(ORGANIZATION, lease_id=name, until=NOON + timedelta(days=1))
    for _ in range(10):
        sweep()
        deliver(aws, rounds=2)
    waiting = aws.take(DeliverShard)
    assert {message.shard for message in waiting} == set(range(16))
    assert len(waiting) <= 2 * 16


def test_who_waited_for_a_slot_and_got_one_may_wait_again(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=60)
    blast = send_now()
    plan(aws)
    aws.take(DeliverShard)
    carrier.script = lambda text: Throttled(retry_after_seconds=30)
    deliver_shard(replace(_message(blast.blast_id, 0), waits=7))
    assert [message.waits for message in aws.take(DeliverShard)] == [0]


def test_the_decision_stays_on_the_send(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    blast = whole_blast(aws)
    (send,), _ = send_rows.list_sends(blast.blast_id, limit=10)
    assert (send.vendor_message_id, send.segments, send.sender) == ("SM1", 1, carrier.accepted[0].sender)


def _message(blast_id: str, shard: int, step: int = 0) -> DeliverShard:
    return DeliverShard(
        organization_id=ORGANIZATION, campaign_id=CAMPAIGN, blast_id=blast_id, shard=shard, step=step
    )
