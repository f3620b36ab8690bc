"""The invented people: the same each time, nobody real, and with the flaws that they are meant to have."""

import csv
import io
from collections import Counter

import pytest

from groundswell.domain.phone import e164
from local.demo.people import (
    BAD_PHONES,
    DUPLICATES,
    SCRIPTED,
    ZONES,
    make_followers,
    make_people,
    turned_away,
)
from local.simulator.script import ORDINARY, Script


def phones_in(file: bytes) -> list[str]:
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    return [row["Mobile"] for row in rows]


def test_the_same_file_comes_out_each_time() -> None:
    assert make_people(1_000) == make_people(1_000)


def test_the_file_holds_as_many_contacts_copies_and_bad_rows_as_it_says() -> None:
    people = make_people(1_000)
    written = [e164(phone.strip()) for phone in phones_in(people.file)]
    assert len(written) == people.rows == 1_000 + DUPLICATES + len(BAD_PHONES)
    assert written.count(None) == people.refused
    assert {phone for phone in written if phone} == set(people.phones)
    assert len(set(people.phones)) == 1_000


def test_all_phones_are_kept_for_fiction_and_in_a_known_place() -> None:
    for phone in make_people(1_000).phones:
        assert phone[5:10] == "55501"
        assert phone[2:5] in ZONES


def test_people_behave_as_the_carrier_is_told() -> None:
    people, script = make_people(1_000), Script()
    endings = Counter(phone[-2:] for phone in people.phones if script.of(phone) != ORDINARY)
    assert endings == dict(SCRIPTED)
    assert all(script.of(phone) == ORDINARY for phone in turned_away(people))


def test_the_second_list_holds_everybody_who_answers_and_some_who_do_not() -> None:
    people = make_people(1_000)
    followers = make_followers(people, 20)
    answering = {phone for phone in people.phones if Script().of(phone).reply}
    assert answering < set(followers.phones) < set(people.phones)
    assert len(followers.phones) == len(answering) + 20


def test_too_few_or_too_many_people_are_refused() -> None:
    for count in (50, 5_000):
        with pytest.raises(ValueError, match="contacts can be made up"):
            make_people(count)
