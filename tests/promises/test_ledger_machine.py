"""A shard's ledger, its gates and its lock do what the model does, whatever is done in whatever order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from groundswell import clock
from groundswell.domain.blast import RunFlag
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.send import FINAL, Send, SendState
from groundswell.messages import DeliveryReported
from groundswell.tables import conversations, recipients
from groundswell.tables.ledger import send_rows, shards, writing
from groundswell.tables.ledger.claiming import Candidate, RunStopped, claim
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.complete_late import complete_late
from groundswell.usecases.record_delivery import record_delivery
from tests.promises.gate_log import GateLog
from tests.support.build import NOON, ORGANIZATION, SENDER
from tests.support.faults import Edge, conflict, lose_answer, throttle
from tests.support.ledger import a_running_blast, sends_of_shard
from tests.support.model import LEASE_SECONDS, Model, Standing
from tests.support.quick_tables import QuickTables

PEOPLE = 6
people = st.sets(st.integers(0, PEOPLE - 1), min_size=1)
person = st.integers(0, PEOPLE - 1)
worker = st.sampled_from("ab")
ANSWERS = (SendState.SENT, SendState.FAILED, SendState.UNKNOWN, SendState.READY)
REPORTS = (SendState.SENT, SendState.DELIVERED, SendState.FAILED)


class Ledger(RuleBasedStateMachine):
    """The emulated tables and the model go side by side; each rule is one thing that may happen to a shard."""

    edge: Edge
    tables: QuickTables
    set_clock: Callable[[Any], None]

    @initialize(weather=st.booleans(), seed=st.integers(0, 99))
    def begin(self, weather: bool, seed: int) -> None:
        self.tables.empty()
        self.edge.calm()
        self.edge.watchers.clear()
        self.log = GateLog().watch(self.edge)
        self.model, self.claims, self.finals = Model(), 0, dict[str, SendState]()
        self.tell_time()
        self.blast = a_running_blast()
        self.sends = sends_of_shard(self.blast, 0, PEOPLE)
        self.hands: dict[str, tuple[dict[str, Candidate], set[str]]] = {"a": ({}, set()), "b": ({}, set())}
        self.claimed: dict[str, tuple[str, dict[str, Send], list[Candidate]]] = {}
        if weather:
            for operation in ("TransactWriteItems", "UpdateItem"):
                for number, fault in enumerate((conflict, throttle, lose_answer)):
                    self.edge.on(operation, fault, chance=0.1, seed=seed + number)

    def tell_time(self) -> None:
        self.set_clock(NOON + timedelta(seconds=self.model.now))

    def phones(self, numbers: set[int]) -> list[str]:
        return [self.sends[number].phone for number in sorted(numbers)]

    def standing(self) -> dict[str, Send]:
        return {send.phone: send for send in send_rows.read_page(self.blast.blast_id, 0, after="", limit=100)}

    @rule(whom=people)
    def plan(self, whom: set[int]) -> None:
        new = [self.sends[number] for number in sorted(whom)]
        expected = self.model.plan(send.phone for send in new)
        assert writing.plan(new) == expected

    @rule(who=worker)
    def take_lease(self, who: str) -> None:
        until = clock.now() + timedelta(seconds=LEASE_SECONDS)
        assert bool(shards.take_lease(self.blast.blast_id, 0, lease_id=who, until=until)) == self.model.take(
            who
        )

    @rule(who=worker)
    def release_lease(self, who: str) -> None:
        shard = replace(shards.get(self.blast.blast_id, 0), lease_id=who)
        assert bool(shards.release_lease(shard)) == self.model.release(who)

    @rule(seconds=st.sampled_from([1, LEASE_SECONDS + 1]))
    def time_passes(self, seconds: int) -> None:
        self.model.now += seconds
        self.tell_time()

    @rule(runs=st.booleans(), late=st.booleans())
    def flag(self, runs: bool, late: bool) -> None:
        """`late` comes from somebody who knows an older campaign than the one the flag follows."""
        version = self.model.version - 1 if late else self.model.version + 1
        shards.set_flag(self.blast.blast_id, RunFlag.ACTIVE if runs else RunFlag.PAUSED, version=version)
        self.model.set_flag(runs, version)

    @rule(who=worker, whom=people)
    def look(self, who: str, whom: set[int]) -> None:
        """A worker reads sends and recipients, and may act on them much later."""
        found, wanted = self.standing(), self.phones(whom)
        known = recipients.get_many(ORGANIZATION, wanted)
        seen = {
            phone: Candidate(send=found[phone], recipient=known[phone], sender=SENDER)
            for phone in wanted
            if phone in found and found[phone].state is SendState.READY
        }
        self.hands[who] = seen, {phone for phone in seen if known[phone].sender}

    @rule(who=worker)
    def claim(self, who: str) -> None:
        seen, sticky = self.hands[who]
        self.claims += 1
        self.claim_as(who, f"claim{self.claims}", list(seen.values()), sticky)

    @rule(who=worker)
    def claim_again(self, who: str) -> None:
        """The same claim under its own id, because its answer was lost."""
        if who in self.claimed:
            claim_id, _, of = self.claimed[who]
            self.claim_as(who, claim_id, of, {one.send.phone for one in of if one.recipient.sender})

    def claim_as(self, who: str, claim_id: str, of: list[Candidate], sticky: set[str]) -> None:
        shard = replace(shards.get(self.blast.blast_id, 0), lease_id=who)
        seen = {one.send.phone: _standing(one.send) for one in of}
        expected = self.model.claim(who, seen, sticky, claim_id) if of else set()
        expires = clock.now() + timedelta(seconds=120)
        try:
            found = claim(shard, of, claim_id=claim_id, at=clock.now(), expires_at=expires)
        except RunStopped:
            assert expected is None
            return
        assert {send.phone for send in found.sends} == expected
        self.claimed[who] = claim_id, {send.phone: send for send in found.sends}, of

    @rule(who=worker, state=st.sampled_from(ANSWERS))
    def answer(self, who: str, state: SendState) -> None:
        """What the carrier answered is written; again, and after other things have happened."""
        claim_id, sends, _ = self.claimed.get(who, ("", {}, []))
        segments = 2 if state is SendState.SENT else 0
        changes: dict[str, Any] = {"claim_id": None} if state is SendState.READY else {"reason": "30003"}
        moves = [
            Move(send, send.become(state, at=clock.now(), segments=segments, **changes))
            for send in sends.values()
        ]
        complete_late(writing.record(moves))
        for phone in sends:
            self.model.answer(phone, claim_id, state, segments)

    @rule(who=worker)
    def settle(self, who: str) -> None:
        """Another worker takes the claim for lost."""
        for phone, send in self.claimed.get(who, ("", {}, []))[1].items():
            writing.record([Move(send, send.become(SendState.UNKNOWN, at=clock.now(), reason="WORKER_LOST"))])
            self.model.settle(phone, _standing(send), SendState.UNKNOWN)

    @rule(who=worker)
    def skip(self, who: str) -> None:
        for phone, one in self.hands[who][0].items():
            writing.record(
                [Move(one.send, one.send.become(SendState.SKIPPED, at=clock.now(), reason="OPTED_OUT"))]
            )
            self.model.settle(phone, _standing(one.send), SendState.SKIPPED)

    @rule(
        whom=st.lists(
            st.tuples(person, st.sampled_from(REPORTS)), min_size=1, max_size=4, unique_by=lambda r: r[0]
        )
    )
    def report(self, whom: list[tuple[int, SendState]]) -> None:
        reports = [
            DeliveryReported(
                organization_id=ORGANIZATION, blast_id=self.blast.blast_id, send_id=self.sends[number].send_id,
                state=state.value, vendor_message_id="SM", error_code="30008",
            )
            for number, state in whom
        ]  # fmt: skip
        assert record_delivery(reports) == set()
        for number, state in whom:
            self.model.report(self.sends[number].phone, state)

    @rule(whom=person, stop=st.booleans(), message=st.integers(0, 5))
    def text_in(self, whom: int, stop: bool, message: int) -> None:
        phone = self.sends[whom].phone
        keyword = Keyword.STOP if stop else Keyword.START
        text = Text(
            organization_id=ORGANIZATION, phone=phone, message_id=f"{phone}-{message}", direction=Direction.IN,
            body=keyword, at=clock.now(), keyword=keyword,
        )  # fmt: skip
        assert conversations.add_inbound(text) == self.model.hear(text.message_id, phone, stop=stop)

    @invariant()
    def the_tables_stand_as_the_model(self) -> None:
        found = self.standing()
        assert {phone: _standing(send) for phone, send in found.items()} == self.model.sends
        for phone in found:
            assert recipients.get(ORGANIZATION, phone).opted_out == (phone in self.model.opted_out)

    @invariant()
    def the_counters_are_exact(self) -> None:
        shard = shards.get(self.blast.blast_id, 0)
        expected = self.model.counters()
        assert {state: shard.counters[state] for state in SendState} == {s: expected[s] for s in SendState}
        assert shard.counters.segments == self.model.segments()
        assert sum(shard.counters.errors.values()) == expected[SendState.FAILED]
        assert sum(shard.counters.skips.values()) == expected[SendState.SKIPPED]
        assert (shard.flag is RunFlag.ACTIVE) == self.model.runs

    @invariant()
    def final_states_stay(self) -> None:
        for phone, send in self.model.sends.items():
            assert self.finals.get(phone, send.state) is send.state
            if send.state in FINAL:
                self.finals[phone] = send.state

    @invariant()
    def nobody_is_claimed_after_an_opt_out(self) -> None:
        self.log.assert_no_claim_after_an_opt_out()


def _standing(send: Send) -> Standing:
    return Standing(send.state, send.claim_id, send.segments)


def test_the_ledger_does_what_the_model_does(
    tables: QuickTables, edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def set_clock(moment: Any) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    machine = type(
        "LedgerHere", (Ledger,), {"edge": edge, "tables": tables, "set_clock": staticmethod(set_clock)}
    )
    modest = settings(
        phases=(Phase.explicit, Phase.generate), report_multiple_bugs=False,
        max_examples=30, stateful_step_count=25, derandomize=True, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(machine, settings=modest)
