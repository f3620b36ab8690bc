"""A schedule is made once, in UTC on the world's clock, and never in the past."""

from datetime import UTC, datetime, timedelta

import pytest

from groundswell import clock, schedules
from groundswell.messages import WakeBlast
from tests.support.aws import Aws

WAKE = WakeBlast(organization_id="o", campaign_id="c", blast_id="b")


def test_the_same_moment_is_scheduled_once(aws: Aws) -> None:
    at = datetime.now(UTC) + timedelta(hours=3)
    schedules.once("b-1", at, WAKE)
    schedules.once("b-1", at, WAKE)
    assert aws.schedules() == [(f"at({at:%Y-%m-%dT%H:%M:%S})", WAKE)]


def test_a_shifted_clock_is_shifted_back(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_OFFSET", timedelta(hours=8))
    at = clock.now() + timedelta(hours=1)
    schedules.once("b-1", at, WAKE)
    ((expression, _),) = aws.schedules()
    assert expression == f"at({at - timedelta(hours=8):%Y-%m-%dT%H:%M:%S})"


def test_a_moment_that_has_passed_comes_in_a_minute(aws: Aws) -> None:
    schedules.once("b-1", datetime(2026, 1, 1, tzinfo=UTC), WAKE)
    ((expression, _),) = aws.schedules()
    moment = datetime.strptime(expression, "at(%Y-%m-%dT%H:%M:%S)").replace(tzinfo=UTC)
    assert timedelta(seconds=50) < moment - datetime.now(UTC) <= timedelta(seconds=60)
