"""A limit is kept by all workers of an account together, and waiting loses nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from groundswell import clock
from groundswell.domain.pacing import Pace, PaceScope
from groundswell.extensions.service_vendors.texts import OutboundText, Throttled
from groundswell.messages import DeliverShard
from groundswell.tables import organizations, pacing
from groundswell.usecases import take_turns, work_shard
from groundswell.usecases.deliver_shard import deliver_shard
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now
from tests.support.build import NOON, ORGANIZATION
from tests.support.carrier import Carrier

At = Callable[[datetime], None]


@pytest.fixture
def moments(carrier: Carrier) -> list[float]:
    """When the carrier was called."""
    called: list[float] = []

    def note(text: OutboundText) -> None:
        called.append(clock.now().timestamp())

    carrier.script = note
    return called


def limit(scope: PaceScope, per_second: float) -> None:
    organization = organizations.get(ORGANIZATION)
    pace = Pace(scope=scope, segments_per_second=per_second)
    organizations.move(organization, replace(organization, pace=pace, version=organization.version + 1))


def test_a_slot_whose_answer_was_lost_is_still_the_workers_own(aws: Aws) -> None:
    """The request is repeated by itself: it must not find its own lease and take the other slot as well."""
    until = clock.now() + timedelta(minutes=1)
    assert [pacing.take_slot(ORGANIZATION, lease_id="me", until=until) for _ in range(3)] == [0, 0, 0]
    assert pacing.take_slot(ORGANIZATION, lease_id="other", until=until) == 1
    assert pacing.take_slot(ORGANIZATION, lease_id="third", until=until) is None


def test_an_accounts_limit_is_never_passed_and_nearly_used_up(
    aws: Aws, carrier: Carrier, moments: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_OFFSET", NOON - clock.real_now())
    limit(PaceScope.ACCOUNT, 40)
    an_active_campaign(people=120)
    send_now()
    plan(aws)
    deliver(aws)
    assert (len(moments), carrier.duplicates) == (120, 0)
    for start in moments:
        assert sum(start <= other < start + 1 for other in moments) <= 41
    assert max(moments) - min(moments) >= 119 / 40


def test_each_number_keeps_its_own_limit(
    aws: Aws, carrier: Carrier, moments: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_OFFSET", NOON - clock.real_now())
    monkeypatch.setattr(take_turns, "HORIZON", 0.2)
    limit(PaceScope.NUMBER, 20)
    an_active_campaign(people=60, pool=3)
    send_now()
    plan(aws)
    deliver(aws)
    assert (len(carrier.accepted), carrier.duplicates) == (60, 0)
    for number in {text.sender for text in carrier.accepted}:
        of_one = [at for at, text in zip(moments, carrier.accepted, strict=True) if text.sender == number]
        assert all(sum(start <= other < start + 1 for other in of_one) <= 21 for start in of_one)


def test_a_step_that_ends_while_waiting_leaves_the_rest_to_the_next(
    aws: Aws, carrier: Carrier, moments: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_OFFSET", NOON - clock.real_now())
    monkeypatch.setattr(take_turns, "HORIZON", 0.1)
    monkeypatch.setattr(work_shard, "LANDING_SECONDS", 19.8)
    limit(PaceScope.ACCOUNT, 30)
    an_active_campaign(people=40)
    send_now()
    plan(aws)
    deliver(aws, rounds=2_000)
    assert (len(carrier.accepted), carrier.duplicates) == (40, 0)


def test_a_third_shard_waits_until_one_of_two_slots_is_free(aws: Aws, carrier: Carrier, at: At) -> None:
    until = NOON + timedelta(seconds=35)
    slots = [pacing.take_slot(ORGANIZATION, lease_id=name, until=until) for name in ("a", "b", "c")]
    assert slots == [0, 1, None]
    an_active_campaign(people=30)
    send_now()
    plan(aws)
    messages = aws.take(DeliverShard)
    for message in messages:
        deliver_shard(message)
    assert carrier.accepted == []
    assert len(aws.waiting(DeliverShard)) == len(messages)
    pacing.release_slot(ORGANIZATION, 0, lease_id="b")  # not its own
    assert pacing.take_slot(ORGANIZATION, lease_id="c", until=until) is None
    pacing.release_slot(ORGANIZATION, 0, lease_id="a")
    deliver(aws)
    assert len(carrier.accepted) == 30


def test_a_dead_workers_slot_lapses(aws: Aws, carrier: Carrier, at: At) -> None:
    until = NOON + timedelta(seconds=35)
    assert [pacing.take_slot(ORGANIZATION, lease_id=name, until=until) for name in ("a", "b")] == [0, 1]
    at(NOON + timedelta(seconds=36))
    assert pacing.take_slot(ORGANIZATION, lease_id="c", until=NOON + timedelta(minutes=2)) == 0


def test_a_busy_carrier_is_left_alone_for_as_long_as_it_asks(
    aws: Aws, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_OFFSET", NOON - clock.real_now())
    calls: list[float] = []

    def busy_at_first(text: OutboundText) -> Throttled | None:
        calls.append(clock.now().timestamp())
        return Throttled(retry_after_seconds=1) if len(calls) == 1 else None

    carrier.script = busy_at_first
    an_active_campaign(people=12)
    send_now()
    plan(aws)
    deliver(aws, rounds=2_000)
    assert (len(carrier.accepted), carrier.duplicates) == (12, 0)
