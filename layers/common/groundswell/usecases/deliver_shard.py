"""One shard of a blast: take its lease, send what may leave for some seconds, give it back, say what comes next."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from groundswell import clock, event_loop, queues, schedules
from groundswell.domain.blast import RunFlag, Shard
from groundswell.domain.identity import is_hidden
from groundswell.domain.send import SendState
from groundswell.messages import DeliverShard, WakeBlast
from groundswell.observability import log_failure, logger
from groundswell.settings import settings
from groundswell.tables import pacing
from groundswell.tables.ledger import shards
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.note_outcome import note_outcome
from groundswell.usecases.open_run import Run, open_run
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.work_shard import Progress, work_shard

MAX_STEPS = 5_000
SLOT_DELAY = 2
"""Seconds until a shard asks again that came while its account's two slots were taken."""
MOST_WAITS = 225
"""Some minutes, more than from one sweep to the next: those that the sweep adds for a shard must not pile up."""
LONGEST_DELAY = 900
"""SQS keeps a message back for 15 minutes at most; a schedule wakes the blast for what waits longer."""


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
    worker = str(uuid4())
    at_once = is_hidden(message.campaign_id)
    slot = pacing.take_slot(message.organization_id, lease_id=worker, until=until, at_once=at_once)
    if slot is None:
        _wait_for_slot(message)
        return
    try:
        _work(replace(message, waits=0, quiet=False), lease_id=worker, until=until)
    except Exception as error:
        if not message.quiet:
            raise
        log_failure("shard still fails", error, blast_id=message.blast_id, shard=message.shard)
    finally:
        pacing.release_slot(message.organization_id, slot, lease_id=worker)


def _wait_for_slot(message: DeliverShard) -> None:
    """Not for ever: as long as the shard is open the sweep asks for it again."""
    if message.waits < MOST_WAITS:
        queues.send(replace(message, waits=message.waits + 1), delay_seconds=SLOT_DELAY)


def _work(message: DeliverShard, *, lease_id: str, until: datetime) -> None:
    lease = shards.take_lease(message.blast_id, message.shard, lease_id=lease_id, until=until)
    if lease is None:
        return
    try:
        run = open_run(message.organization_id, message.campaign_id, message.blast_id)
        deadline = Deadline.after(settings().step_seconds)
        progress = event_loop.run(work_shard(run, lease, message.cursor, deadline))
    except BaseException:
        shards.drop_lease(lease)
        raise
    saw_all = progress.at_end and not message.cursor
    resting = progress.resting if saw_all else 0
    left = shards.release_lease(lease, resting=resting, rests_until=progress.wake_at)
    if not is_hidden(message.campaign_id):
        note_outcome(message.blast_id)
    if progress.account_blocked:
        reason = _why(run, progress.account_blocked)
        pause_campaign(message.organization_id, message.campaign_id, reason=reason, by_itself=True)
    elif left is not None and left.flag is RunFlag.ACTIVE:
        _go_on(message, left, progress)


def _why(run: Run, code: str) -> str:
    advice = run.vendor.explain(code)
    return f"The carrier takes no texts from this account (code {code}): {advice.meaning} {advice.advice}"


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
    if left.counters[SendState.READY] > progress.postponed:
        # planned behind our back, or changed while we were claiming
        queues.send(replace(following, cursor=""))
    elif progress.wake_at is not None:
        _wait(replace(following, cursor=""), progress.wake_at)


def _wait(following: DeliverShard, until: datetime) -> None:
    """Look again then: soon by a delayed message, later by one schedule for all shards of the blast."""
    seconds = max(int((until - clock.now()).total_seconds()) + 1, 0)
    if seconds <= LONGEST_DELAY:
        queues.send(following, delay_seconds=seconds)
        return
    ids = following.organization_id, following.campaign_id, following.blast_id
    wake = WakeBlast(organization_id=ids[0], campaign_id=ids[1], blast_id=ids[2])
    schedules.once(f"{wake.blast_id}-{int(until.timestamp())}", until, wake)
