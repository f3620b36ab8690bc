"""An archived campaign's numbers go back in steps: killed anywhere or refused, each is free or still its own."""

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict
from groundswell.domain.job import JobState
from groundswell.domain.number import NumberState
from groundswell.extensions.service_vendors.errors import VendorRefused
from groundswell.messages import TransferNumbers
from groundswell.tables import jobs
from groundswell.usecases import move_numbers
from groundswell.usecases.archive_campaign import archive_campaign
from groundswell.usecases.transfer_numbers import transfer_numbers
from groundswell.usecases.unarchive_campaign import unarchive_campaign
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, ORGANIZATION, USER
from tests.support.moving_numbers import STRIDES, completed, deaths, given_back, states
from tests.support.number_shop import FakeCarrier, Fault
from tests.support.steps import drain, short_leases
from tests.support.stock import a_ready_campaign, an_open_account

__all__ = ["short_leases"]
pytestmark = pytest.mark.usefixtures("aws")


def test_archiving_gives_the_numbers_back(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 6)
    completed(aws)
    job = archive_campaign(ORGANIZATION, CAMPAIGN, USER)
    drain(aws, TransferNumbers, transfer_numbers)
    assert given_back(carrier, 6)
    ended = jobs.get(ORGANIZATION, job.job_id)
    assert (ended.state, ended.done, ended.total) == (JobState.DONE, 6, 6)
    assert not [row for row in aws.rows("numbers") if row["record"].startswith("RESERVATION#")]


def test_a_campaign_whose_numbers_are_gone_stays_in_the_archive(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    completed(aws)
    archive_campaign(ORGANIZATION, CAMPAIGN, USER)
    drain(aws, TransferNumbers, transfer_numbers)
    with pytest.raises(Conflict, match="have been given back"):
        unarchive_campaign(ORGANIZATION, CAMPAIGN)


def test_a_campaign_taken_out_of_the_archive_in_time_keeps_its_numbers(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 4)
    completed(aws)
    job = archive_campaign(ORGANIZATION, CAMPAIGN, USER)
    assert unarchive_campaign(ORGANIZATION, CAMPAIGN).state is CampaignState.COMPLETED
    drain(aws, TransferNumbers, transfer_numbers)
    assert states() == {NumberState.ALLOCATED: 4}
    assert "taken out of the archive" in jobs.get(ORGANIZATION, job.job_id).reason


def test_an_archive_job_that_failed_can_be_asked_for_again(aws: Aws) -> None:
    carrier = an_open_account()
    a_ready_campaign(carrier, 4)
    completed(aws)
    carrier.fail("remove_number", None, Fault(VendorRefused("20003")))
    first = archive_campaign(ORGANIZATION, CAMPAIGN, USER)
    drain(aws, TransferNumbers, transfer_numbers)
    assert jobs.get(ORGANIZATION, first.job_id).state is JobState.FAILED
    assert archive_campaign(ORGANIZATION, CAMPAIGN, USER).job_id != first.job_id
    drain(aws, TransferNumbers, transfer_numbers)
    assert given_back(carrier, 4)


@pytest.mark.parametrize("stride", STRIDES)
def test_an_archive_job_killed_at_any_call_ends_the_same(
    aws: Aws, short_leases: None, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.setattr(move_numbers, "STEP", 2)

    def begin(carrier: FakeCarrier) -> None:
        a_ready_campaign(carrier, 3)
        completed(aws)
        archive_campaign(ORGANIZATION, CAMPAIGN, USER)

    for carrier, moment in deaths(aws, stride, begin):
        assert given_back(carrier, 3), f"killed at moment {moment}"
