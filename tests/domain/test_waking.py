"""A shard is woken when something is left to do that no message, no schedule and no worker is there for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from groundswell.domain.blast import Counters, RunFlag, Shard
from groundswell.domain.send import SendState
from groundswell.domain.waking import RECEIVES, is_due, is_known_to_fail
from tests.support.build import NOON
from tests.support.template import resources

PATIENCE = timedelta(minutes=4)
OPENS = NOON + timedelta(hours=9)


def a_shard(**changes: object) -> Shard:
    states = {SendState.HELD: 5, SendState.SENT: 9}
    values = {"blast_id": "b", "shard": 3, "flag": RunFlag.ACTIVE, "counters": Counters(states=states)}
    return Shard(**values | changes)  # type: ignore[arg-type]


def with_states(shard: Shard, **states: int) -> Shard:
    return replace(shard, counters=Counters(states={SendState(name): n for name, n in states.items()}))


ASLEEP = a_shard(resting=5, rests_until=OPENS)


def test_what_only_waits_for_its_hours_rests_until_a_little_after_they_begin() -> None:
    assert not is_due(ASLEEP, NOON, PATIENCE)
    assert not is_due(ASLEEP, OPENS, PATIENCE)  # the schedule wakes it
    assert not is_due(ASLEEP, OPENS + PATIENCE - timedelta(seconds=1), PATIENCE)
    assert is_due(ASLEEP, OPENS + PATIENCE, PATIENCE)


@pytest.mark.parametrize(
    "states", [{"HELD": 5, "READY": 1}, {"HELD": 5, "DISPATCHING": 1}, {"HELD": 6}, {"READY": 1}]
)
def test_anything_else_that_is_open_does_not_let_it_rest(states: dict[str, int]) -> None:
    assert is_due(with_states(ASLEEP, **states), NOON, PATIENCE)


def test_those_skipped_meanwhile_leave_the_others_in_peace() -> None:
    assert not is_due(with_states(ASLEEP, HELD=4, SKIPPED=1), NOON, PATIENCE)


def test_what_nobody_has_seen_rest_is_looked_at() -> None:
    assert is_due(a_shard(), NOON, PATIENCE)
    assert is_due(a_shard(rests_until=OPENS), NOON, PATIENCE)


def test_nothing_open_and_a_live_lease_are_left_alone() -> None:
    assert not is_due(with_states(ASLEEP, SENT=14), OPENS + PATIENCE, PATIENCE)
    leased = a_shard(lease_id="w", lease_until=NOON + timedelta(seconds=35))
    assert not is_due(leased, NOON, PATIENCE)
    assert is_due(leased, NOON + timedelta(seconds=35), PATIENCE)


def test_what_fails_is_left_alone_for_longer_each_time_and_not_for_ever() -> None:
    pauses = []
    for tries in (1, 2, 3, 6, 7, 1_000):
        failing = a_shard(tries=tries, tried_at=NOON)
        pauses.append(next(n for n in range(1_000) if is_due(failing, NOON + n * PATIENCE, PATIENCE)))
    assert pauses == [1, 2, 4, 32, 32, 32]


def test_its_failure_is_known_once_a_queue_has_given_up_and_told_anew_after_two_weeks() -> None:
    known = [tries for tries in range(400) if is_known_to_fail(a_shard(tries=tries, tried_at=NOON))]
    assert known[0] == RECEIVES
    assert set(range(RECEIVES, 400)) - set(known) == {180, 360}


def test_the_queue_gives_up_when_the_code_says_so() -> None:
    assert (
        resources("AWS::SQS::Queue")["SendQueue"]["Properties"]["RedrivePolicy"]["maxReceiveCount"]
        == RECEIVES
    )
