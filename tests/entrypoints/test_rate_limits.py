"""So many in a window and no more; another subject, another limit and the next window have counts of their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from groundswell import clock
from groundswell.domain.errors import TooMany
from groundswell.domain.rate_limit import RateLimit
from groundswell.entrypoints import rate_limits
from groundswell.entrypoints.problems import to_problem
from groundswell.settings import settings
from tests.support.http import an_event

pytestmark = pytest.mark.usefixtures("aws")
START = datetime(2026, 3, 10, 16, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Set the world's clock to so many seconds after START."""

    def put(seconds):
        monkeypatch.setattr(clock, "real_now", lambda: START + timedelta(seconds=seconds))

    put(0)
    return put


@pytest.fixture(autouse=True)
def small(monkeypatch):
    given = replace(settings(), requests_per_minute=3.0, sign_ins_per_name=2.0, sign_ins_per_address=4.0)
    monkeypatch.setattr(rate_limits, "settings", lambda: given)


def sign_in(name="ada@example.org", source="192.0.2.7"):
    event = an_event("POST", "/v1/session")
    event["requestContext"]["http"]["sourceIp"] = source
    rate_limits.limit_sign_in(event, name)


def test_one_more_than_allowed_is_refused_until_the_window_ends(at):
    at(20)
    for _ in range(3):
        rate_limits.limit_organization("org-1")
    with pytest.raises(TooMany) as refused:
        rate_limits.limit_organization("org-1")
    assert refused.value.seconds == 40
    at(59.5)
    with pytest.raises(TooMany) as refused:
        rate_limits.limit_organization("org-1")
    assert refused.value.seconds == 1
    at(60)
    rate_limits.limit_organization("org-1")


def test_one_organization_does_not_use_up_anothers(at):
    for _ in range(3):
        rate_limits.limit_organization("org-1")
    with pytest.raises(TooMany):
        rate_limits.limit_organization("org-1")
    rate_limits.limit_organization("org-2")


def test_one_name_is_counted_however_it_is_written_and_wherever_it_comes_from(at):
    sign_in(source="192.0.2.1")
    sign_in(" ADA@Example.org", source="192.0.2.2")
    with pytest.raises(TooMany):
        sign_in(source="192.0.2.3")
    sign_in("bo@example.org", source="192.0.2.3")


def test_one_address_is_counted_whatever_name_it_tries_and_shuts_nobody_out_afterwards(at):
    for number in range(4):
        sign_in(f"{number}@example.org")
    for _ in range(5):
        with pytest.raises(TooMany):
            sign_in("victim@example.org")
    sign_in("victim@example.org", source="192.0.2.8")


def test_addresses_of_one_ipv6_network_are_one(at):
    for number in range(4):
        sign_in(f"{number}@example.org", source=f"2001:db8::{number + 1}")
    with pytest.raises(TooMany):
        sign_in("5@example.org", source="2001:db8::ffff")
    sign_in("5@example.org", source="2001:db8:0:1::1")


def test_rows_hold_no_address_of_a_person_and_expire(at, aws):
    sign_in()
    rows = aws.rows("rate_limits")
    assert not [row for row in rows if "ada" in row["subject"]]
    assert all(row["expires_at"] > START.timestamp() for row in rows)


def test_the_answer_says_how_long_to_wait():
    problem = to_problem(TooMany(40))
    assert (problem.status, problem.headers) == (429, {"Retry-After": "40"})
    assert "40 seconds" in problem.detail


@pytest.mark.parametrize(("second", "wait"), [(0, 60), (0.4, 60), (30, 30), (59, 1), (59.9, 1)])
def test_the_wait_ends_with_the_window(second, wait):
    limit = RateLimit(name="x", most=1, window=timedelta(minutes=1))
    assert limit.wait(START + timedelta(seconds=second)) == wait
