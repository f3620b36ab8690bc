"""Claims, opt-outs, pauses and reports in threads of their own, all on one shard at once."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from groundswell.domain.blast import RunFlag
from groundswell.tables import recipients
from groundswell.tables.ledger import shards, writing
from groundswell.tables.ledger.claiming import Candidate, RunStopped, claim
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from tests.promises.gate_log import GateLog
from tests.promises.road import Road
from tests.promises.small_blast import stop
from tests.support import faults
from tests.support.build import NOON, ORGANIZATION, SENDER
from tests.support.ledger import a_running_blast, assert_counters_equal_a_recount, lease, sends_of_shard


@pytest.mark.parametrize("seed", range(3))
def test_threads_that_claim_opt_out_pause_and_report_at_once(road: Road, seed: int) -> None:
    """Real threads; the emulated DynamoDB does one request at a time, and some meet a conflict."""
    blast = a_running_blast()
    sends = sends_of_shard(blast, 0, 40)
    writing.plan(sends)
    log = GateLog().watch(road.edge)
    for operation in ("TransactWriteItems", "UpdateItem"):
        road.edge.on(operation, faults.conflict, chance=0.15, seed=seed)
    dice = random.Random(seed)
    leavers = dice.sample(sends, 20)
    version = iter(range(1, 100))

    def claims(name: str) -> None:
        for start in range(0, 40, 8):
            known = recipients.get_many(ORGANIZATION, [send.phone for send in sends])
            of = [
                Candidate(send=s, recipient=known[s.phone], sender=SENDER) for s in sends[start : start + 8]
            ]
            with suppress(RunStopped):
                expires = NOON + timedelta(minutes=2)
                claim(shard, of, claim_id=f"{name}{start}", at=NOON, expires_at=expires)

    def opts_out() -> None:
        for send in leavers:
            stop(send.phone, send.send_id)

    def toggles() -> None:
        for _ in range(6):
            shards.set_flag(blast.blast_id, dice.choice(list(RunFlag)), version=next(version))

    def reports() -> None:
        for send in sends:
            apply_vendor_events([road.report(blast, send.phone, "DELIVERED")])

    shard = lease(blast, 0)
    works: list[Callable[[], None]] = [partial(claims, "a"), partial(claims, "b"), opts_out, toggles, reports]
    dice.shuffle(works)
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    log.assert_no_claim_after_an_opt_out()
    assert log.count("out") == 20
    assert max((log.events.count(("claim", send.phone)) for send in sends), default=0) <= 1
    assert_counters_equal_a_recount(blast)
