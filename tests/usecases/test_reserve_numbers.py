"""A campaign holds exactly the numbers it asked for, or what it held before; no number is held twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest

from groundswell import clock
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict, Invalid, Stale
from groundswell.domain.number import NumberState
from groundswell.domain.reservation import LEASE
from groundswell.tables import campaigns, numbers
from groundswell.usecases.list_numbers import list_numbers
from groundswell.usecases.reserve_numbers import reserve_numbers
from tests.support.aws import Aws, empty
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION
from tests.support.number_shop import FakeCarrier
from tests.support.steps import Killed, Tripwire, arm
from tests.support.stock import a_draft, an_open_account, stocked

pytestmark = pytest.mark.usefixtures("aws")


def reserve(count: int, area_code: str = "212", campaign_id: str = CAMPAIGN) -> tuple[str, ...]:
    return reserve_numbers(ORGANIZATION, campaign_id, [{"area_code": area_code, "count": count}]).phones


def held(campaign_id: str = CAMPAIGN) -> Counter[str]:
    return Counter(number.area_code for number in numbers.list_of_campaign(ORGANIZATION, campaign_id))


def states() -> Counter[NumberState]:
    return Counter(number.state for number in list_numbers(ORGANIZATION, limit=1_000)[0])


def test_the_campaign_holds_what_it_asked_for() -> None:
    carrier = an_open_account()
    stocked(carrier, 5, "212")
    stocked(carrier, 5, "312")
    a_draft()
    wishes = [{"area_code": "212", "count": 2}, {"area_code": "312", "count": 4}]
    assert len(reserve_numbers(ORGANIZATION, CAMPAIGN, wishes).phones) == 6
    assert held() == {"212": 2, "312": 4}


def test_asking_again_changes_nothing() -> None:
    stocked(an_open_account(), 5)
    a_draft()
    assert reserve(3) == reserve(3)
    assert states() == {NumberState.RESERVED: 3, NumberState.AVAILABLE: 2}


def test_a_new_wish_replaces_the_old_one_and_keeps_what_fits(aws: Aws) -> None:
    carrier = an_open_account()
    stocked(carrier, 5, "212")
    stocked(carrier, 5, "312")
    a_draft()
    first = set(reserve(4))
    wishes = [{"area_code": "212", "count": 2}, {"area_code": "312", "count": 1}]
    phones = set(reserve_numbers(ORGANIZATION, CAMPAIGN, wishes).phones)
    assert held() == {"212": 2, "312": 1}
    assert len(phones & first) == 2
    reserve_numbers(ORGANIZATION, CAMPAIGN, [])
    assert states() == {NumberState.AVAILABLE: 10}
    assert not [row for row in aws.rows("numbers") if row["record"].startswith("RESERVATION#")]


def test_these_very_numbers_can_be_named() -> None:
    owned = stocked(an_open_account(), 5)
    a_draft()
    named = (owned[1].phone, owned[4].phone)
    assert reserve_numbers(ORGANIZATION, CAMPAIGN, phones=named).phones == named


def test_a_shortfall_names_each_area_code_and_changes_nothing(aws: Aws) -> None:
    carrier = an_open_account()
    stocked(carrier, 3, "212")
    stocked(carrier, 1, "312")
    a_draft()
    reserve(1)
    wishes = [{"area_code": "212", "count": 5}, {"area_code": "312", "count": 2}]
    with pytest.raises(Conflict, match=r"212 lacks 2 of 4; 312 lacks 1 of 2"):
        reserve_numbers(ORGANIZATION, CAMPAIGN, wishes)
    assert held() == {"212": 1}
    assert states() == {NumberState.RESERVED: 1, NumberState.AVAILABLE: 3}


def test_four_hundred_numbers_are_one_reservation() -> None:
    stocked(an_open_account(), 400)
    a_draft()
    assert len(reserve(400)) == 400
    assert held() == {"212": 400}


@pytest.mark.parametrize(
    "wishes",
    [
        [{"area_code": "212", "count": 401}],
        [{"area_code": "212", "count": -1}],
        [{"area_code": "555", "count": 1}],
        [{"area_code": "212", "count": 1}, {"area_code": "212", "count": 1}],
    ],
)
def test_wishes_that_cannot_be_are_refused(wishes: list[dict[str, object]]) -> None:
    an_open_account()
    a_draft()
    with pytest.raises(Invalid):
        reserve_numbers(ORGANIZATION, CAMPAIGN, wishes)


def test_only_a_draft_reserves() -> None:
    stocked(an_open_account(), 2)
    a_draft(state=CampaignState.ACTIVE)
    with pytest.raises(Conflict, match="needs it to be DRAFT"):
        reserve(1)


def test_another_vendors_numbers_are_not_reserved() -> None:
    carrier: FakeCarrier = an_open_account(service_vendor="twilio")
    stocked(carrier, 2)
    a_draft()
    with pytest.raises(Conflict, match="212 lacks 1 of 1"):
        reserve(1)


def test_campaigns_that_reserve_at_once_never_hold_the_same_number() -> None:
    stocked(an_open_account(), 40)
    rivals = [str(UUID(int=index)) for index in range(8)]
    for rival in rivals:
        a_draft(campaign_id=rival)

    def attempt(rival: str) -> int:
        try:
            return len(reserve(10, campaign_id=rival))
        except (Conflict, Stale):
            return 0

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(attempt, rivals))
    each = [numbers.list_of_campaign(ORGANIZATION, rival) for rival in rivals]
    phones = [number.phone for one in each for number in one]
    assert len(phones) == len(set(phones)) == sum(got)
    assert [len(one) for one in each] == got
    assert sum(got) >= 10
    assert states() == Counter({NumberState.RESERVED: sum(got), NumberState.AVAILABLE: 40 - sum(got)})


def test_two_people_who_reserve_for_one_campaign_leave_one_of_their_wishes() -> None:
    stocked(an_open_account(), 40)
    a_draft()

    def attempt(count: int) -> None:
        try:
            reserve(count)
        except (Conflict, Stale):
            return

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(attempt, (6, 9)))
    assert held()["212"] in (6, 9)


def test_a_number_never_goes_to_a_reservation_that_can_still_be_committed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first is slow to commit; its lease lapses, another takes its numbers, and its commit fails."""
    carrier = an_open_account()
    stocked(carrier, 3)
    a_draft()
    a_draft(campaign_id=str(UUID(int=7)))
    commit = numbers.commit_reservation
    later = clock.now() + LEASE + timedelta(seconds=1)

    def slow(*arguments: object) -> None:
        monkeypatch.setattr(numbers, "commit_reservation", commit)
        monkeypatch.setattr(clock, "now", lambda: later)
        assert len(reserve(3, campaign_id=str(UUID(int=7)))) == 3
        commit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(numbers, "commit_reservation", slow)
    with pytest.raises(Conflict, match="212 lacks 3 of 3"):
        reserve(3)
    assert held(str(UUID(int=7))) == {"212": 3}
    assert held() == {}


def test_a_reservation_killed_at_any_call_is_whole_or_lapses(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1
    while True:
        empty()
        carrier = an_open_account()
        stocked(carrier, 6)
        a_draft()
        wire = Tripwire(moment)
        with pytest.MonkeyPatch.context() as patch:
            arm(patch, wire, carrier)
            try:
                reserve(4)
            except Killed:
                assert held()["212"] in (0, 4), f"killed at moment {moment}"
        if not wire.tripped:
            break
        is_held = held()["212"] == 4
        with pytest.MonkeyPatch.context() as patch:
            later = clock.now() + LEASE + timedelta(seconds=1)
            patch.setattr(clock, "now", lambda later=later: later)
            free = 2 if is_held else 6
            assert states()[NumberState.AVAILABLE] == free
            assert len(reserve(4)) == 4
            assert held() == {"212": 4}
        moment += 1
    assert moment > 10


def test_a_campaign_that_starts_meanwhile_gets_no_more_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    stocked(an_open_account(), 3)
    a_draft()
    commit = numbers.commit_reservation

    def start_first(*arguments: object) -> None:
        before = campaigns.get(ORGANIZATION, CAMPAIGN)
        campaigns.move(before, before.become(CampaignState.STARTING, at=NOON))
        commit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(numbers, "commit_reservation", start_first)
    with pytest.raises(Conflict):
        reserve(3)
    assert states() == {NumberState.AVAILABLE: 3}
