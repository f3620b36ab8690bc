"""Numbers are bought once each and always on record, whatever is lost, refused, killed or repeated."""

from datetime import timedelta

import pytest

from groundswell import clock
from groundswell.domain.errors import Invalid, Stale
from groundswell.domain.job import Job, JobState
from groundswell.domain.number import NumberState
from groundswell.extensions.service_vendors.errors import NumberGone, VendorBusy, VendorRefused, VendorUnclear
from groundswell.messages import BuyNumbers
from groundswell.tables import jobs, numbers
from groundswell.usecases import buy_numbers as steps
from groundswell.usecases import obtain_numbers
from groundswell.usecases.buy_numbers import buy_numbers
from groundswell.usecases.purchase_numbers import purchase_numbers
from tests.support.aws import Aws, empty
from tests.support.build import ORGANIZATION, USER
from tests.support.number_shop import FakeCarrier, Fault
from tests.support.steps import Tripwire, arm, drain, short_leases
from tests.support.stock import an_open_account

__all__ = ["short_leases"]
pytestmark = pytest.mark.usefixtures("aws")


def asked(count: int, area_code: str = "212", key: str = "key") -> Job:
    return purchase_numbers(ORGANIZATION, area_code, count, USER, key)


def bought(aws: Aws, count: int) -> Job:
    job = asked(count)
    drain(aws, BuyNumbers, buy_numbers)
    return jobs.get(ORGANIZATION, job.job_id)


def everything_paid_for_is_on_record(carrier: FakeCarrier, aws: Aws, count: int) -> bool:
    owned = {number.phone: number.vendor_number_id for number in numbers.list_all(ORGANIZATION)}
    left = [row for row in aws.rows("numbers") if row["record"].count("#") == 2]
    return owned == carrier.shop.owned and len(carrier.shop.purchases) == count and left == []


def test_so_many_numbers_of_the_area_code_are_bought(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 40)
    job = bought(aws, 23)
    assert (job.state, job.done, job.total) == (JobState.DONE, 23, 23)
    assert job.result["bought"] == 23
    assert everything_paid_for_is_on_record(carrier, aws, 23)
    assert {number.state for number in numbers.list_all(ORGANIZATION)} == {NumberState.AVAILABLE}
    assert carrier.most_at_once <= 5


def test_the_same_key_buys_once(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 20)
    assert asked(3).job_id == asked(3).job_id
    drain(aws, BuyNumbers, buy_numbers)
    asked(3)
    drain(aws, BuyNumbers, buy_numbers)
    assert everything_paid_for_is_on_record(carrier, aws, 3)


def test_every_message_delivered_twice_buys_nothing_twice(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "STEP", 10)
    carrier = an_open_account()
    carrier.offer("212", 60)
    asked(35)
    drain(aws, BuyNumbers, buy_numbers, copies=2)
    assert everything_paid_for_is_on_record(carrier, aws, 35)


@pytest.mark.parametrize("area_code", ["", "12", "112", "012", "555", "211", "911", "2125", "abc", "٢١٢"])
def test_what_is_no_area_code_is_refused(aws: Aws, area_code: str) -> None:
    an_open_account()
    with pytest.raises(Invalid) as refusal:
        asked(1, area_code)
    assert refusal.value.field == "area_code"
    assert aws.waiting(BuyNumbers) == []


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_count_out_of_bounds_is_refused(count: int) -> None:
    an_open_account()
    with pytest.raises(Invalid) as refusal:
        asked(count)
    assert refusal.value.field == "count"


def test_a_manager_may_change_what_is_bought(aws: Aws) -> None:
    carrier = an_open_account(service_managers=("test-fake-example",))
    carrier.offer("212", 100)
    assert asked(80).total == 50


def test_an_area_code_that_runs_dry_gives_what_there_was(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 7)
    job = bought(aws, 12)
    assert (job.state, job.done, job.total) == (JobState.DONE, 7, 12)
    assert "no more numbers to sell in area code 212" in str(job.result["reason"])
    assert everything_paid_for_is_on_record(carrier, aws, 7)


def test_an_area_code_without_any_numbers_fails(aws: Aws) -> None:
    carrier = an_open_account()
    job = bought(aws, 2)
    assert job.state is JobState.FAILED
    assert "Try another nearby" in job.reason
    assert everything_paid_for_is_on_record(carrier, aws, 0)


def test_a_number_that_somebody_else_bought_is_replaced_by_another(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 20)
    carrier.fail("buy_number", None, Fault(NumberGone("21422")), Fault(NumberGone("21422")))
    job = bought(aws, 5)
    assert job.result["bought"] == 5
    assert everything_paid_for_is_on_record(carrier, aws, 5)


def test_a_number_that_stays_on_the_list_but_cannot_be_had_does_not_loop(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 2)
    carrier.fail("buy_number", *[Fault(NumberGone("21422"))] * 500)
    job = bought(aws, 2)
    assert job.state is JobState.FAILED
    assert carrier.calls["buy_number"] == 2


def test_a_lost_answer_is_looked_up_and_not_bought_again(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 20)
    carrier.fail("buy_number", None, Fault(VendorUnclear(), after=True), None, Fault(VendorUnclear()))
    assert bought(aws, 6).result["bought"] == 6
    assert everything_paid_for_is_on_record(carrier, aws, 6)


def test_a_purchase_that_the_carriers_list_does_not_show_yet_is_not_forgotten(aws: Aws) -> None:
    carrier = an_open_account()
    (phone,) = carrier.offer("212", 1)
    carrier.hidden.add(phone)
    carrier.fail("buy_number", Fault(VendorUnclear(), after=True))
    job = asked(1)
    for _ in range(3):
        (message,) = aws.take(BuyNumbers)
        buy_numbers(message)
    assert jobs.get(ORGANIZATION, job.job_id).state is JobState.RUNNING
    assert numbers.list_all(ORGANIZATION) == []
    carrier.hidden.clear()
    drain(aws, BuyNumbers, buy_numbers)
    assert everything_paid_for_is_on_record(carrier, aws, 1)


def test_after_some_minutes_a_doubtful_number_counts_as_not_bought(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = an_open_account()
    first, second = carrier.offer("212", 2)
    carrier.fail("buy_number", Fault(VendorUnclear()), *[Fault(NumberGone("21422"))] * 3)
    job = asked(1)
    for _ in range(3):
        (message,) = aws.take(BuyNumbers)
        buy_numbers(message)
    assert [intent.phone for intent in numbers.list_intents(ORGANIZATION, job.job_id)] == [first]
    later = clock.now() + obtain_numbers.DOUBT
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(seconds=1))
    drain(aws, BuyNumbers, buy_numbers)
    assert carrier.shop.purchases == [second]
    assert everything_paid_for_is_on_record(carrier, aws, 1)


def test_a_busy_carrier_is_waited_for(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 20)
    carrier.fail("find_available_numbers", Fault(VendorBusy()))
    carrier.fail("buy_number", Fault(VendorBusy()), None, Fault(VendorBusy()))
    assert bought(aws, 4).result["bought"] == 4
    assert everything_paid_for_is_on_record(carrier, aws, 4)


def test_a_refusal_of_the_account_ends_the_job_and_keeps_what_was_bought(aws: Aws) -> None:
    carrier = an_open_account()
    carrier.offer("212", 20)
    carrier.fail("buy_number", None, None, Fault(VendorRefused("20003")))
    job = bought(aws, 3)
    assert (job.state, job.result["bought"]) == (JobState.DONE, 2)
    assert "refused (20003)" in str(job.result["reason"])
    assert everything_paid_for_is_on_record(carrier, aws, 2)


def test_a_carrier_that_never_answers_leaves_what_is_not_known_in_plain_sight(aws: Aws) -> None:
    carrier = an_open_account()
    (phone,) = carrier.offer("212", 1)
    carrier.fail("buy_number", Fault(VendorUnclear(), after=True))
    carrier.fail("find_owned_number", *[Fault(VendorUnclear())] * 200)
    job = bought(aws, 1)
    assert (job.state, job.result["unsettled"]) == (JobState.FAILED, 1)
    assert "Whether 1 more were bought is not known" in job.reason
    assert [intent.phone for intent in numbers.list_intents(ORGANIZATION, job.job_id)] == [phone]


def test_two_workers_at_once_never_buy_too_many(aws: Aws, short_leases: None) -> None:
    """The first one's lease ran out while it was at the carrier; the second does the same step."""
    carrier = an_open_account()
    carrier.offer("212", 60)
    asked(6)
    (message,) = aws.take(BuyNumbers)
    calls = iter(range(1_000))

    def meanwhile(moment: str) -> None:
        if moment == "after find_available_numbers" and next(calls) == 0:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(1) as pool:
                pool.submit(_in_a_loop_of_its_own, message).result()

    carrier.on_call = meanwhile
    with pytest.raises(Stale):
        buy_numbers(message)
    drain(aws, BuyNumbers, buy_numbers)
    assert everything_paid_for_is_on_record(carrier, aws, 6)


def _in_a_loop_of_its_own(message: BuyNumbers) -> None:
    import asyncio

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groundswell.event_loop._runner", asyncio.Runner())
        buy_numbers(message)


@pytest.mark.parametrize("stride", range(4))
def test_a_purchase_killed_at_any_call_buys_each_number_once(
    aws: Aws, short_leases: None, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.setattr(steps, "CHUNK", 2)
    monkeypatch.setattr(steps, "STEP", 2)
    moment, reached = stride + 1, 0
    while True:
        empty()
        carrier = an_open_account()
        carrier.offer("212", 20)
        job = asked(3)
        wire = Tripwire(moment)
        with pytest.MonkeyPatch.context() as patch:
            arm(patch, wire, carrier)
            drain(aws, BuyNumbers, buy_numbers)
        if not wire.tripped:
            break
        assert everything_paid_for_is_on_record(carrier, aws, 3), f"killed at moment {moment}"
        assert jobs.get(ORGANIZATION, job.job_id).result["bought"] == 3
        moment, reached = moment + 4, reached + 1
    assert reached >= 8
