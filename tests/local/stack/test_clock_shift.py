"""The local stack's clock says 11:00 in New York at its first start and never runs backwards."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from local.stack.clock_shift import NEW_YORK, choose_offset, clock_offset_seconds


@pytest.mark.parametrize(
    "real",
    [
        datetime(2026, 11, 21, 3, 0, tzinfo=UTC),
        datetime(2026, 7, 4, 15, 0, 1, tzinfo=UTC),
        datetime(2026, 3, 8, 4, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 3, 30, tzinfo=UTC),
    ],
)
def test_the_shift_goes_forward_to_eleven_in_new_york(real: datetime) -> None:
    offset = clock_offset_seconds(real)
    shifted = (real + timedelta(seconds=offset)).astimezone(NEW_YORK)
    assert (shifted.hour, shifted.minute, shifted.second) == (11, 0, 0)
    assert 0 <= offset <= 25 * 3600


def test_a_restart_at_once_goes_on_with_the_same_clock(tmp_path: Path) -> None:
    assert choose_offset(tmp_path) == choose_offset(tmp_path)


def test_a_restart_in_the_evening_of_the_shifted_day_jumps_to_the_next_morning(tmp_path: Path) -> None:
    first = choose_offset(tmp_path)
    (tmp_path / "clock.json").write_text(f'{{"offset_seconds": {first + 8 * 3600}}}')
    later = choose_offset(tmp_path)
    assert later > first + 8 * 3600
    assert (datetime.now(UTC) + timedelta(seconds=later)).astimezone(NEW_YORK).hour in (10, 11)
