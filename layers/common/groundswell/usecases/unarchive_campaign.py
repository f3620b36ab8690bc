"""An archived campaign comes back, as long as its numbers have not all been given back."""

from contextlib import suppress

from groundswell import clock, hooks
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Conflict
from groundswell.extensions.service_managers.hooks import CampaignDataAsked, CampaignUnArchived
from groundswell.tables import campaigns, organizations


def unarchive_campaign(organization_id: str, campaign_id: str) -> Campaign:
    """The campaign, COMPLETED again; Conflict once its numbers are released, or where a service manager objects.

    A job that is still giving numbers back stops at its next step.
    """
    campaign = campaigns.get(organization_id, campaign_id)
    campaign.require(CampaignState.ARCHIVED)
    if campaign.released:
        raise Conflict("The campaign's numbers have been given back.", "Make a copy of it to send again.")
    organization = organizations.get(organization_id)
    for name, answer in hooks.fire(CampaignDataAsked(campaign=campaign), organization):
        if not answer.un_archiveable:
            raise Conflict(f"{name} keeps the campaign in the archive.", answer.missing)
    after = campaign.become(CampaignState.COMPLETED, at=clock.now(), job_id=None)
    campaigns.move(campaign, after)
    with suppress(hooks.ManagerFailed):  # logged there; the campaign is back all the same
        hooks.fire(CampaignUnArchived(campaign=after), organization)
    return after
