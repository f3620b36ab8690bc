"""An organization's campaigns, as they stand: ids go in, campaigns come out."""

from collections.abc import Mapping
from typing import Any

from groundswell.domain.campaign import Campaign
from groundswell.domain.contact import Contact
from groundswell.tables import campaigns, contacts

SAMPLE = 20


def get_campaign(organization_id: str, campaign_id: str) -> Campaign:
    return campaigns.get(organization_id, campaign_id)


def list_campaigns(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Campaign], Mapping[str, Any] | None]:
    return campaigns.list_page(organization_id, limit=limit, cursor=cursor)


def sample_contacts(organization_id: str, campaign_id: str, *, count: int = SAMPLE) -> list[Contact]:
    """Some of the campaign's contacts, so that a person can see whether the columns are right."""
    campaign = campaigns.get(organization_id, campaign_id)
    return contacts.sample(campaign.load_id, count) if campaign.load_id else []
