"""Every few minutes: what lost its worker or its message is put back on its queue."""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from groundswell import clock
from groundswell.domain.blast import Blast, RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import Job, JobKind
from groundswell.domain.waking import is_due, is_known_to_fail
from groundswell.observability import log_failure, logger
from groundswell.settings import settings
from groundswell.tables import blasts, campaigns, jobs
from groundswell.tables.ledger import shards
from groundswell.usecases.ask_for_step import ask_for_step
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.wake_shards import wake_shards

IDLE_LEASES = 6
"""What is untouched for that many lease times has lost its message: SQS would have brought it back by then."""
WOKEN, QUIET, FAILED, LEFT = "WOKEN", "QUIET", "FAILED", "LEFT"


class NotSwept(Exception):
    """Some blasts or jobs could not be looked after; the others were."""


def sweep() -> None:
    """Wake open shards that wait for nothing, close finished blasts, and ask again for jobs that stand still.

    In no order: what one sweep has no time for, another will soon come to.
    """
    deadline = Deadline.after(settings().step_seconds)
    idle = jobs.list_idle(clock.now() - _patience())
    work = [(partial(_ask_again, job), job.job_id) for job in idle]
    work += [(partial(_look_after, blast), blast.blast_id) for blast in blasts.list_open()]
    random.shuffle(work)
    done = [_tried(*one, deadline) for one in work]
    failed, left = done.count(FAILED), done.count(LEFT)
    logger.info("swept", extra={"woken": done.count(WOKEN), "looked_at": len(done) - left, "left": left})
    if failed:
        raise NotSwept(f"{failed} of {len(done)}")


def _tried(work: Callable[[], bool], subject_id: str, deadline: Deadline) -> str:
    """What came of it; one blast's trouble must not keep the others from being looked after."""
    if deadline.passed:
        return LEFT
    try:
        return WOKEN if work() else QUIET
    except Exception as error:
        log_failure("not swept", error, subject_id=subject_id)
        return FAILED


def _look_after(blast: Blast) -> bool:
    """Whether shards were woken. A pause that died half-way is finished here."""
    campaign = campaigns.get(blast.organization_id, blast.campaign_id)
    now, all_shards = clock.now(), shards.list_all(blast.blast_id)
    if campaign.state is CampaignState.PAUSED:
        if any(shard.flag is RunFlag.ACTIVE for shard in all_shards):
            shards.set_flag(blast.blast_id, RunFlag.PAUSED, version=campaign.version)
        return False
    if campaign.state not in (CampaignState.ACTIVE, CampaignState.COMPLETED):
        return False
    if campaign.state is CampaignState.ACTIVE and any(shard.flag is RunFlag.PAUSED for shard in all_shards):
        shards.set_flag(blast.blast_id, RunFlag.ACTIVE, version=campaign.version)
    if not any(shard.counters.open for shard in all_shards):
        close_blast(blast.organization_id, blast.campaign_id, blast.blast_id)
        return False
    due = [shard for shard in all_shards if is_due(shard, now, _patience())]
    wake_shards(blast, [shard.shard for shard in due if not is_known_to_fail(shard)])
    wake_shards(blast, [shard.shard for shard in due if is_known_to_fail(shard)], quiet=True)
    return bool(due)


def _patience() -> timedelta:
    return timedelta(seconds=IDLE_LEASES * settings().lease_seconds)


def _ask_again(job: Job) -> bool:
    if job.kind is JobKind.LOAD_CONTACTS and job.step == 0 and not job.attempts and not job.cancel_requested:
        return False  # waits for its upload
    ask_for_step(job)
    return True
