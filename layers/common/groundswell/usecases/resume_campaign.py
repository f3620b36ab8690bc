"""A paused campaign goes on with what is still ready."""

from groundswell import clock
from groundswell.domain.blast import BlastState, RunFlag
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import shards
from groundswell.usecases.pause_campaign import has_released_sends
from groundswell.usecases.wake_shards import wake_shards


def resume_campaign(organization_id: str, campaign_id: str) -> Campaign:
    """PAUSED -> ACTIVE; resuming again wakes the shards again. Conflict unless PAUSED or ACTIVE.

    Released sends of a COMPLETED campaign go on too; its state stays.
    """
    campaign = campaigns.get(organization_id, campaign_id)
    if not has_released_sends(campaign):
        campaign.require(CampaignState.PAUSED, CampaignState.ACTIVE)
    if campaign.state is CampaignState.PAUSED:
        active = campaign.become(CampaignState.ACTIVE, at=clock.now(), pause_reason=None)
        campaign = campaigns.move(campaign, active)
    for blast in blasts.list_of(organization_id, campaign_id):
        if blast.state is not BlastState.CLOSED:
            shards.set_flag(blast.blast_id, RunFlag.ACTIVE, version=campaign.version)
            wake_shards(blast)
    return campaign
