"""A blast is one run of a campaign; the counters of its 16 shards always sum to the audience planned so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from groundswell.domain.send import OPEN, SendState


class BlastState(StrEnum):
    PLANNING = "PLANNING"
    SENDING = "SENDING"
    CLOSED = "CLOSED"


class RunFlag(StrEnum):
    """Whether a shard may claim: lives on each shard's counter item, checked by every claim."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blast:
    organization_id: str
    campaign_id: str
    blast_id: str
    occurrence: str
    text: str  # the template as it stood when the blast was made
    load_id: str
    audience: int
    state: BlastState = BlastState.PLANNING
    job_id: str | None = None
    created_at: datetime | None = None
    not_after: datetime | None = None  # what has not been sent by then is skipped as expired
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """How many sends are in each state, the segments sent, and failures by carrier code."""

    states: Mapping[SendState, int] = field(default_factory=dict)
    segments: int = 0
    errors: Mapping[str, int] = field(default_factory=dict)
    skips: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, state: SendState) -> int:
        return self.states.get(state, 0)

    @property
    def planned(self) -> int:
        return sum(self.states.values())

    @property
    def open(self) -> int:
        return sum(self[state] for state in OPEN)


NO_REASON = "none"
"""How the counters name the reason of a send that has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFilter:
    """What a send has to be to be listed; None is anything."""

    state: SendState | None = None
    reason: str | None = None

    def most(self, counters: Counters) -> int:
        """No more than so many of the counted sends fit."""
        if self.state is None:
            return counters.planned
        reasons = {SendState.FAILED: counters.errors, SendState.SKIPPED: counters.skips}.get(self.state)
        if self.reason is None or reasons is None:
            return counters[self.state]
        return reasons.get(self.reason, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One shard's counter item: the run flag, the worker's lease and the exact counters.

    `tries` counts the workers since the last that ended well, and `tried_at` says when the latest began.
    `resting` sends were seen HELD by a worker that saw all of the shard, none of them due before `rests_until`.
    """

    blast_id: str
    shard: int
    flag: RunFlag
    counters: Counters
    lease_id: str | None = None
    lease_until: datetime | None = None
    last_claim_at: datetime | None = None
    tries: int = 0
    tried_at: datetime | None = None
    resting: int = 0
    rests_until: datetime | None = None

    def leased(self, at: datetime) -> bool:
        return self.lease_id is not None and self.lease_until is not None and self.lease_until > at


def total(counters: Iterable[Counters]) -> Counters:
    """The shards' counters as one."""
    whole = Counters()
    for one in counters:
        whole = replace(
            whole,
            states=_sum(whole.states, one.states),
            segments=whole.segments + one.segments,
            errors=_sum(whole.errors, one.errors),
            skips=_sum(whole.skips, one.skips),
        )
    return whole


def _sum(left: Mapping, right: Mapping) -> dict:  # type: ignore[type-arg]
    return {key: left.get(key, 0) + right.get(key, 0) for key in {*left, *right}}
