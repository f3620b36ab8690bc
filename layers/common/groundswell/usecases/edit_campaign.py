"""Changes to a campaign's words go in; the campaign as it is now comes out."""

from collections.abc import Mapping
from typing import Any

from groundswell import clock
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Stale
from groundswell.tables import campaigns

_ONLY_IN_DRAFT = frozenset({"text", "sender_choice"})


def edit_campaign(
    organization_id: str, campaign_id: str, changes: Mapping[str, Any], *, version: int | None = None
) -> Campaign:
    """The name may change at any time, text and choice of sender only in DRAFT.

    Stale if `version` is given and the campaign is no longer at it.
    """
    before = campaigns.get(organization_id, campaign_id)
    before.require_planned()
    if version is not None and version != before.version:
        raise Stale(f"campaign {campaign_id}")
    real = {name: value for name, value in changes.items() if getattr(before, name) != value}
    if not real:
        return before
    if _ONLY_IN_DRAFT & real.keys():
        before.require(CampaignState.DRAFT)
    return campaigns.move(before, before.change(at=clock.now(), **real))
