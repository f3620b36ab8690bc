"""AWS conflicts, throttles, loses answers and takes halves over the whole road: the promises hold all the same."""

from contextlib import suppress
from datetime import timedelta

import pytest

from groundswell.usecases.sweep import sweep
from tests.promises.gate_log import GateLog
from tests.promises.road import Road
from tests.promises.small_blast import blast_now
from tests.support import faults
from tests.support.blast_road import an_active_campaign, send_now
from tests.support.build import a_phone

STORMS: dict[str, list[tuple[str, faults.Fault, float]]] = {
    "conflicts": [("TransactWriteItems", faults.conflict, 0.4), ("UpdateItem", faults.conflict, 0.4)],
    "throttling": [("*", faults.throttle, 0.2)],
    "lost answers": [("*", faults.lose_answer, 0.15)],
    "no connection": [("*", faults.refuse, 0.2)],
    "halves": [("SendMessageBatch", faults.refuse_last_entry, 0.3), ("BatchGetItem", faults.leave_half, 0.5)],
    "everything": [
        ("TransactWriteItems", faults.conflict, 0.1), ("UpdateItem", faults.conflict, 0.1),
        ("SendMessageBatch", faults.refuse_last_entry, 0.1), ("BatchGetItem", faults.leave_half, 0.1),
        ("*", faults.throttle, 0.04), ("*", faults.lose_answer, 0.04), ("*", faults.refuse, 0.04),
        ("*", faults.break_down, 0.04),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", STORMS)
def test_a_storm_over_the_whole_road(road: Road, name: str) -> None:
    an_active_campaign(people=30)
    log = GateLog().watch(road.edge)
    for seed, (operation, fault, chance) in enumerate(STORMS[name]):
        road.edge.on(operation, fault, chance=chance, seed=seed)
    unsure: set[str] = set()
    for n in range(20):
        with suppress(Exception):
            send_now()
        with suppress(Exception):
            road.text_in(a_phone(n % 5), "STOP", f"in{n % 5}")
        road.work()
        unsure |= road.claimed()
        road.advance(timedelta(minutes=1))
        with suppress(Exception):
            sweep()
    assert road.edge.injected.total() > 20
    road.edge.calm()
    road.recover()
    log.assert_no_claim_after_an_opt_out()
    road.assert_the_promises(blast_now(), 30, unsure=unsure)
