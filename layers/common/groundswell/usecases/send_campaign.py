"""A campaign's text goes out now: a blast with its 16 shards and its planning job is made, once per key."""

from datetime import timedelta

from groundswell import clock, queues
from groundswell.domain import identity, text
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Conflict, NotFound, Stale
from groundswell.domain.planning import planning_id, planning_job
from groundswell.messages import RunBlast
from groundswell.tables import blasts, campaigns

EXPIRES_AFTER = timedelta(hours=72)
"""What could not be sent by then is skipped as expired."""


def send_campaign(organization_id: str, campaign_id: str, key: str, created_by: str) -> Blast:
    """The blast for this Idempotency-Key; asking again gives the same blast and sends nothing twice.

    Conflict unless the campaign is ACTIVE.
    """
    blast_id = identity.blast_id(campaign_id, key)
    campaign = campaigns.get(organization_id, campaign_id)
    campaign.require_planned()
    try:
        blast = blasts.get(organization_id, campaign_id, blast_id)
    except NotFound:
        blast = _begin(campaign, blast_id, key, created_by)
    if blast.job_id:
        queues.send(RunBlast(organization_id=organization_id, job_id=blast.job_id))
    return blast


def _begin(campaign: Campaign, blast_id: str, key: str, created_by: str) -> Blast:
    campaign.require(CampaignState.ACTIVE)
    text.check(campaign.text, campaign.fields)
    if campaign.load_id is None:
        raise Conflict("The campaign has no contacts.", "Load contacts first.")
    now = clock.now()
    blast = Blast(
        organization_id=campaign.organization_id,
        campaign_id=campaign.campaign_id,
        blast_id=blast_id,
        occurrence=key,
        text=campaign.text,
        load_id=campaign.load_id,
        audience=campaign.contacts,
        job_id=planning_id(campaign.organization_id, blast_id),
        created_at=now,
        not_after=now + EXPIRES_AFTER,
    )
    if not blasts.add(blast, planning_job(blast, created_by), campaign, campaign.change(at=now)):
        raise Stale(f"blast {blast_id}")
    return blast
