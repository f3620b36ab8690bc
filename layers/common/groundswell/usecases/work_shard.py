"""The sends of one shard, page by page: prepare, claim, offer to the carrier, record; three chunks overlap."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from groundswell import clock
from groundswell.domain.blast import Shard
from groundswell.event_loop import stored
from groundswell.tables.ledger import send_rows
from groundswell.tables.ledger.claiming import RunStopped
from groundswell.usecases.claim_chunk import claim_chunk
from groundswell.usecases.offer_chunk import Landing, offer_chunk
from groundswell.usecases.open_run import Run
from groundswell.usecases.prepare_chunks import Chunk, prepare_chunks
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.take_turns import Turns, take_turns

PAGE = 480
IN_FLIGHT = 3
"""Chunks claimed and not landed at the same time."""
LONGEST_REST = 10.0
"""Seconds a worker waits for a carrier that asks to be left alone, before it claims again."""
LANDING_SECONDS = 8.0
"""What is claimed must also land: no claim is made later than this before the step's end."""
Flights = set["asyncio.Task[Landing]"]


@dataclass(slots=True)
class Progress:
    """How far a step came: the next page's cursor, whether the shard's end was seen, and when to look again."""

    cursor: str
    at_end: bool = False
    claimed: int = 0
    postponed: int = 0  # READY sends that were seen and may not be tried yet
    resting: int = 0  # HELD sends that were seen and are not due
    wake_at: datetime | None = None
    account_blocked: str | None = None  # the carrier's code, if it takes nothing more from this account
    rest_until: float = 0.0  # on the process's monotonic clock: the carrier is too busy until then

    def wake(self, at: datetime | None) -> None:
        if at is not None:
            self.wake_at = at if self.wake_at is None else min(self.wake_at, at)

    def add(self, landing: Landing) -> None:
        self.postponed += landing.postponed
        self.wake(landing.wake_at)
        self.account_blocked = self.account_blocked or landing.account_blocked
        if landing.rest_seconds:
            self.rest_until = time.monotonic() + min(landing.rest_seconds, LONGEST_REST)


async def work_shard(run: Run, shard: Shard, cursor: str, deadline: Deadline) -> Progress:
    """Work from `cursor` to the shard's end or until the time is up; everything claimed is recorded on return."""
    progress, flights = Progress(cursor), Flights()
    try:
        await _work(run, shard, deadline, flights, progress)
    except RunStopped:
        pass  # paused, or the lease was lost: whoever changed that goes on
    finally:
        await _land_all(flights, progress)
    return progress


async def _land_all(flights: Flights, progress: Progress) -> None:
    """Wait for everything in the air, even when something failed: nothing may fly on into the next step."""
    landings = await asyncio.gather(*flights, return_exceptions=True)
    for landing in landings:
        if isinstance(landing, BaseException):
            raise landing
        progress.add(landing)


async def _work(run: Run, shard: Shard, deadline: Deadline, flights: Flights, progress: Progress) -> None:
    while True:
        read = partial(
            send_rows.read_page, run.blast.blast_id, shard.shard, after=progress.cursor, limit=PAGE
        )
        page = await stored(read)
        for chunk in await stored(partial(prepare_chunks, run, page, clock.now())):
            if not await _fly_all(run, shard, chunk, deadline, flights, progress):
                return
        if len(page) < PAGE:
            progress.at_end = True
            return


async def _fly_all(
    run: Run, shard: Shard, chunk: Chunk, deadline: Deadline, flights: Flights, progress: Progress
) -> bool:
    """Offer the whole chunk to the carrier, as fast as its senders may; False if the time did not suffice."""
    waiting, seconds = chunk.candidates, 0.0
    while waiting or chunk.moves:
        seconds = max(seconds, progress.rest_until - time.monotonic())
        if progress.account_blocked or deadline.left - seconds <= LANDING_SECONDS:
            return False
        await asyncio.sleep(max(seconds, 0.0))
        await _free_runway(flights, progress)
        turns = await stored(partial(take_turns, run, waiting, chunk.bodies))
        await _fly(run, shard, chunk, turns, flights, progress)
        waiting, seconds = turns.later, turns.wait
    progress.postponed += chunk.postponed
    progress.resting += chunk.resting
    progress.wake(chunk.wake_at)
    progress.cursor = chunk.last_id
    return True


async def _free_runway(flights: Flights, progress: Progress) -> None:
    """Wait while too many chunks are in the air."""
    while len(flights) >= IN_FLIGHT:
        landed, _ = await asyncio.wait(flights, return_when=asyncio.FIRST_COMPLETED)
        flights -= landed
        for flight in landed:
            progress.add(flight.result())


async def _fly(
    run: Run, shard: Shard, chunk: Chunk, turns: Turns, flights: Flights, progress: Progress
) -> None:
    claimed = await stored(partial(claim_chunk, shard, chunk, turns.now))
    if claimed:
        flights.add(asyncio.create_task(offer_chunk(run, claimed, chunk, turns.starts)))
    progress.claimed += len(claimed)
