"""One shard of a blast: take its lease, send what may leave for some seconds, give it back, say what comes next."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from groundswell import clock, event_loop, queues
from groundswell.domain.blast import RunFlag, Shard
from groundswell.domain.send import SendState
from groundswell.messages import DeliverShard
from groundswell.observability import logger
from groundswell.settings import settings
from groundswell.tables.ledger import shards
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.open_run import Run, open_run
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.work_shard import Progress, work_shard

MAX_STEPS = 5_000
LONGEST_DELAY = 900
"""SQS keeps a message back for 15 minutes at most; the sweep takes care of what waits longer."""


class ChainTooLong(Exception):
    """The shard has been worked on so often that something must be wrong; the message goes to the dead letters."""


def deliver_shard(message: DeliverShard) -> None:
    """Work on the shard unless it is paused or somebody else does.

    A message dropped for somebody else's lease is not lost: giving the lease back shows whether work
    is left, and a dead worker's own message comes again.
    """
    if message.step >= MAX_STEPS:
        raise ChainTooLong(message.blast_id)
    until = clock.now() + timedelta(seconds=settings().lease_seconds)
    lease = shards.take_lease(message.blast_id, message.shard, lease_id=str(uuid4()), until=until)
    if lease is None:
        return
    try:
        run = open_run(message.organization_id, message.campaign_id, message.blast_id)
        deadline = Deadline.after(settings().step_seconds)
        progress = event_loop.run(work_shard(run, lease, message.cursor, deadline))
    finally:
        left = shards.release_lease(lease)
    if progress.account_blocked:
        pause_campaign(
            message.organization_id, message.campaign_id, reason=_why(run, progress.account_blocked)
        )
    elif left is not None and left.flag is RunFlag.ACTIVE:
        _go_on(message, left, progress)


def _why(run: Run, code: str) -> str:
    advice = run.vendor.explain(code)
    return f"The carrier takes no texts from this account: {advice.meaning} {advice.advice} (code {code})"


def _go_on(message: DeliverShard, left: Shard, progress: Progress) -> None:
    """Ask for the next step, now or when something becomes due; a finished shard may close its blast."""
    logger.info(
        "shard worked", extra={"blast_id": left.blast_id, "shard": left.shard, "claimed": progress.claimed}
    )
    if left.counters.open == 0:
        close_blast(message.organization_id, message.campaign_id, message.blast_id)
        return
    following = replace(message, cursor=progress.cursor, step=message.step + 1)
    if not progress.at_end:
        queues.send(following)
        return
    delay = _delay(left, progress)
    if delay is not None:
        queues.send(replace(following, cursor=""), delay_seconds=delay)


def _delay(left: Shard, progress: Progress) -> int | None:
    """Seconds until the shard needs another look; None if the sweep will do."""
    if left.counters[SendState.READY] > progress.postponed:
        return 0  # planned behind our back, or changed while we were claiming
    if progress.wake_at is None:
        return None
    seconds = int((progress.wake_at - clock.now()).total_seconds()) + 1
    return max(seconds, 0) if seconds <= LONGEST_DELAY else None
