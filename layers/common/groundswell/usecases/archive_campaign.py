"""A completed campaign goes to the archive, and a job gives its numbers back."""

from groundswell import clock, queues
from groundswell.domain import identity
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Conflict
from groundswell.domain.job import ENDED, Job, JobKind
from groundswell.messages import TransferNumbers
from groundswell.tables import campaign_jobs, campaigns, jobs, numbers
from groundswell.usecases.pause_campaign import has_released_sends


def archive_campaign(organization_id: str, campaign_id: str, created_by: str) -> Job:
    """The job that gives the numbers back: the same while it runs, a new one after it failed."""
    campaign = campaigns.get(organization_id, campaign_id)
    campaign.require_planned()
    job = _present_job(campaign)
    if job is None:
        job = _begin(campaign, created_by)
    queues.send(TransferNumbers(organization_id=organization_id, job_id=job.job_id, step=job.step))
    return job


def _present_job(campaign: Campaign) -> Job | None:
    if campaign.state is not CampaignState.ARCHIVED:
        return None
    if campaign.released:
        raise Conflict(
            "The campaign is archived and its numbers have gone back.", "There is nothing left to do."
        )
    job = jobs.get(campaign.organization_id, campaign.job_id) if campaign.job_id else None
    return job if job is not None and job.state not in ENDED else None


def _begin(campaign: Campaign, created_by: str) -> Job:
    if has_released_sends(campaign):
        raise Conflict("A text that was released is still being sent.", "Try again in a minute.")
    now = clock.now()
    job = Job(
        organization_id=campaign.organization_id,
        job_id=identity.derived_id(
            campaign.organization_id, "archive", f"{campaign.campaign_id}#{campaign.version}"
        ),
        kind=JobKind.ARCHIVE_CAMPAIGN,
        subject_id=campaign.campaign_id,
        total=len(numbers.list_of_campaign(campaign.organization_id, campaign.campaign_id)),
        note="Giving the numbers back",
        created_by=created_by,
        created_at=now,
        updated_at=now,
    )
    if campaign.state is CampaignState.ARCHIVED:
        archived = campaign.change(at=now, job_id=job.job_id)
    else:
        archived = campaign.become(CampaignState.ARCHIVED, at=now, job_id=job.job_id)
    campaign_jobs.begin(campaign, archived, job)
    return job
