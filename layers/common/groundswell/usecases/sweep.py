"""Every few minutes: what lost its worker or its message is put back on its queue."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from groundswell import clock
from groundswell.domain.blast import Blast, RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import Job, JobKind
from groundswell.observability import logger
from groundswell.settings import settings
from groundswell.tables import blasts, campaigns, jobs
from groundswell.tables.ledger import shards
from groundswell.usecases.ask_for_step import ask_for_step
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.wake_shards import wake_shards

IDLE_LEASES = 6
"""A job untouched for that many lease times has lost its message: SQS would have brought it back by then."""


class NotSwept(Exception):
    """Some blasts or jobs could not be looked after; the others were."""


def sweep() -> None:
    """Wake open shards that nobody works on, close finished blasts, and ask again for jobs that stand still."""
    woken = [_tried(partial(_look_after, blast), blast.blast_id) for blast in blasts.list_open()]
    idle = jobs.list_idle(clock.now() - timedelta(seconds=IDLE_LEASES * settings().lease_seconds))
    asked = [_tried(partial(_ask_again, job), job.job_id) for job in idle]
    failed = woken.count(None) + asked.count(None)
    logger.info("swept", extra={"shards": sum(filter(None, woken)), "jobs": sum(filter(None, asked))})
    if failed:
        raise NotSwept(f"{failed} of {len(woken) + len(asked)}")


def _tried(work: Callable[[], int], subject_id: str) -> int | None:
    """None if it raised: one blast's trouble must not keep the others from being looked after."""
    try:
        return work()
    except Exception as error:
        logger.error("not swept", extra={"subject_id": subject_id, "error": type(error).__name__})
        return None


def _look_after(blast: Blast) -> int:
    """How many shards were woken. A pause that died half-way is finished here."""
    campaign = campaigns.get(blast.organization_id, blast.campaign_id)
    now, all_shards = clock.now(), shards.list_all(blast.blast_id)
    if campaign.state is CampaignState.PAUSED:
        if any(shard.flag is RunFlag.ACTIVE for shard in all_shards):
            shards.set_flag(blast.blast_id, RunFlag.PAUSED, version=campaign.version)
        return 0
    if campaign.state not in (CampaignState.ACTIVE, CampaignState.COMPLETED):
        return 0
    if campaign.state is CampaignState.ACTIVE and any(shard.flag is RunFlag.PAUSED for shard in all_shards):
        shards.set_flag(blast.blast_id, RunFlag.ACTIVE, version=campaign.version)
    waiting = [shard.shard for shard in all_shards if shard.counters.open and not shard.leased(now)]
    if waiting:
        wake_shards(blast, waiting)
    else:
        close_blast(blast.organization_id, blast.campaign_id, blast.blast_id)
    return len(waiting)


def _ask_again(job: Job) -> int:
    if job.kind is JobKind.LOAD_CONTACTS and job.step == 0 and not job.attempts and not job.cancel_requested:
        return 0  # waits for its upload
    ask_for_step(job)
    return 1
