"""The sending road with its queues as SQS keeps them: a message stays until its handler has returned."""

import json
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.campaign import CampaignState
from groundswell.domain.identity import SHARDS
from groundswell.domain.send import FINAL, SendState
from groundswell.extensions.service_vendors.webhooks import WebhookRequest
from groundswell.messages import (
    DeliverShard,
    DeliveryReported,
    ErasePerson,
    LoadContacts,
    Message,
    RunBlast,
    TextReceived,
    WakeBlast,
)
from groundswell.tables import blasts, campaigns
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.deliver_shard import deliver_shard
from groundswell.usecases.erase_person import erase_person
from groundswell.usecases.load_contacts import load_contacts
from groundswell.usecases.receive_vendor_event import receive_vendor_event
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.run_blast import run_blast
from groundswell.usecases.sweep import sweep
from groundswell.usecases.wake_blast import wake_blast
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, ORGANIZATION, SENDER
from tests.support.carrier import Carrier
from tests.support.faults import Edge, Killed
from tests.support.ledger import assert_counters_equal_a_recount
from tests.support.quick_tables import QuickTables

QUEUES = (RunBlast, DeliverShard, TextReceived, ErasePerson, LoadContacts)
SETTLED = FINAL | {SendState.SENT, SendState.UNKNOWN}
State = tuple[Any, list[Message], list[Any], datetime]


@dataclass
class Road:
    """`pending` are the messages that no handler has finished with yet."""

    aws: Aws
    tables: QuickTables
    carrier: Carrier
    edge: Edge
    set_clock: Callable[[datetime], None]
    now: datetime
    pending: list[Message] = field(default_factory=list)

    def save(self) -> State:
        return self.tables.save(), list(self.pending), list(self.carrier.accepted), self.now

    def load(self, state: State) -> None:
        items, pending, accepted, now = state
        self.aws.empty_queues()
        self.tables.load(items)
        self.pending, self.carrier.accepted = list(pending), list(accepted)
        self.edge.wire.set()
        self.advance(to=now)

    def advance(self, by: timedelta = timedelta(), *, to: datetime | None = None) -> None:
        self.now = to or self.now + by
        self.set_clock(self.now)

    def collect(self) -> None:
        self.pending += [message for kind in QUEUES for message in self.aws.take(kind)]

    def work(self, *, copies: int = 1) -> None:
        """Deliver what is pending now, once or more often; what was killed or failed stays."""
        self.collect()
        now, self.pending = self.pending, []
        for message in now:
            done = [self._handled(message) for _ in range(copies)]
            if not all(done):
                self.pending.append(message)
        self.collect()

    def work_off(self, *, rounds: int = 12, copies: int = 1) -> None:
        for _ in range(rounds):
            self.work(copies=copies)
            if not self.pending:
                return

    def _handled(self, message: Message) -> bool:
        """Whether the message is done with, and may be deleted."""
        try:
            return self._handle(message)
        except Killed:
            self.edge.wire.dead = False  # the next message meets a new process
            return False
        except Exception:
            return False

    def _handle(self, message: Message) -> bool:
        match message:
            case RunBlast():
                run_blast(message)
            case WakeBlast():
                wake_blast(message)
            case ErasePerson():
                erase_person(message)
            case LoadContacts():
                load_contacts(message)
            case DeliverShard():
                if not self._has_nothing(message):
                    deliver_shard(message)
            case _:
                return apply_vendor_events([message]) == []
        return True

    def _has_nothing(self, message: DeliverShard) -> bool:
        """An empty shard of a blast that is planned; only its closing look is left out, for the sake of time."""
        rows = [row for row in self.aws.rows("sends") if row["blast_shard"].startswith(message.blast_id)]
        of_shard = [row for row in rows if row["blast_shard"].endswith(f"#{message.shard:02d}")]
        return len(of_shard) == 1 < len(rows) - SHARDS

    def receive(self, body: dict[str, str]) -> None:
        """The carrier posts a webhook."""
        receive_vendor_event(
            "fakeservice",
            WebhookRequest(
                organization_id=ORGANIZATION, path=f"/webhooks/{ORGANIZATION}/fakeservice/events", query="",
                headers={"x-fakeservice-secret": "s3cret"}, body=json.dumps(body), received_at=self.now.isoformat(),
            ),
        )  # fmt: skip

    def text_in(self, phone: str, words: str, message_id: str) -> None:
        self.receive({"kind": "text", "id": message_id, "from": phone, "to": SENDER, "text": words})

    def recover(self, *, rounds: int = 6) -> None:
        """A quarter of an hour passes, and again: leases lapse, messages come back, the sweep goes round."""
        self.edge.wire.set()
        for _ in range(rounds):
            self.advance(timedelta(minutes=15))
            sweep()
            self.work_off()
            if not self.pending and all(one.state is BlastState.CLOSED for one in self._blasts()):
                return

    def resume_if_paused(self) -> None:
        if campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.PAUSED:
            resume_campaign(ORGANIZATION, CAMPAIGN)

    def _blasts(self) -> list[Blast]:
        return blasts.list_of(ORGANIZATION, CAMPAIGN)

    def states(self) -> dict[str, SendState]:
        """Every send's state by its phone, out of the emulator's memory."""
        rows = [row for row in self.aws.rows("sends") if "phone" in row]
        return {row["phone"]: SendState(row["state"]) for row in rows}

    def claimed(self) -> set[str]:
        """Whose text was under way when the process died."""
        under_way = (SendState.DISPATCHING, SendState.UNKNOWN)
        return {phone for phone, state in self.states().items() if state in under_way}

    def accepted(self) -> Counter[str]:
        """The campaign's texts that the carrier took; an answer to a STOP, which bears one id twice, is none."""
        texts = (text for text in self.carrier.accepted if len(set(text.reference.split("."))) == 2)
        return Counter(text.to for text in texts)

    def assert_the_promises(self, blast: Blast, people: int, *, unsure: Collection[str] = ()) -> None:
        """One copy each, nobody lost, the numbers add up, and the blast is closed."""
        states, accepted = self.states(), self.accepted()
        assert self.carrier.duplicates == 0
        assert len(states) == people
        assert set(states.values()) <= SETTLED, states
        unknown = {phone for phone, state in states.items() if state is SendState.UNKNOWN}
        assert unknown <= set(unsure), (unknown, unsure)
        sent = {phone for phone, state in states.items() if state in (SendState.SENT, SendState.DELIVERED)}
        assert sent <= accepted.keys() <= sent | unknown | self._failed(), (states, accepted)
        assert_counters_equal_a_recount(blast, self.tables.sends_of(blast.blast_id))
        found = blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id)
        assert found.state is BlastState.CLOSED, (found.state, self.pending)

    def _failed(self) -> set[str]:
        return {phone for phone, state in self.states().items() if state is SendState.FAILED}

    def report(self, blast: Blast, phone: str, state: str, code: str | None = None) -> DeliveryReported:
        send = next(
            r for r in self.aws.rows("sends") if r.get("phone") == phone and r["blast_id"] == blast.blast_id
        )
        return DeliveryReported(
            organization_id=ORGANIZATION, blast_id=blast.blast_id, send_id=send["send_id"], state=state,
            vendor_message_id=f"SM{phone}", error_code=code,
        )  # fmt: skip
