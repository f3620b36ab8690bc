"""A free number goes back to the carrier; one in use never does."""

import contextlib
from datetime import timedelta

import pytest

from groundswell import clock
from groundswell.domain.errors import Busy, Conflict, NotFound
from groundswell.domain.number import NumberState
from groundswell.domain.reservation import LEASE
from groundswell.extensions.service_vendors.errors import VendorBusy, VendorRefused, VendorUnclear
from groundswell.tables import numbers
from groundswell.usecases.count_numbers import count_numbers
from groundswell.usecases.release_number import release_number
from groundswell.usecases.reserve_numbers import reserve_numbers
from tests.support.build import CAMPAIGN, ORGANIZATION
from tests.support.number_shop import Fault
from tests.support.steps import Killed, Tripwire, arm
from tests.support.stock import a_draft, a_ready_campaign, an_open_account, stocked

pytestmark = pytest.mark.usefixtures("aws")


def test_a_free_number_is_released_and_forgotten() -> None:
    carrier = an_open_account()
    first, second = stocked(carrier, 2)
    release_number(ORGANIZATION, first.phone)
    assert carrier.shop.owned == {second.phone: second.vendor_number_id}
    assert [number.phone for number in numbers.list_all(ORGANIZATION)] == [second.phone]


def test_a_reserved_number_is_not_released() -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 1)
    with pytest.raises(Conflict, match="RESERVED"):
        release_number(ORGANIZATION, "+12125550000")
    assert carrier.calls["release_number"] == 0


def test_a_number_nobody_has_is_not_found() -> None:
    an_open_account()
    with pytest.raises(NotFound):
        release_number(ORGANIZATION, "+12125550000")


@pytest.mark.parametrize("error", [VendorBusy(), VendorUnclear()])
def test_a_number_whose_release_is_not_certain_is_out_of_reach_until_it_is(error: Exception) -> None:
    carrier = an_open_account()
    (number,) = stocked(carrier, 1)
    a_draft()
    carrier.fail("release_number", Fault(error))
    with pytest.raises(Busy):
        release_number(ORGANIZATION, number.phone)
    with pytest.raises(Conflict, match="lacks 1"):
        reserve_numbers(ORGANIZATION, CAMPAIGN, [{"area_code": "212", "count": 1}])
    release_number(ORGANIZATION, number.phone)
    assert numbers.list_all(ORGANIZATION) == []


def test_a_number_that_the_carrier_keeps_stays_ours() -> None:
    carrier = an_open_account()
    (number,) = stocked(carrier, 1)
    carrier.fail("release_number", Fault(VendorRefused("20003")))
    with pytest.raises(Conflict, match="20003"):
        release_number(ORGANIZATION, number.phone)
    assert count_numbers(ORGANIZATION)["212"][NumberState.AVAILABLE] == 1


def test_a_number_whose_lease_lapsed_can_be_released(monkeypatch: pytest.MonkeyPatch) -> None:
    carrier = an_open_account()
    (number,) = stocked(carrier, 1)
    a_draft()
    monkeypatch.setattr(numbers, "commit_reservation", Tripwire(1))
    with pytest.raises(Killed):
        reserve_numbers(ORGANIZATION, CAMPAIGN, [{"area_code": "212", "count": 1}])
    with pytest.raises(Conflict):
        release_number(ORGANIZATION, number.phone)
    later = clock.now() + LEASE + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    release_number(ORGANIZATION, number.phone)
    assert numbers.list_all(ORGANIZATION) == []


def test_a_release_killed_at_any_call_is_finished_by_asking_again() -> None:
    from tests.support.aws import empty

    moment = 1
    while True:
        empty()
        carrier = an_open_account()
        (number,) = stocked(carrier, 1)
        wire = Tripwire(moment)
        with pytest.MonkeyPatch.context() as patch:
            arm(patch, wire, carrier)
            with contextlib.suppress(Killed):
                release_number(ORGANIZATION, number.phone)
        if not wire.tripped:
            break
        if numbers.list_all(ORGANIZATION):
            release_number(ORGANIZATION, number.phone)
        assert (carrier.shop.owned, numbers.list_all(ORGANIZATION)) == ({}, [])
        moment += 1
    assert moment > 6
