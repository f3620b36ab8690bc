"""A blast over time: never too many points, always true ones, and a speed only where it can be told."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.outcome import LONGEST, MOST_POINTS, Figures, limit, speed, step_of, thin
from groundswell.domain.pacing import Pace, PaceScope
from tests.support.build import NOON

MINUTE = timedelta(minutes=1)


def at(minutes: float, handed_over: int = 0) -> Figures:
    return Figures(at=NOON + minutes * MINUTE, handed_over=handed_over)


@given(st.sets(st.integers(min_value=0, max_value=4_000), min_size=1, max_size=600))
def test_a_chart_has_few_points_all_of_them_true_and_the_end_among_them(minutes: set[int]) -> None:
    points = [at(minute, handed_over=minute) for minute in sorted(minutes)]
    shown = thin(points)
    assert len(shown) <= MOST_POINTS
    assert set(shown) <= set(points)
    assert shown[-1] == points[-1]
    assert [one.at for one in shown] == sorted({one.at for one in shown})
    assert points[-1].at - shown[0].at <= LONGEST


def test_few_points_are_all_kept() -> None:
    points = [at(minute) for minute in range(60)]
    assert thin(points) == points
    assert step_of(points) == MINUTE
    assert thin([]) == []
    assert step_of([]) == MINUTE


def test_a_days_points_are_five_minutes_apart() -> None:
    assert step_of([at(0), at(24 * 60)]) == 5 * MINUTE


def test_a_speed_is_measured_from_the_newest_figures_that_are_a_minute_old() -> None:
    seen = [at(0, 0), at(1, 100), at(1.8, 190)]
    assert speed(seen, at(3, 400)) == 175.0  # 210 texts in 1.2 minutes
    assert speed([at(2.5, 300)], at(3, 400)) is None
    assert speed([at(0, 0)], at(30, 400)) is None


def test_a_limit_is_told_in_texts() -> None:
    account = Pace(scope=PaceScope.ACCOUNT, segments_per_second=4)
    number = Pace(scope=PaceScope.NUMBER, segments_per_second=1)
    assert limit(None, 3, 1) is None
    assert limit(account, 3, 1) == 240
    assert limit(account, 3, 2) == 120
    assert limit(number, 3, 1) == 180
    assert limit(number, 0, 1) == 60  # the carrier picks: all share one limit
    assert limit(number, 1, 0) == 60
