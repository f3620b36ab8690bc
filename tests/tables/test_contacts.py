"""Contacts in their table: the first of two rows with one phone stays, and doing a page again changes nothing."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from groundswell.domain.identity import SHARDS
from groundswell.tables import contacts, rows
from groundswell.tables.contacts import Added
from tests.support.aws import Aws
from tests.support.build import LOAD, a_contact, a_phone

pytestmark = pytest.mark.usefixtures("aws")


def test_what_was_added_comes_back_whole() -> None:
    whole = a_contact(
        external_id="7", custom={"favourite_issue": "schools, parks", "größe": 'the "big" one\n🦊'},
        time_zones=("America/Adak", "America/Anchorage"),
    )  # fmt: skip
    bare = a_contact(phone=a_phone(1), first_name="", last_name="", zip_code="", time_zones=())
    assert contacts.add_first([whole, bare]) == Added(valid=2, duplicates=0)
    assert sorted(contacts.sample(LOAD, 10), key=lambda one: one.phone) == sorted(
        [whole, bare], key=lambda one: one.phone
    )


def test_of_two_rows_of_a_page_the_first_stays() -> None:
    page = [a_contact(row=7, first_name="Late"), a_contact(row=3, first_name="Early")]
    assert contacts.add_first(page) == Added(valid=1, duplicates=1)
    assert [one.first_name for one in contacts.sample(LOAD, 10)] == ["Early"]


def test_a_later_page_gives_way_to_an_earlier_one() -> None:
    contacts.add_first([a_contact(row=3, first_name="Early")])
    assert contacts.add_first([a_contact(row=900, first_name="Late")]) == Added(valid=0, duplicates=1)
    assert contacts.sample(LOAD, 10)[0].first_name == "Early"


def test_a_page_done_again_counts_the_same() -> None:
    page = [a_contact(phone=a_phone(number % 70), row=number + 2) for number in range(90)]
    contacts.add_first([a_contact(phone=a_phone(0), row=1)])
    first = contacts.add_first(page)
    assert first == Added(valid=69, duplicates=21)
    assert contacts.add_first(page) == first
    assert len(contacts.sample(LOAD, 100)) == 70


def test_the_same_phone_in_another_load_is_another_contact() -> None:
    other = replace(a_contact(), load_id="20ad0000-7e57-4c0d-8f00-2d9b1c6a7e03")
    assert contacts.add_first([a_contact()]) == contacts.add_first([other]) == Added(valid=1, duplicates=0)


def test_the_pages_of_all_shards_hold_every_contact_once() -> None:
    page = [a_contact(phone=a_phone(number), row=number) for number in range(300)]
    contacts.add_first(page)
    assert sorted(one.row for one in _by_pages(limit=4)) == list(range(300))


def test_what_dynamodb_leaves_undone_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "pause", lambda attempt: None)
    _let_half_of_each_request_through(monkeypatch)
    page = [a_contact(phone=a_phone(number), row=number) for number in range(60)]
    assert contacts.add_first(page) == Added(valid=60, duplicates=0)
    assert contacts.add_first(page) == Added(valid=60, duplicates=0)
    assert len(contacts.sample(LOAD, 100)) == 60


def test_a_table_that_takes_nothing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "pause", lambda attempt: None)
    monkeypatch.setattr(
        rows.connection(),
        "dispatch",
        lambda operation, asked: {"Responses": {}, "UnprocessedItems": asked["RequestItems"]},
    )
    with pytest.raises(rows.NotWritten):
        contacts.add_first([a_contact()])


def test_items_are_written_as_the_model_reads_them(aws: Aws) -> None:
    contacts.add_first([a_contact(custom={"issue": "parks"})])
    (item,) = aws.rows("contacts")
    model = contacts._Row(
        item["load_shard"], item["phone"], row=2, first_name="Ada", last_name="Moss", zip_code="20001",
        custom={"issue": "parks"}, time_zones="America/New_York",
    )  # fmt: skip
    assert contacts._to_item(contacts._key(LOAD, item["phone"]), a_contact(custom={"issue": "parks"})) == (
        model.serialize()
    )


def _by_pages(limit: int) -> list[Any]:
    found = []
    for shard in range(SHARDS):
        after = None
        while page := contacts.list_page(LOAD, shard, after, limit):
            found += page
            after = page[-1].phone
    return found


def _let_half_of_each_request_through(monkeypatch: pytest.MonkeyPatch) -> None:
    connection, lock = rows.connection(), threading.Lock()
    dispatch = connection.dispatch

    def half(operation: str, asked: dict[str, Any]) -> dict[str, Any]:
        ((table, wanted),) = asked["RequestItems"].items()
        parts = wanted if isinstance(wanted, list) else wanted["Keys"]
        now, later = parts[: (len(parts) + 1) // 2], parts[(len(parts) + 1) // 2 :]
        with lock:
            answer = dispatch(
                operation,
                {"RequestItems": {table: now if isinstance(wanted, list) else wanted | {"Keys": now}}},
            )
        if isinstance(wanted, list):
            return answer | ({"UnprocessedItems": {table: later}} if later else {})
        return answer | ({"UnprocessedKeys": {table: {"Keys": later}}} if later else {})

    monkeypatch.setattr(connection, "dispatch", half)
