"""Planning and recording keep counters exact, however often they are repeated."""

from dataclasses import replace

import pytest

from groundswell.domain.send import SendState
from groundswell.tables.ledger import send_rows, shards, writing
from groundswell.tables.ledger.writing import Move
from groundswell.tables.rows import Cancelled
from tests.support.aws import Aws
from tests.support.build import NOON, a_blast
from tests.support.ledger import a_running_blast, assert_counters_equal_a_recount, sends_of_shard, standing


def test_planning_counts_what_it_inserts(aws: Aws) -> None:
    blast = a_running_blast()
    assert writing.plan(sends_of_shard(blast, 3, 99)) == 99
    assert shards.get(blast.blast_id, 3).counters[SendState.READY] == 99
    assert shards.counters(blast.blast_id).planned == 99


def test_planning_a_page_again_changes_nothing(aws: Aws) -> None:
    blast = a_running_blast()
    page = sends_of_shard(blast, 3, 20)
    writing.plan(page)
    assert writing.plan(page) == 0
    assert_counters_equal_a_recount(blast)


def test_a_page_that_half_exists_is_completed(aws: Aws) -> None:
    blast = a_running_blast()
    page = sends_of_shard(blast, 3, 20)
    writing.plan(page[:7])
    assert writing.plan(page) == 13
    assert_counters_equal_a_recount(blast)


def test_sends_of_a_blast_that_does_not_exist_are_not_planned(aws: Aws) -> None:
    with pytest.raises(Cancelled):
        writing.plan(sends_of_shard(a_blast(), 3, 2))
    assert aws.rows("sends") == []


def test_a_result_is_recorded_once(aws: Aws) -> None:
    blast = a_running_blast()
    (send,) = sends_of_shard(blast, 0, 1)
    writing.plan([send])
    claimed = replace(send, state=SendState.DISPATCHING, claim_id="c")
    assert writing.record([Move(send, claimed)]) == []
    sent = claimed.become(SendState.SENT, at=NOON, segments=2)
    assert writing.record([Move(claimed, sent)]) == []
    assert writing.record([Move(claimed, sent)]) == [Move(claimed, sent)]
    assert standing(send).state is SendState.SENT
    assert shards.get(blast.blast_id, 0).counters.segments == 2
    assert_counters_equal_a_recount(blast)


def test_moves_that_come_too_late_do_not_hold_up_the_others(aws: Aws) -> None:
    blast = a_running_blast()
    first, second, third = sends_of_shard(blast, 5, 3)
    writing.plan([first, second, third])
    skipped = [
        Move(s, s.become(SendState.SKIPPED, at=NOON, reason="OPTED_OUT")) for s in (first, second, third)
    ]
    writing.record(skipped[1:2])
    assert writing.record(skipped) == skipped[1:2]
    assert shards.get(blast.blast_id, 5).counters.skips == {"OPTED_OUT": 3}
    assert_counters_equal_a_recount(blast)


def test_failures_are_counted_by_the_carriers_code(aws: Aws) -> None:
    blast = a_running_blast()
    sends = sends_of_shard(blast, 1, 150)
    writing.plan(sends[:99])
    writing.plan(sends[99:])
    claimed = [Move(s, replace(s, state=SendState.DISPATCHING, claim_id="c")) for s in sends]
    assert writing.record(claimed) == []
    codes = ["30006" if index % 3 else "30007" for index in range(150)]
    failed = [
        Move(move.after, move.after.become(SendState.FAILED, at=NOON, reason=code))
        for move, code in zip(claimed, codes, strict=True)
    ]
    assert writing.record(failed) == []
    assert shards.counters(blast.blast_id).errors == {"30006": 100, "30007": 50}
    assert_counters_equal_a_recount(blast)


def test_a_blasts_sends_are_listed_over_all_shards_page_by_page(aws: Aws) -> None:
    blast = a_running_blast()
    sends = [send for shard in (0, 7, 15) for send in sends_of_shard(blast, shard, 4)]
    for send in sends:
        writing.plan([send])
    first, cursor = send_rows.list_sends(blast.blast_id, limit=5)
    second, cursor = send_rows.list_sends(blast.blast_id, limit=5, cursor=cursor)
    third, cursor = send_rows.list_sends(blast.blast_id, limit=5, cursor=cursor)
    assert cursor is None
    assert [send.send_id for send in first + second + third] == [send.send_id for send in sends]
