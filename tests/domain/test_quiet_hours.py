"""Nobody is texted outside 08:00-21:00, in any zone, on any day of the year."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.quiet_hours import LAST_CALL, next_window

ZONES = [
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam",
    "America/Indiana/Knox", "America/Boise", "Pacific/Pago_Pago",
]  # fmt: skip
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(st.sampled_from(ZONES), MOMENTS)
def test_one_zones_window_is_that_days_eight_to_nine(zone: str, at: datetime) -> None:
    window = next_window((zone,), at)
    local = at.astimezone(ZoneInfo(zone)).time()
    assert window.is_open(at) == (time(8) <= local < time(20, 59) or local == time(20, 59))
    assert window.opens_at.astimezone(ZoneInfo(zone)).time() == time(8)
    assert window.closes_at.astimezone(ZoneInfo(zone)).time() == time(21)
    assert at < window.closes_at <= at + timedelta(hours=38)


@given(
    st.lists(st.sampled_from(ZONES[:8]), min_size=1, max_size=3, unique=True), MOMENTS, st.integers(0, 780)
)
def test_an_open_window_is_open_everywhere_all_along(zones: list[str], at: datetime, minutes: int) -> None:
    window = next_window(tuple(zones), at)
    moment = min(max(window.opens_at, at) + timedelta(minutes=minutes), window.closes_at - LAST_CALL)
    for zone in zones:
        assert time(8) <= moment.astimezone(ZoneInfo(zone)).time() <= time(20, 59)


@given(MOMENTS)
def test_unknown_zones_mean_eastern_and_hawaii_together(at: datetime) -> None:
    window = next_window((), at)
    assert window.opens_at.astimezone(ZoneInfo("Pacific/Honolulu")).time() >= time(8)
    assert window.closes_at.astimezone(ZoneInfo("America/New_York")).time() == time(21)


@pytest.mark.parametrize("opens", [time(8), time(9, 30)])
def test_hours_can_be_narrowed_and_never_widened(opens: time) -> None:
    at = datetime(2026, 3, 10, 16, tzinfo=UTC)
    narrow = next_window(("America/New_York",), at, opens, time(18))
    assert narrow.closes_at == datetime(2026, 3, 10, 22, tzinfo=UTC)
    wide = next_window(("America/New_York",), at, time(5), time(23, 30))
    assert (wide.closes_at - wide.opens_at) == timedelta(hours=13)


@pytest.mark.parametrize("day", [datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)])
def test_clock_changes_move_the_opening_with_the_wall_clock(day: datetime) -> None:
    window = next_window(("America/New_York",), day + timedelta(hours=9))
    assert window.opens_at.astimezone(ZoneInfo("America/New_York")).hour == 8
    assert window.opens_at.date() == day.date()


def test_the_last_minute_of_a_window_is_too_late() -> None:
    closing = datetime(2026, 3, 11, 1, tzinfo=UTC)  # 21:00 in New York
    assert next_window(("America/New_York",), closing - timedelta(seconds=60)).closes_at == closing
    assert next_window(("America/New_York",), closing - timedelta(seconds=59)).closes_at > closing


def test_hours_that_never_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="never open together"):
        next_window(
            ("America/New_York", "Pacific/Guam"), datetime(2026, 3, 10, tzinfo=UTC), time(12), time(13)
        )
