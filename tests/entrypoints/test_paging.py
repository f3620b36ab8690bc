"""Cursors are opaque, belong to one list, and a wrong one says so."""

import base64
import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.entrypoints.paging import Paging, _limit, decode, encode
from groundswell.entrypoints.problem_kinds import BadRequest
from groundswell.entrypoints.shapes import Shape
from tests.support.build import NOON


class Thing(Shape):
    thing_id: str


CURSOR = {"organization_id": {"S": "o"}, "campaign_id": {"S": "c"}}


def test_a_cursor_comes_back_as_it_went_out():
    assert decode(encode(CURSOR, "/v1/list"), "/v1/list") == CURSOR


def test_a_cursor_of_another_list_is_refused():
    with pytest.raises(BadRequest):
        decode(encode(CURSOR, "/v1/list"), "/v1/other")


def test_a_cursor_made_by_hand_is_refused():
    with pytest.raises(BadRequest):
        decode(base64.urlsafe_b64encode(json.dumps(CURSOR).encode()).decode(), "/v1/list")


@given(st.text(max_size=60))
def test_nonsense_is_refused(text):
    with pytest.raises(BadRequest):
        decode(text, "/v1/list")


@pytest.mark.parametrize("made_by_hand", [[], "x", 7, None])
def test_a_cursor_that_is_no_cursor_is_refused(made_by_hand):
    with pytest.raises(BadRequest):
        decode(encode(made_by_hand, "/v1/list"), "/v1/list")


@pytest.mark.parametrize("limit", ["0", "201", "0000019999", "000001" + "9" * 5000, "-1", "1.5", "", "٣"])
def test_a_limit_that_is_too_wide_or_none_is_refused(limit):
    with pytest.raises(BadRequest):
        _limit(limit)


@pytest.mark.parametrize("limit", ["1", "050", "200"])
def test_a_limit_within_bounds_counts(limit):
    assert _limit(limit) == int(limit)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.uuids()), unique_by=lambda one: one[1], max_size=30),
    st.integers(1, 7),
)
def test_pages_of_what_was_read_at_once_are_the_whole_list(made, limit):
    """Things of the same moment too come exactly once."""
    things = [
        SimpleNamespace(created_at=NOON + timedelta(hours=hours), thing_id=str(one)) for hours, one in made
    ]
    seen, cursor = [], None
    while True:
        paging = Paging(limit=limit, cursor=cursor, scope="/v1/list")
        page = paging.newest(Thing, things, "thing_id")
        seen += [one.thing_id for one in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = decode(page["next_cursor"], "/v1/list")
    newest = sorted(things, key=lambda one: (one.created_at, one.thing_id), reverse=True)
    assert seen == [one.thing_id for one in newest]
