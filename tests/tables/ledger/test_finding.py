"""Some of a blast's sends are found page by page, without reading what cannot hold any of them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from groundswell.domain.blast import Blast, SendFilter
from groundswell.domain.send import Send, SendState
from groundswell.tables import rows
from groundswell.tables.ledger import finding, writing
from groundswell.tables.ledger.finding import find_sends
from groundswell.tables.ledger.writing import Move
from tests.support.aws import Aws
from tests.support.build import NOON
from tests.support.ledger import a_running_blast, sends_of_shard

SPAM = SendFilter(state=SendState.FAILED, reason="30007")


def failed(sends: list[Send], *codes: str | None) -> None:
    """Each of them with its code, as a worker records it."""
    writing.plan(sends)
    claimed = [replace(send, state=SendState.DISPATCHING, claim_id="c") for send in sends]
    writing.record([Move(send, after) for send, after in zip(sends, claimed, strict=True)])
    ended = [
        send.become(SendState.FAILED, at=NOON, reason=code) for send, code in zip(claimed, codes, strict=True)
    ]
    writing.record([Move(send, after) for send, after in zip(claimed, ended, strict=True)])


def pages(blast: Blast, only: SendFilter, limit: int) -> Iterator[list[str]]:
    cursor = None
    for _ in range(100):
        found, cursor = find_sends(blast.blast_id, only, limit=limit, cursor=cursor)
        yield [send.send_id for send in found]
        if cursor is None:
            return
    raise AssertionError("it does not end")


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The shard that each query looked into."""
    asked: list[str] = []
    connection = rows.connection()
    dispatch = connection.dispatch

    def noting(operation: str, request: dict) -> dict:  # type: ignore[type-arg]
        if operation == "Query":
            asked.append(request["ExpressionAttributeValues"][":shard"]["S"].rpartition("#")[2])
        return dispatch(operation, request)

    monkeypatch.setattr(connection, "dispatch", noting)
    return asked


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_only_those_with_the_code_come_over_all_shards(aws: Aws, limit: int) -> None:
    blast, wanted = a_running_blast(), list[str]()
    for shard in (0, 7, 15):
        sends = sends_of_shard(blast, shard, 6)
        failed(sends, "30007", "30006", "30007", None, "30006", "30003")
        wanted += [sends[0].send_id, sends[2].send_id]
    found = list(pages(blast, SPAM, limit))
    assert [one for page in found for one in page] == wanted
    assert all(len(page) <= limit for page in found)


def test_what_failed_without_a_code_is_found_under_the_name_that_counts_it(aws: Aws) -> None:
    blast = a_running_blast()
    sends = sends_of_shard(blast, 4, 3)
    failed(sends, "30007", None, "30006")
    assert list(pages(blast, SendFilter(state=SendState.FAILED, reason="none"), 5)) == [[sends[1].send_id]]


def test_a_reason_is_found_in_any_state(aws: Aws) -> None:
    blast = a_running_blast()
    gone, waiting = sends_of_shard(blast, 4, 2)
    writing.plan([gone, waiting])
    writing.record([Move(gone, gone.become(SendState.SKIPPED, at=NOON, reason="OPTED_OUT"))])
    assert list(pages(blast, SendFilter(reason="OPTED_OUT"), 5)) == [[gone.send_id]]
    assert list(pages(blast, SendFilter(state=SendState.READY), 5)) == [[waiting.send_id]]
    assert list(pages(blast, SendFilter(state=SendState.READY, reason="OPTED_OUT"), 5)) == [[]]


def test_shards_that_hold_none_are_not_looked_into(aws: Aws, queries: list[str]) -> None:
    blast = a_running_blast()
    for shard in (1, 2, 3):
        sends = sends_of_shard(blast, shard, 3)
        failed(sends, "30006", "30006", "30007" if shard == 2 else "30006")
    assert [len(page) for page in pages(blast, SPAM, 5)] == [1]
    assert set(queries) == {"02"}


def test_a_page_costs_only_so_many_reads_and_its_cursor_goes_on(
    aws: Aws, queries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_READ", 2)
    monkeypatch.setattr(finding, "MOST_READS", 3)
    blast = a_running_blast()
    sends = sends_of_shard(blast, 9, 20)
    failed(sends, *["30006"] * 19, "30007")
    found = list(pages(blast, SPAM, 5))
    assert found[0] == []
    assert [one for page in found for one in page] == [sends[-1].send_id]
    assert len(queries) <= 3 * len(found)
