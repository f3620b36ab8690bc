"""Cursors are opaque, belong to one list, and a wrong one says so."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.entrypoints.paging import decode, encode
from groundswell.entrypoints.problem_kinds import BadRequest

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
