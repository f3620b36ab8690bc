"""Every few minutes: what lost its worker or its message is put back on its queue."""

from datetime import timedelta

from groundswell import clock, queues
from groundswell.domain.blast import Blast, RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import Job, JobKind
from groundswell.messages import BuyNumbers, JobStep, LoadContacts, RunBlast, TransferNumbers
from groundswell.observability import logger
from groundswell.settings import settings
from groundswell.tables import blasts, campaigns, jobs
from groundswell.tables.ledger import shards
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.wake_shards import wake_shards

_STEPS: dict[JobKind, type[JobStep]] = {
    JobKind.LOAD_CONTACTS: LoadContacts,
    JobKind.BUY_NUMBERS: BuyNumbers,
    JobKind.START_CAMPAIGN: TransferNumbers,
    JobKind.ARCHIVE_CAMPAIGN: TransferNumbers,
    JobKind.RUN_BLAST: RunBlast,
}
IDLE_LEASES = 6
"""A job untouched for that many lease times has lost its message: SQS would have brought it back by then."""


def sweep() -> None:
    """Wake open shards that nobody works on, close finished blasts, and ask again for jobs that stand still."""
    woken = sum(_look_after(blast) for blast in blasts.list_open())
    idle = jobs.list_idle(clock.now() - timedelta(seconds=IDLE_LEASES * settings().lease_seconds))
    asked = sum(_ask_again(job) for job in idle)
    logger.info("swept", extra={"shards": woken, "jobs": asked})


def _look_after(blast: Blast) -> int:
    """How many shards were woken. A pause that died half-way is finished here."""
    campaign = campaigns.get(blast.organization_id, blast.campaign_id)
    now, all_shards = clock.now(), shards.list_all(blast.blast_id)
    if campaign.state is CampaignState.PAUSED:
        if any(shard.flag is RunFlag.ACTIVE for shard in all_shards):
            shards.set_flag(blast.blast_id, RunFlag.PAUSED)
        return 0
    if campaign.state not in (CampaignState.ACTIVE, CampaignState.COMPLETED):
        return 0
    if campaign.state is CampaignState.ACTIVE and any(shard.flag is RunFlag.PAUSED for shard in all_shards):
        shards.set_flag(blast.blast_id, RunFlag.ACTIVE)
    waiting = [shard.shard for shard in all_shards if shard.counters.open and not shard.leased(now)]
    if waiting:
        wake_shards(blast, waiting)
    else:
        close_blast(blast.organization_id, blast.campaign_id, blast.blast_id)
    return len(waiting)


def _ask_again(job: Job) -> int:
    if job.kind is JobKind.LOAD_CONTACTS and job.step == 0 and job.attempts == 0:
        return 0  # waits for its upload
    queues.send(_STEPS[job.kind](organization_id=job.organization_id, job_id=job.job_id, step=job.step))
    return 1
