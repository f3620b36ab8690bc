"""A running campaign stops: no new text is claimed once this has returned."""

from groundswell import clock
from groundswell.domain.blast import Blast, BlastState, RunFlag
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import shards


def pause_campaign(
    organization_id: str, campaign_id: str, *, reason: str | None = None, by_itself: bool = False
) -> Campaign:
    """ACTIVE -> PAUSED, `by_itself` if no person asked for it; pausing again stops the shards again.

    Texts that the carrier has been offered already still go out. Conflict unless ACTIVE or PAUSED; of a
    COMPLETED campaign, whose state stays, released sends are stopped.
    """
    campaign = campaigns.get(organization_id, campaign_id)
    if not has_released_sends(campaign):
        campaign.require(CampaignState.ACTIVE, CampaignState.PAUSED)
    if campaign.state is CampaignState.ACTIVE:
        paused = campaign.pause(at=clock.now(), reason=reason, by_itself=by_itself)
        campaign = campaigns.move(campaign, paused)
    for blast in _list_open(campaign):
        shards.set_flag(blast.blast_id, RunFlag.PAUSED, version=campaign.version)
    return campaign


def has_released_sends(campaign: Campaign) -> bool:
    """Whether a blast of a COMPLETED campaign is open again, which only a release can have done."""
    return campaign.state is CampaignState.COMPLETED and bool(_list_open(campaign))


def _list_open(campaign: Campaign) -> list[Blast]:
    found = blasts.list_of(campaign.organization_id, campaign.campaign_id)
    return [blast for blast in found if blast.state is not BlastState.CLOSED]
