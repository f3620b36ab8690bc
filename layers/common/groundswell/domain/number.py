"""An owned number is a phone number that an organization pays for: free, reserved for a campaign, or working in one."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from groundswell.domain.errors import IllegalTransition, Invalid

MOST_BOUGHT_AT_ONCE = 100
MOST_PER_CAMPAIGN = 400
"""What a carrier's messaging service takes (Twilio 21714)."""


class NumberState(StrEnum):
    AVAILABLE = "AVAILABLE"
    RESERVED = "RESERVED"
    ALLOCATED = "ALLOCATED"


NEXT = {
    NumberState.AVAILABLE: {NumberState.RESERVED},
    NumberState.RESERVED: {NumberState.ALLOCATED, NumberState.AVAILABLE},
    NumberState.ALLOCATED: {NumberState.AVAILABLE, NumberState.RESERVED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedNumber:
    """`reservation_id` leases it until `reserved_until`, or for ever once that reservation is committed."""

    organization_id: str
    phone: str
    vendor: str
    vendor_number_id: str
    area_code: str
    state: NumberState = NumberState.AVAILABLE
    campaign_id: str | None = None
    reservation_id: str | None = None
    reserved_until: datetime | None = None
    member_id: str | None = None  # the member whose own number it is, RESERVED for as long
    messaging_service_id: str | None = None
    bought_at: datetime | None = None
    releasing_at: datetime | None = None  # it is going back to the carrier: nobody may reserve it any more
    updated_at: datetime | None = None

    def become(self, state: NumberState, *, at: datetime, **changes: Any) -> "OwnedNumber":
        if state not in NEXT[self.state]:
            raise IllegalTransition(f"number {self.vendor_number_id}: {self.state} -> {state}")
        return replace(self, state=state, updated_at=at, **changes)

    def freed(self, *, at: datetime) -> "OwnedNumber":
        """The number without any tie to a campaign or a member."""
        ties = {
            "campaign_id": None,
            "reservation_id": None,
            "reserved_until": None,
            "member_id": None,
            "messaging_service_id": None,
        }
        return self.become(NumberState.AVAILABLE, at=at, **ties)


def check_area_code(area_code: str, field: str = "area_code") -> None:
    """Invalid unless it is three digits that the North American plan gives to places."""
    if not re.fullmatch(r"[2-9][0-9]{2}", area_code):
        raise Invalid(field, "An area code has three digits and begins with 2 to 9.", "For example 212.")
    if area_code == "555" or area_code.endswith("11"):
        raise Invalid(field, f"{area_code} is not the area code of a place.", "Choose one such as 212.")
