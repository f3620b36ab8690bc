"""The send's states: only the steps of the design exist, and final means final."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.blast import Counters, total
from groundswell.domain.errors import IllegalTransition
from groundswell.domain.identity import SHARDS, blast_id, contact_shard, derived_id, send_id, shard_of
from groundswell.domain.send import FINAL, NEXT, OPEN, Send, SendState
from tests.support.build import CAMPAIGN, LOAD, NOON, ORGANIZATION, a_phone, a_send

STATES = st.sampled_from(list(SendState))


@given(STATES, STATES)
def test_a_send_takes_the_steps_of_the_design_and_no_others(before: SendState, after: SendState) -> None:
    send = a_send(state=before)
    if after in NEXT[before]:
        assert send.become(after, at=NOON).state is after
    else:
        with pytest.raises(IllegalTransition):
            send.become(after, at=NOON)


@given(st.lists(STATES, max_size=12))
def test_whatever_is_tried_a_final_state_stays(path: list[SendState]) -> None:
    send, reached = a_send(), None
    for state in path:
        if send.may_become(state):
            send = send.become(state, at=NOON)
        if send.state in FINAL:
            reached = reached or send.state
    assert reached in (None, send.state)


def test_every_state_that_is_not_open_or_final_may_still_be_settled() -> None:
    assert {state for state in SendState if state not in OPEN | FINAL} == {SendState.SENT, SendState.UNKNOWN}


def test_a_human_releases_an_unknown_send_once() -> None:
    unknown: Send = a_send(state=SendState.UNKNOWN)
    released = unknown.become(SendState.READY, at=NOON, released=True)
    again = released.become(SendState.DISPATCHING, at=NOON).become(SendState.UNKNOWN, at=NOON)
    with pytest.raises(IllegalTransition):
        again.become(SendState.READY, at=NOON)


def test_the_same_thing_has_the_same_id_and_another_has_another() -> None:
    blast = blast_id(CAMPAIGN, "key")
    assert blast == blast_id(CAMPAIGN, "key") != blast_id(CAMPAIGN, "other")
    assert send_id(blast, a_phone(1)) == send_id(blast, a_phone(1)) != send_id(blast, a_phone(2))
    assert derived_id(ORGANIZATION, "text", "SM1") != derived_id(ORGANIZATION, "test", "SM1")


def test_sends_and_contacts_spread_evenly_over_the_shards() -> None:
    blast = blast_id(CAMPAIGN, "key")
    for shard_of_phone in (lambda p: shard_of(send_id(blast, p)), lambda p: contact_shard(LOAD, p)):
        sizes = [0] * SHARDS
        for number in range(8_000):
            sizes[shard_of_phone(a_phone(number))] += 1
        assert min(sizes) > 400
        assert max(sizes) < 600


@given(st.lists(st.dictionaries(STATES, st.integers(0, 1_000)), max_size=16))
def test_a_blasts_counters_are_the_sum_of_its_shards(shards: list[dict[SendState, int]]) -> None:
    whole: Any = total(Counters(states=states, segments=1) for states in shards)
    assert whole.planned == sum(sum(states.values()) for states in shards)
    assert whole.open == sum(states.get(state, 0) for states in shards for state in OPEN)
    assert whole.segments == len(shards)
