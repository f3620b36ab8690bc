"""The texts of a chunk get their turns from their senders' limits, which all workers of the account share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from groundswell import clock
from groundswell.domain import text
from groundswell.domain.errors import Stale
from groundswell.domain.pacing import Allotment, Pace, allot
from groundswell.tables import pacing
from groundswell.tables.ledger.claiming import Candidate
from groundswell.usecases.open_run import Run

HORIZON = 5.0
"""Seconds: what could start only later is left for later, so that a worker that dies holds up nobody for long."""
ROUNDS = 10


@dataclass(slots=True)
class Turns:
    """Who may be claimed now, and who later. `starts`, where there is a limit: seconds of the product clock."""

    now: list[Candidate]
    later: list[Candidate] = field(default_factory=list)
    starts: dict[str, float] = field(default_factory=dict)
    wait: float = 0.0  # seconds until the next may start


def take_turns(run: Run, candidates: Sequence[Candidate], bodies: Mapping[str, str]) -> Turns:
    """All at once where the organization has no limit, and no request for it."""
    pace = run.organization.pace
    if pace is None or not candidates:
        return Turns(list(candidates))
    wanted = [(one.sender, text.segments(bodies[one.send.send_id]).count) for one in candidates]
    allotment = _lease(run.organization.organization_id, pace, wanted)
    turns = Turns([], wait=max(allotment.earliest - clock.now().timestamp(), 0.0))
    for one, start in zip(candidates, allotment.starts, strict=True):
        if start is None:
            turns.later.append(one)
        else:
            turns.now.append(one)
            turns.starts[one.send.send_id] = start
    return turns


def _lease(organization_id: str, pace: Pace, wanted: Sequence[tuple[str | None, int]]) -> Allotment:
    for _ in range(ROUNDS):
        version, next_free = pacing.read(organization_id)
        allotment = allot(pace, next_free, wanted, clock.now().timestamp(), HORIZON)
        if all(start is None for start in allotment.starts):
            return allotment
        try:
            pacing.write(organization_id, version, allotment.next_free)
        except Stale:
            continue  # another worker leased meanwhile
        return allotment
    raise Stale(f"the pace of {organization_id}")
