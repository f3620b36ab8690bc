"""An organization's campaigns, as they stand: ids go in, campaigns come out."""

from collections.abc import Mapping
from typing import Any

from groundswell.domain.campaign import Campaign
from groundswell.domain.contact import Contact
from groundswell.domain.errors import Conflict
from groundswell.domain.identity import SHARDS
from groundswell.tables import campaigns, contacts


def get_campaign(organization_id: str, campaign_id: str) -> Campaign:
    return campaigns.get(organization_id, campaign_id)


def list_campaigns(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Campaign], Mapping[str, Any] | None]:
    """What people planned, the newest first, and the cursor of the next page."""
    return campaigns.list_page(organization_id, limit=limit, cursor=cursor)


def list_contacts(
    organization_id: str,
    campaign_id: str,
    *,
    begins: str = "",
    limit: int,
    cursor: Mapping[str, Any] | None = None,
) -> tuple[list[Contact], Mapping[str, Any] | None]:
    """The campaign's next contacts, shard by shard, and the cursor behind them; with `begins` those phones alone."""
    load_id = campaigns.get(organization_id, campaign_id).load_id
    if load_id is None:
        return [], None
    at = cursor or {"load": load_id, "shard": 0, "after": None}
    if at["load"] != load_id:
        raise Conflict("The campaign has other contacts meanwhile.", "List them from the beginning.")
    found: list[Contact] = []
    after = at["after"]
    for shard in range(at["shard"], SHARDS):
        found += contacts.list_page(load_id, shard, after, limit - len(found), begins=begins)
        if len(found) == limit:
            return found, {"load": load_id, "shard": shard, "after": found[-1].phone}
        after = None
    return found, None
