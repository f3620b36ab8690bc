"""An organization's numbers come out page by page, as readers may see them."""

from collections.abc import Mapping
from typing import Any

from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.tables import numbers


def list_numbers(
    organization_id: str,
    *,
    limit: int = 100,
    cursor: Mapping[str, Any] | None = None,
    area_code: str | None = None,
    campaign_id: str | None = None,
    state: NumberState | None = None,
) -> tuple[list[OwnedNumber], Mapping[str, Any] | None]:
    """A page, and the cursor of the next; numbers of a reservation that lapsed uncommitted are AVAILABLE."""
    return numbers.list_page(
        organization_id, limit=limit, cursor=cursor, area_code=area_code, campaign_id=campaign_id, state=state
    )
