"""A campaign starts in steps: killed anywhere, delivered twice or overtaken, its numbers are put in place once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict, NotReady
from groundswell.domain.job import JobState
from groundswell.extensions.service_vendors.errors import VendorBusy, VendorRefused, VendorUnclear
from groundswell.messages import TransferNumbers
from groundswell.tables import campaigns, jobs
from groundswell.usecases import call_vendor, move_numbers
from groundswell.usecases.start_campaign import start_campaign
from groundswell.usecases.transfer_numbers import transfer_numbers
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, USER
from tests.support.moving_numbers import STRIDES, deaths, in_place, started
from tests.support.number_shop import FakeCarrier, Fault
from tests.support.steps import drain, short_leases
from tests.support.stock import a_draft, a_ready_campaign, an_open_account

__all__ = ["short_leases"]
pytestmark = pytest.mark.usefixtures("aws")


def the_campaign_state() -> CampaignState:
    return campaigns.get(ORGANIZATION, CAMPAIGN).state


def test_a_start_puts_every_number_in_place_and_activates_the_campaign(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 12)
    job = started(aws)
    assert in_place(carrier, 12)
    assert (job.state, job.done, job.total) == (JobState.DONE, 12, 12)
    assert job.result == {"numbers": 12}


def test_a_draft_that_lacks_everything_is_told_everything_at_once(aws: Aws) -> None:
    an_open_account().fail("check_account", Fault(VendorRefused("20003")))
    a_draft(load_id=None, contacts=0, text="Hi {")
    with pytest.raises(NotReady) as refusal:
        start_campaign(ORGANIZATION, CAMPAIGN, USER)
    assert [one.field for one in refusal.value.problems] == ["contacts", "text", "numbers", "service-vendor"]
    assert all(one.remedy for one in refusal.value.problems)
    assert the_campaign_state() is CampaignState.DRAFT
    assert aws.waiting(TransferNumbers) == []


def test_a_text_that_names_an_unknown_field_keeps_the_campaign_from_starting() -> None:
    carrier = an_open_account()
    campaign = a_ready_campaign(carrier, 1)
    campaigns.move(campaign, campaign.change(at=NOON, text="Hi {nickname}"))
    with pytest.raises(NotReady, match=r"no field \{nickname\}"):
        start_campaign(ORGANIZATION, CAMPAIGN, USER)


def test_a_manager_that_is_not_configured_keeps_the_campaign_from_starting() -> None:
    carrier = an_open_account(service_managers=("test-fake-example",))
    a_ready_campaign(carrier, 1)
    with pytest.raises(NotReady, match="test-fake-example is not fully configured") as refusal:
        start_campaign(ORGANIZATION, CAMPAIGN, USER)
    assert [one.field for one in refusal.value.problems] == ["service-managers/test-fake-example"]


def test_starting_twice_gives_the_same_job_and_one_service(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 3)
    first, second = (start_campaign(ORGANIZATION, CAMPAIGN, USER) for _ in range(2))
    assert first.job_id == second.job_id
    drain(aws, TransferNumbers, transfer_numbers)
    assert in_place(carrier, 3)
    assert carrier.shop.services_made == 1


def test_an_active_campaign_cannot_be_started(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 1)
    started(aws)
    with pytest.raises(Conflict):
        start_campaign(ORGANIZATION, CAMPAIGN, USER)


def test_four_hundred_numbers_move_in_short_steps_five_at_a_time(aws: Aws) -> None:
    carrier = an_open_account(latency=0.002)
    a_ready_campaign(carrier, 400)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)
    delivered = drain(aws, TransferNumbers, transfer_numbers)
    assert in_place(carrier, 400)
    assert carrier.most_at_once == call_vendor.AT_ONCE == 5
    assert delivered == 400 // move_numbers.STEP + 1
    assert carrier.calls["add_number"] == 400


def test_no_call_begins_late_in_a_step(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that runs out of time records what was done and leaves the rest to the next."""
    carrier = an_open_account(latency=0.02)
    a_ready_campaign(carrier, 30)
    monkeypatch.setattr(call_vendor, "CALL_SECONDS", 19.95)
    job = start_campaign(ORGANIZATION, CAMPAIGN, USER)
    monkeypatch.setattr(call_vendor, "settings", lambda: type("S", (), {"step_seconds": 39.9}))
    transfer_numbers(*aws.take(TransferNumbers))
    midway = jobs.get(ORGANIZATION, job.job_id)
    assert 0 <= midway.done < 30
    assert midway.note == f"Moving number {midway.done + 1} of 30"
    monkeypatch.undo()
    (message,) = aws.take(TransferNumbers)
    transfer_numbers(message)
    drain(aws, TransferNumbers, transfer_numbers)
    assert in_place(carrier, 30)
    assert carrier.calls["add_number"] == 30


def test_a_busy_carrier_is_waited_for(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 3)
    carrier.fail("find_messaging_service", Fault(VendorBusy()))
    carrier.fail("add_number", Fault(VendorBusy()), None, Fault(VendorUnclear(), after=True))
    assert started(aws).state is JobState.DONE
    assert in_place(carrier, 3)


def test_a_lost_answer_to_creating_a_service_makes_no_second(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    carrier.fail("create_messaging_service", Fault(VendorUnclear(), after=True))
    assert started(aws).state is JobState.DONE
    assert in_place(carrier, 2)
    assert carrier.shop.services_made == 1


def test_every_message_delivered_twice_changes_nothing(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 7)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)
    drain(aws, TransferNumbers, transfer_numbers, copies=2)
    assert in_place(carrier, 7)
    assert carrier.calls["add_number"] == 7


def test_a_second_worker_finds_the_step_taken(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 5)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)
    (message,) = aws.take(TransferNumbers)
    is_nested = []

    def meanwhile(moment: str) -> None:
        if moment == "after add_number" and not is_nested:
            is_nested.append(True)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(transfer_numbers, message).result()

    carrier.on_call = meanwhile
    transfer_numbers(message)
    assert is_nested
    drain(aws, TransferNumbers, transfer_numbers)
    assert in_place(carrier, 5)
    assert carrier.calls["add_number"] == 5


def test_a_worker_that_was_overtaken_deletes_the_service_it_made(aws: Aws) -> None:
    """Its lease ran out between looking for the service and creating one."""
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)

    def meanwhile(moment: str) -> None:
        if moment == "after create_messaging_service":
            carrier.on_call = lambda _: None
            campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
            carrier.shop.services["MG-other"] = f"Groundswell {CAMPAIGN}"
            campaigns.move(campaign, campaign.change(at=NOON, messaging_service_id="MG-other"))

    carrier.on_call = meanwhile
    drain(aws, TransferNumbers, transfer_numbers)
    assert in_place(carrier, 2)
    assert campaigns.get(ORGANIZATION, CAMPAIGN).messaging_service_id == "MG-other"


def test_an_edit_during_the_start_does_not_stop_it(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)

    def rename(moment: str) -> None:
        if moment == "after create_messaging_service":
            campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
            campaigns.move(campaign, campaign.change(at=NOON, name="Another name"))

    carrier.on_call = rename
    drain(aws, TransferNumbers, transfer_numbers)
    assert in_place(carrier, 2)
    assert campaigns.get(ORGANIZATION, CAMPAIGN).name == "Another name"


@pytest.mark.parametrize("stride", STRIDES)
def test_a_start_killed_at_any_call_ends_the_same(
    aws: Aws, short_leases: None, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.setattr(move_numbers, "STEP", 2)

    def begin(carrier: FakeCarrier) -> None:
        a_ready_campaign(carrier, 4)
        start_campaign(ORGANIZATION, CAMPAIGN, USER)

    for carrier, moment in deaths(aws, stride, begin):
        assert in_place(carrier, 4), f"killed at moment {moment}"
        assert carrier.shop.services_made == 1


def test_a_start_whose_message_was_lost_is_asked_for_again(
    aws: Aws,
) -> None:
    """The campaign and its job stand together, so that asking again finds the job."""
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)
    aws.take(TransferNumbers)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)
    drain(aws, TransferNumbers, transfer_numbers)
    assert in_place(carrier, 2)
