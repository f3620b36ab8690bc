"""An organization may ask so often a minute; another one does not notice."""

import pytest

from groundswell.settings import settings
from tests.functions.admin.conftest import ADMIN, HOME, OTHER, STRANGER
from tests.support.build import ORGANIZATION
from tests.support.http import ask


@pytest.fixture
def three_a_minute(monkeypatch):
    monkeypatch.setenv("REQUESTS_PER_MINUTE", "3")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.usefixtures("three_a_minute")
def test_who_asks_too_often_is_told_when_to_ask_again(owner, handler, aws):
    answers = [owner("GET", f"{HOME}/campaigns") for _ in range(2)] + [ask(handler, "GET", HOME, user=ADMIN)]
    assert [one.status for one in answers] == [200, 200, 200]
    refused = owner("GET", f"{HOME}/campaigns")
    assert (refused.status, refused.headers["content-type"]) == (429, "application/problem+json")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json["detail"]
    assert ask(handler, "GET", f"/v1/organizations/{OTHER}", user=STRANGER).status == 200


@pytest.mark.usefixtures("three_a_minute")
def test_a_refused_request_does_nothing_and_leaves_no_entry(owner, aws):
    for _ in range(3):
        owner("GET", HOME)
    assert owner("POST", f"{HOME}/campaigns", body={"name": "No"}).status == 429
    assert aws.rows("campaigns") == aws.rows("audit") == []


@pytest.mark.usefixtures("three_a_minute")
def test_strangers_at_the_door_use_up_nothing(owner, handler):
    for _ in range(5):
        assert ask(handler, "GET", HOME, user=STRANGER).status == 404
        assert ask(handler, "GET", HOME).status == 401
    assert owner("GET", HOME).status == 200


def test_a_request_costs_one_write(owner, aws):
    owner("GET", HOME)
    (row,) = aws.rows("rate_limits")
    assert ORGANIZATION in row["subject"]
    assert row["hits"] == 1
