"""A start that fails is undone in steps: the campaign is a draft again, and says why."""

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import JobState
from groundswell.domain.number import NumberState
from groundswell.extensions.service_vendors.errors import VendorBusy, VendorRefused
from groundswell.messages import TransferNumbers
from groundswell.tables import campaigns, jobs
from groundswell.usecases import move_numbers
from groundswell.usecases.start_campaign import start_campaign
from groundswell.usecases.transfer_numbers import transfer_numbers
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, ORGANIZATION, USER
from tests.support.moving_numbers import STRIDES, deaths, in_place, started, states, undone
from tests.support.number_shop import FakeCarrier, Fault
from tests.support.steps import drain, short_leases
from tests.support.stock import a_ready_campaign, an_open_account

__all__ = ["short_leases"]
pytestmark = pytest.mark.usefixtures("aws")


def test_a_refusal_undoes_the_start_and_says_why(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 8)
    carrier.fail("add_number", None, None, None, Fault(VendorRefused("21714")))
    job = started(aws)
    assert undone(carrier, 8)
    assert job.state is JobState.FAILED
    assert job.reason == "Fake carrier refused (21714): The messaging service is full. Use fewer numbers."
    assert campaigns.get(ORGANIZATION, CAMPAIGN).start_failure == job.reason


def test_a_start_that_was_undone_can_be_tried_again(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 4)
    carrier.fail("create_messaging_service", Fault(VendorRefused("20003")))
    assert started(aws).state is JobState.FAILED
    assert started(aws).state is JobState.DONE
    assert in_place(carrier, 4)
    assert campaigns.get(ORGANIZATION, CAMPAIGN).start_failure is None


def test_a_manager_that_objects_undoes_the_start(aws: Aws) -> None:
    from groundswell.tables import extension_data

    carrier = an_open_account(service_managers=("test-fake-example",))
    a_ready_campaign(carrier, 3)
    drawer = extension_data.Drawer(ORGANIZATION, "test-fake-example")
    drawer.put({"ready": True, "note": "Do not start"}, CAMPAIGN)
    job = started(aws)
    assert undone(carrier, 3)
    assert job.reason.startswith("test-fake-example: The note in the Example form says not to start.")


def test_a_carrier_that_refuses_the_undo_keeps_its_service_for_the_next_start(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    carrier.fail("add_number", None, Fault(VendorRefused("21714")))
    carrier.fail("remove_number", Fault(VendorRefused("20003")))
    carrier.fail("delete_messaging_service", Fault(VendorRefused("20003")))
    assert started(aws).state is JobState.FAILED
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    assert (campaign.state, campaign.messaging_service_id) == (CampaignState.DRAFT, "MG1")
    assert states() == {NumberState.RESERVED: 2}
    assert started(aws).state is JobState.DONE
    assert in_place(carrier, 2)
    assert carrier.shop.services_made == 1


def test_a_carrier_that_stays_away_ends_in_a_draft_not_in_a_hang(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    carrier.fail("add_number", *[Fault(VendorBusy())] * 200)
    job = started(aws)
    assert job.state is JobState.FAILED
    assert "has not answered" in job.reason
    assert undone(carrier, 2)


def test_a_step_that_keeps_crashing_is_undone(aws: Aws, short_leases: None) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    carrier.fail("add_number", *[Fault(RuntimeError("a fault of ours"))] * 8)
    job = start_campaign(ORGANIZATION, CAMPAIGN, USER)
    (message,) = aws.take(TransferNumbers)
    for _ in range(4):
        with pytest.raises(RuntimeError):
            transfer_numbers(message)
    transfer_numbers(message)
    drain(aws, TransferNumbers, transfer_numbers)
    assert undone(carrier, 2)
    assert "tried several times" in jobs.get(ORGANIZATION, job.job_id).reason


@pytest.mark.parametrize("stride", STRIDES)
def test_an_undo_killed_at_any_call_ends_in_a_clean_draft(
    aws: Aws, short_leases: None, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.setattr(move_numbers, "STEP", 2)

    def begin(carrier: FakeCarrier) -> None:
        a_ready_campaign(carrier, 3)
        carrier.fail("add_number", None, None, *[Fault(VendorRefused("21714"))] * 9)
        start_campaign(ORGANIZATION, CAMPAIGN, USER)

    for carrier, moment in deaths(aws, stride, begin):
        assert undone(carrier, 3), f"killed at moment {moment}"
