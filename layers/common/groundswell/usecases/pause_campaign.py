"""A running campaign stops: no new text is claimed once this has returned."""

from groundswell import clock
from groundswell.domain.blast import BlastState, RunFlag
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import shards


def pause_campaign(organization_id: str, campaign_id: str, *, reason: str | None = None) -> Campaign:
    """ACTIVE -> PAUSED, with `reason` if the product itself does it; pausing again stops the shards again.

    Texts that the carrier has been offered already still go out. Conflict unless ACTIVE or PAUSED.
    """
    campaign = campaigns.get(organization_id, campaign_id)
    campaign.require(CampaignState.ACTIVE, CampaignState.PAUSED)
    if campaign.state is CampaignState.ACTIVE:
        paused = campaign.become(CampaignState.PAUSED, at=clock.now(), pause_reason=reason)
        campaign = campaigns.move(campaign, paused)
    for blast in blasts.list_of(organization_id, campaign_id):
        if blast.state is not BlastState.CLOSED:
            shards.set_flag(blast.blast_id, RunFlag.PAUSED)
    return campaign
