"""A sender never sends more than its limit in any second, and wastes next to nothing of it."""

from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.pacing import Pace, PaceScope, allot

ACCOUNT = Pace(scope=PaceScope.ACCOUNT, segments_per_second=12)
NUMBER = Pace(scope=PaceScope.NUMBER, segments_per_second=1)


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=200), st.lists(st.floats(0, 3), min_size=1, max_size=12)
)
def test_no_second_ever_carries_more_than_the_limit(texts: list[int], pauses: list[float]) -> None:
    free: dict[str, float] = {}
    now, starts = 1_000.0, list[tuple[float, int]]()
    for pause in pauses:
        now += pause
        allotment = allot(ACCOUNT, free, [(None, count) for count in texts], now, 5.0)
        starts += [(at, count) for at, count in zip(allotment.starts, texts, strict=True) if at is not None]
        free = allotment.next_free
    for at, _ in starts:
        in_second = [count for other, count in starts if at <= other < at + 1]
        assert sum(in_second[:-1]) <= 12


def test_under_backlog_at_least_95_percent_are_used() -> None:
    free: dict[str, float] = {}
    now, sent = 0.0, 0
    while now < 600:
        allotment = allot(ACCOUNT, free, [(None, 1)] * 48, now, 5.0)
        sent += sum(start is not None and start < 600 for start in allotment.starts)
        free, now = allotment.next_free, max(allotment.earliest - 1.0, now + 0.1)
    assert 0.95 * 12 * 600 <= sent <= 12 * 600


def test_each_number_has_a_limit_of_its_own() -> None:
    allotment = allot(NUMBER, {}, [("+1", 1), ("+2", 1), ("+1", 1)], 10.0, 5.0)
    first, second, third = allotment.starts
    assert first == second == 10.0
    assert third is not None
    assert third >= 11.0


def test_what_cannot_start_soon_is_left_for_later() -> None:
    allotment = allot(NUMBER, {"+1": 100.0}, [("+1", 1), ("+2", 1)], 10.0, 5.0)
    assert allotment.starts == (None, 10.0)
    assert allotment.next_free["+1"] == 100.0
