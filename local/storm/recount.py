"""A blast and its sends go in; where its counters differ from a recount comes out, in plain words."""

from collections import Counter
from collections.abc import Mapping

from groundswell.domain.blast import Blast
from groundswell.domain.send import SendState
from groundswell.tables.ledger import shards
from local.cloud.expressions import Item


def recount(blast: Blast, sends: Mapping[str, Item]) -> list[str]:
    """What the counters say, against what its sends, by reference, add up to; nothing where they agree."""
    found = Counter(item["state"]["S"] for item in sends.values())
    counters = shards.counters(blast.blast_id)
    broken = [
        f"the counter of {state} says {counters[state]}, a recount {found[state]}"
        for state in SendState
        if counters[state] != found[state]
    ]
    segments = sum(int(item["segments"]["N"]) for item in sends.values())
    if counters.segments != segments:
        broken.append(f"the segments' counter says {counters.segments}, a recount {segments}")
    for name, state, counted in (
        ("errors", "FAILED", counters.errors),
        ("skips", "SKIPPED", counters.skips),
    ):
        reasons = Counter(
            item.get("reason", {}).get("S") or "none"
            for item in sends.values()
            if item["state"]["S"] == state
        )
        if {reason: number for reason, number in counted.items() if number} != dict(reasons):
            broken.append(f"the counters of {name} say {dict(counted)}, a recount {dict(reasons)}")
    return broken
