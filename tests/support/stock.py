"""An organization with a carrier in memory, numbers on record and a campaign that could start."""

from typing import Any

from groundswell.domain.campaign import Campaign
from groundswell.domain.number import OwnedNumber
from groundswell.tables import campaigns, organizations
from groundswell.tables.numbers import number_rows
from groundswell.usecases.reserve_numbers import reserve_numbers
from tests.support.build import (
    CAMPAIGN,
    LOAD,
    ORGANIZATION,
    a_campaign,
    a_member,
    an_organization,
    an_owned_number,
)
from tests.support.number_shop import FakeCarrier


def an_open_account(latency: float = 0.0, **organization: Any) -> FakeCarrier:
    organizations.add(an_organization(**organization), a_member())
    return FakeCarrier(latency).use()


def stocked(carrier: FakeCarrier, count: int, area_code: str = "212") -> list[OwnedNumber]:
    """Free numbers, on record and at the carrier."""
    owned = [an_owned_number(phone=f"+1{area_code}555{index:04d}") for index in range(count)]
    with number_rows.NumberRow.batch_write() as batch:
        for number in owned:
            batch.save(number_rows.to_row(number))
    carrier.shop.owned |= {number.phone: number.vendor_number_id for number in owned}
    return owned


def a_draft(**changes: Any) -> Campaign:
    """A campaign that only lacks numbers."""
    values = {"load_id": LOAD, "contacts": 200, "fields": ("first_name",)} | changes
    campaign = a_campaign(**values)
    campaigns.add(campaign)
    return campaign


def a_ready_campaign(carrier: FakeCarrier, count: int) -> Campaign:
    """A draft with reserved numbers."""
    stocked(carrier, count)
    a_draft()
    reserve_numbers(ORGANIZATION, CAMPAIGN, [{"area_code": "212", "count": count}])
    return campaigns.get(ORGANIZATION, CAMPAIGN)
