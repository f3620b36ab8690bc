"""An owned number is a phone number that an organization pays for: free, reserved for a campaign, or working in one."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from groundswell.domain.errors import IllegalTransition


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
    """`reservation_id` leases it until `reserved_until`; the lease counts for ever once that reservation is committed."""

    organization_id: str
    phone: str
    vendor: str
    vendor_number_id: str
    area_code: str
    state: NumberState = NumberState.AVAILABLE
    campaign_id: str | None = None
    reservation_id: str | None = None
    reserved_until: datetime | None = None
    messaging_service_id: str | None = None
    bought_at: datetime | None = None
    updated_at: datetime | None = None

    def become(self, state: NumberState, *, at: datetime, **changes: Any) -> "OwnedNumber":
        if state not in NEXT[self.state]:
            raise IllegalTransition(f"number {self.vendor_number_id}: {self.state} -> {state}")
        return replace(self, state=state, updated_at=at, **changes)
