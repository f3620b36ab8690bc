"""A blast with nothing left to send is closed, and a one-off campaign is completed with it."""

from groundswell import clock
from groundswell.domain.blast import BlastState
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Stale
from groundswell.observability import logger
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import shards


def close_blast(organization_id: str, campaign_id: str, blast_id: str) -> bool:
    """Close the blast if its audience is planned and no shard has anything open; whether it did.

    A paused campaign's blast stays open: resuming looks at it again. A completed campaign's blast was
    open again because a person released a send.
    """
    blast = blasts.get(organization_id, campaign_id, blast_id)
    if blast.state is not BlastState.SENDING or any(
        shard.counters.open for shard in shards.list_all(blast_id)
    ):
        return False
    campaign = campaigns.get(organization_id, campaign_id)
    if campaign.state not in (CampaignState.ACTIVE, CampaignState.COMPLETED):
        return False
    others = [one for one in blasts.list_of(organization_id, campaign_id) if one.blast_id != blast_id]
    now = clock.now()
    is_last = all(one.state is BlastState.CLOSED for one in others)
    is_complete = is_last and campaign.state is CampaignState.ACTIVE
    # Touched in any case: of two blasts that close at the same time, one has to see that it is the last.
    after = campaign.become(CampaignState.COMPLETED, at=now) if is_complete else campaign.change(at=now)
    try:
        blasts.close(blast, campaign, after, at=now)
    except Stale:
        return False  # somebody else closed it, or the campaign changed: then its own change looks again
    logger.info("blast closed", extra={"blast_id": blast_id})
    return True
