"""A claim passes every gate or leaves the send alone: opt-out, sticky number, lease and run flag."""

from dataclasses import replace
from datetime import timedelta

import pytest

from groundswell.domain.blast import Blast, RunFlag, Shard
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.send import Send, SendState
from groundswell.tables import conversations, recipients
from groundswell.tables.ledger import shards, writing
from groundswell.tables.ledger.claiming import Candidate, Claimed, RunStopped, claim
from groundswell.tables.ledger.writing import Move
from tests.support.aws import Aws
from tests.support.build import NOON, ORGANIZATION, SENDER, a_recipient
from tests.support.ledger import (
    a_running_blast,
    assert_counters_equal_a_recount,
    lease,
    sends_of_shard,
    standing,
)

LATER = NOON + timedelta(minutes=2)


def candidates(sends: list[Send]) -> list[Candidate]:
    return [Candidate(send=s, recipient=recipients.get(ORGANIZATION, s.phone), sender=SENDER) for s in sends]


def claimed(shard: Shard, of: list[Candidate], claim_id: str = "claim") -> Claimed:
    return claim(shard, of, claim_id=claim_id, at=NOON, expires_at=LATER)


@pytest.fixture
def blast(aws: Aws) -> Blast:
    return a_running_blast()


def planned(blast: Blast, count: int) -> list[Send]:
    sends = sends_of_shard(blast, 0, count)
    writing.plan(sends)
    return sends


def stop(phone: str, message_id: str = "m1", keyword: Keyword = Keyword.STOP) -> bool:
    text = Text(
        organization_id=ORGANIZATION, phone=phone, message_id=message_id, direction=Direction.IN,
        body=str(keyword), at=NOON, keyword=keyword,
    )  # fmt: skip
    return conversations.add_inbound(text)


def test_a_full_chunk_is_claimed_in_one_transaction(blast: Blast) -> None:
    sends = planned(blast, 48)
    result = claimed(lease(blast, 0), candidates(sends))
    assert [send.send_id for send in result.sends] == [send.send_id for send in sends]
    counters = shards.get(blast.blast_id, 0).counters
    assert (counters[SendState.READY], counters[SendState.DISPATCHING]) == (0, 48)
    recipient = recipients.get(ORGANIZATION, sends[0].phone)
    assert (recipient.sender, recipient.last_blast_id, recipient.day_count) == (SENDER, blast.blast_id, 1)
    assert standing(sends[0]).claim_expires_at == LATER


def test_who_opted_out_is_not_claimed_and_the_rest_is(blast: Blast) -> None:
    sends = planned(blast, 5)
    seen = candidates(sends)
    stop(sends[2].phone)
    result = claimed(lease(blast, 0), seen)
    assert [send.send_id for send in result.opted_out] == [sends[2].send_id]
    assert len(result.sends) == 4
    assert standing(sends[2]).state is SendState.READY
    assert_counters_equal_a_recount(blast)


def test_a_sticky_number_that_changed_meanwhile_is_read_again_later(blast: Blast) -> None:
    sends = planned(blast, 2)
    stale = Candidate(send=sends[0], recipient=a_recipient(phone=sends[0].phone), sender=SENDER)
    claimed(lease(blast, 0, "first"), candidates(sends[:1]), "first")
    shards.release_lease(shards.get(blast.blast_id, 0))
    writing.record([Move(standing(sends[0]), replace(sends[0], claim_id=None))])
    result = claimed(lease(blast, 0, "second"), [stale, *candidates(sends[1:])], "second")
    assert [send.send_id for send in result.changed] == [sends[0].send_id]
    assert [send.send_id for send in result.sends] == [sends[1].send_id]


def test_a_repeated_claim_under_its_own_id_counts_as_claimed(blast: Blast) -> None:
    sends = planned(blast, 3)
    shard, of = lease(blast, 0), candidates(sends)
    first, second = claimed(shard, of), claimed(shard, of)
    assert {send.send_id for send in second.sends} == {send.send_id for send in first.sends}
    assert_counters_equal_a_recount(blast)


def test_a_send_claimed_by_another_is_left_to_it(blast: Blast) -> None:
    sends = planned(blast, 3)
    shard, of = lease(blast, 0), candidates(sends)
    claimed(shard, of, "one")
    result = claimed(shard, of, "other")
    assert result.sends == []
    assert len(result.changed) == 3
    assert standing(sends[0]).claim_id == "one"


def test_nothing_is_claimed_once_the_blast_is_paused(blast: Blast) -> None:
    sends = planned(blast, 3)
    shard = lease(blast, 0)
    shards.set_flag(blast.blast_id, RunFlag.PAUSED, version=1)
    with pytest.raises(RunStopped):
        claimed(shard, candidates(sends))
    assert standing(sends[0]).state is SendState.READY


def test_nothing_is_claimed_under_a_lost_lease(blast: Blast) -> None:
    sends = planned(blast, 1)
    shard = lease(blast, 0)
    shards.release_lease(shard)
    lease(blast, 0, "other")
    with pytest.raises(RunStopped):
        claimed(shard, candidates(sends))


def test_a_live_lease_keeps_others_out_and_a_lapsed_one_does_not(blast: Blast) -> None:
    assert shards.take_lease(blast.blast_id, 0, lease_id="dead", until=NOON - timedelta(days=9_000))
    taken = lease(blast, 0, "second")
    assert taken.lease_id == "second"
    assert shards.take_lease(blast.blast_id, 0, lease_id="third", until=LATER) is None
    assert shards.release_lease(replace(taken, lease_id="dead")) is None
    assert shards.get(blast.blast_id, 0).lease_id == "second"


def test_an_old_start_sent_again_subscribes_nobody(blast: Blast) -> None:
    (send,) = planned(blast, 1)
    assert stop(send.phone, "m1", Keyword.START)
    assert stop(send.phone, "m2", Keyword.STOP)
    assert not stop(send.phone, "m1", Keyword.START)
    assert recipients.get(ORGANIZATION, send.phone).opted_out


def test_a_start_after_a_stop_subscribes_again(blast: Blast) -> None:
    (send,) = planned(blast, 1)
    stop(send.phone, "m1", Keyword.STOP)
    stop(send.phone, "m2", Keyword.START)
    assert not recipients.get(ORGANIZATION, send.phone).opted_out
    assert len(claimed(lease(blast, 0), candidates([send])).sends) == 1
