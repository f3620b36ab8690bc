"""Tokens tell their time in whole seconds: none from before survives, none from afterwards is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from groundswell import clock
from groundswell.tables import members, organizations
from groundswell.usecases import end_tokens
from tests.support.build import ORGANIZATION, USER, a_member, an_organization

NOW = datetime(2026, 3, 10, 16, 0, 7, 400_000, tzinfo=UTC)


@pytest.fixture
def waits(aws, monkeypatch):
    organizations.add(an_organization(), a_member())
    asked = []
    monkeypatch.setattr(clock, "real_now", lambda: NOW)
    monkeypatch.setattr(end_tokens.time, "sleep", asked.append)
    return asked


def test_a_token_of_the_same_second_is_dead_and_one_made_after_the_answer_is_not(waits):
    end_tokens.end_tokens(USER)
    member = members.get(ORGANIZATION, USER)
    assert not member.honours(NOW.replace(microsecond=0))
    assert member.honours(NOW.replace(microsecond=0) + timedelta(seconds=1))
    assert waits == [pytest.approx(0.6)]


def test_a_token_that_does_not_say_its_time_is_dead(waits):
    assert members.get(ORGANIZATION, USER).honours(None)
    end_tokens.end_tokens(USER)
    assert not members.get(ORGANIZATION, USER).honours(None)


def test_a_membership_that_goes_meanwhile_is_no_hindrance(waits, monkeypatch):
    end_tokens.end_tokens_in([ORGANIZATION, "org-that-is-gone"], USER)
    assert members.get(ORGANIZATION, USER).tokens_valid_from is not None
