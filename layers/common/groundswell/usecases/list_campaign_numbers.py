"""A campaign's id goes in; the numbers that are reserved for it, or work in it, come out."""

from groundswell.domain.number import OwnedNumber
from groundswell.tables import campaigns, numbers


def list_campaign_numbers(organization_id: str, campaign_id: str) -> list[OwnedNumber]:
    """NotFound if there is no such campaign."""
    campaigns.get(organization_id, campaign_id)
    return numbers.list_of_campaign(organization_id, campaign_id)
