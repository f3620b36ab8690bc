"""A draft that lacks nothing begins to start: it is STARTING, and a job puts its numbers in place."""

from groundswell import clock, queues
from groundswell.domain import identity
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import NotReady
from groundswell.domain.job import ENDED, Job, JobKind
from groundswell.messages import TransferNumbers
from groundswell.tables import campaign_jobs, campaigns, jobs, numbers
from groundswell.usecases.check_readiness import check_readiness


def start_campaign(organization_id: str, campaign_id: str, created_by: str) -> Job:
    """The job that starts the campaign; of one that is STARTING already, the job it has.

    NotReady carries everything that is missing at once; Stale if the campaign was changed meanwhile.
    """
    campaign = campaigns.get(organization_id, campaign_id)
    job = _running_job(campaign)
    if job is None:
        if campaign.state is not CampaignState.STARTING:
            campaign.require(CampaignState.DRAFT)
            problems = check_readiness(organization_id, campaign_id)
            if problems:
                raise NotReady("The campaign cannot start yet.", problems)
        job = _begin(campaign, created_by)
    queues.send(TransferNumbers(organization_id=organization_id, job_id=job.job_id, step=job.step))
    return job


def _running_job(campaign: Campaign) -> Job | None:
    """A job that gave up on a STARTING campaign does not count: the next one goes on where it stopped."""
    if campaign.state is not CampaignState.STARTING or campaign.job_id is None:
        return None
    job = jobs.get(campaign.organization_id, campaign.job_id)
    return None if job.state in ENDED else job


def _begin(campaign: Campaign, created_by: str) -> Job:
    now = clock.now()
    total = len(numbers.list_of_campaign(campaign.organization_id, campaign.campaign_id))
    job = Job(
        organization_id=campaign.organization_id,
        job_id=identity.derived_id(
            campaign.organization_id, "start", f"{campaign.campaign_id}#{campaign.version}"
        ),
        kind=JobKind.START_CAMPAIGN,
        subject_id=campaign.campaign_id,
        total=total,
        note="Creating the messaging service",
        created_by=created_by,
        created_at=now,
        updated_at=now,
    )
    changes = {"job_id": job.job_id, "start_failure": None}
    if campaign.state is CampaignState.STARTING:
        starting = campaign.change(at=now, **changes)
    else:
        starting = campaign.become(CampaignState.STARTING, at=now, **changes)
    campaign_jobs.begin(campaign, starting, job)
    return job
