"""A campaign whose numbers move: started, completed, archived; what then holds, and what if the work dies midway."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import Job
from groundswell.domain.number import NumberState
from groundswell.messages import TransferNumbers
from groundswell.tables import campaigns, jobs, numbers
from groundswell.usecases.start_campaign import start_campaign
from groundswell.usecases.transfer_numbers import transfer_numbers
from tests.support.aws import Aws, empty
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, USER
from tests.support.number_shop import FakeCarrier
from tests.support.steps import Tripwire, arm, drain
from tests.support.stock import an_open_account

STRIDES = range(4)


def states() -> Counter[NumberState]:
    """How many of the organization's numbers are in each state."""
    return Counter(number.state for number in numbers.list_all(ORGANIZATION))


def started(aws: Aws) -> Job:
    """The job of a start that has been worked off, however it ended."""
    job = start_campaign(ORGANIZATION, CAMPAIGN, USER)
    drain(aws, TransferNumbers, transfer_numbers)
    return jobs.get(ORGANIZATION, job.job_id)


def completed(aws: Aws) -> None:
    """The campaign has been started and has run."""
    started(aws)
    active = campaigns.get(ORGANIZATION, CAMPAIGN)
    campaigns.move(active, active.become(CampaignState.COMPLETED, at=NOON))


def in_place(carrier: FakeCarrier, count: int) -> bool:
    """The campaign is active, with every number allocated here and in the one service there."""
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    held = numbers.list_of_campaign(ORGANIZATION, CAMPAIGN)
    return (
        campaign.state is CampaignState.ACTIVE
        and campaign.job_id is None
        and [*carrier.shop.services] == [campaign.messaging_service_id]
        and len(held) == count
        and all(number.state is NumberState.ALLOCATED for number in held)
        and {number.vendor_number_id for number in held} == set(carrier.shop.members)
    )


def undone(carrier: FakeCarrier, count: int) -> bool:
    """The campaign is a draft again, with its numbers reserved and nothing left at the carrier."""
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    held = numbers.list_of_campaign(ORGANIZATION, CAMPAIGN)
    return (
        campaign.state is CampaignState.DRAFT
        and campaign.messaging_service_id is None
        and campaign.job_id is None
        and carrier.shop.services == {}
        and carrier.shop.members == {}
        and [number.state for number in held] == [NumberState.RESERVED] * count
    )


def given_back(carrier: FakeCarrier, count: int) -> bool:
    """The campaign is archived for good, with its numbers free and nothing left at the carrier."""
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    return (
        campaign.state is CampaignState.ARCHIVED
        and campaign.released
        and campaign.messaging_service_id is None
        and carrier.shop.services == {}
        and carrier.shop.members == {}
        and states() == {NumberState.AVAILABLE: count}
    )


def deaths(aws: Aws, stride: int, begin: Callable[[FakeCarrier], None]) -> Iterator[tuple[FakeCarrier, int]]:
    """Every fourth moment from the stride's on, each in a world of its own in which the work died once just then.

    At least eight of them: fewer would mean that nothing was looked at.
    """
    moment, reached = stride + 1, 0
    while True:
        empty()
        carrier = an_open_account()
        begin(carrier)
        if not _killed_at(aws, carrier, moment):
            break
        yield carrier, moment
        moment, reached = moment + len(STRIDES), reached + 1
    assert reached >= 8


def _killed_at(aws: Aws, carrier: FakeCarrier, moment: int) -> bool:
    """Drive the job to its end, dying once at that moment; whether there was such a moment."""
    wire = Tripwire(moment)
    with pytest.MonkeyPatch.context() as patch:
        arm(patch, wire, carrier)
        drain(aws, TransferNumbers, transfer_numbers)
    return wire.tripped
