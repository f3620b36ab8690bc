"""One shard as it must behave, in plain Python: its sends, who opted out, the flag and the lease."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from groundswell.domain.send import NEXT, SendState

LEASE_SECONDS = 35


@dataclass(frozen=True)
class Standing:
    """What a step is conditional on."""

    state: SendState = SendState.READY
    claim: str | None = None
    segments: int = 0


@dataclass
class Model:
    """Phones stand for their sends; a worker's name is its lease."""

    sends: dict[str, Standing] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    sticky: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    runs: bool = True
    version: int = -1
    lease: str | None = None
    lease_until: int = 0
    now: int = 0

    def counters(self) -> Counter[SendState]:
        return Counter(send.state for send in self.sends.values())

    def segments(self) -> int:
        return sum(send.segments for send in self.sends.values())

    def plan(self, phones: Iterable[str]) -> int:
        new = set(phones) - self.sends.keys()
        self.sends |= dict.fromkeys(new, Standing())
        return len(new)

    def hear(self, message_id: str, phone: str, *, stop: bool) -> bool:
        """False for a text that came before."""
        if message_id in self.heard:
            return False
        self.heard.add(message_id)
        (self.opted_out.add if stop else self.opted_out.discard)(phone)
        return True

    def set_flag(self, runs: bool, version: int) -> None:
        if version >= self.version:
            self.runs, self.version = runs, version

    def take(self, worker: str) -> bool:
        may = self.runs and (self.lease in (None, worker) or self.lease_until < self.now)
        if may:
            self.lease, self.lease_until = worker, self.now + LEASE_SECONDS
        return may

    def release(self, worker: str) -> bool:
        """Whether nobody holds the shard now."""
        if self.lease == worker:
            self.lease = None
        return self.lease is None

    def claim(
        self, worker: str, seen: Mapping[str, Standing], sticky: set[str], claim: str
    ) -> set[str] | None:
        """Whose texts are claimed under that id now; None if the shard may not run for this worker."""
        if not self.runs or self.lease != worker:
            return None
        free = {p for p, standing in seen.items() if self._is_free(p, standing, p in sticky)}
        for phone in free:
            self.sends[phone] = replace(self.sends[phone], state=SendState.DISPATCHING, claim=claim)
            self.sticky.add(phone)
        mine = Standing(SendState.DISPATCHING, claim)
        return {phone for phone in seen if self.sends[phone] == mine}

    def _is_free(self, phone: str, seen: Standing, was_sticky: bool) -> bool:
        unchanged = self.sends[phone] == seen and (phone in self.sticky) == was_sticky
        return unchanged and seen.state is SendState.READY and phone not in self.opted_out

    def answer(self, phone: str, claim: str, state: SendState, segments: int) -> None:
        """The worker writes what the carrier answered."""
        standing = self.sends[phone]
        if standing.claim != claim:
            return
        if standing.state is SendState.DISPATCHING:
            kept = None if state is SendState.READY else claim
            self.sends[phone] = Standing(state, kept, segments)
        elif state in (SendState.SENT, SendState.FAILED):
            further = state if state in NEXT[standing.state] else standing.state
            self.sends[phone] = replace(standing, state=further, segments=standing.segments or segments)

    def report(self, phone: str, state: SendState) -> None:
        standing = self.sends.get(phone)
        if standing and state in NEXT[standing.state]:
            self.sends[phone] = replace(standing, state=state)

    def settle(self, phone: str, seen: Standing, state: SendState) -> None:
        """Another step from where the send was seen."""
        if self.sends[phone] == seen:
            self.sends[phone] = replace(seen, state=state)
