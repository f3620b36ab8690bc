"""A track after its races goes in; the table that people read comes out, line by line."""

from collections import Counter

from local.races.books import table
from local.races.roads import Road
from local.races.track import Track


def report(track: Track, broken: list[str], seconds: float) -> list[str]:
    """A row for each moment, then the sums; the broken promises last."""
    rows, columns = table(track.order, track.plan), [*Road, "opt-out", "claim"]
    total = sum(rows.values(), Counter[str]())
    head = f"{'the opt-out comes':<50}" + "".join(f"{column:>11}" for column in ["races", *columns])
    lines = [head]
    for name, row in [*rows.items(), ("all", total)]:
        races = row["opt-out"] + row["claim"]
        lines.append(f"{name:<50}{races:>11,}" + "".join(f"{row[column]:>11,}" for column in columns))
    behind = len(track.order.broken)
    return [
        f"{len(track.plan.moment):,} races, {len(track.people):,} people, {seconds:.0f} seconds",
        "",
        *lines,
        "The last two columns: which of the two was committed first.",
        "",
        f"{len(track.order.claimed):>9,}  claims committed",
        f"{behind:>9,}  claims committed after their recipient's opt-out",
        f"{len(track.order.opted_out):>9,}  opt-outs committed",
        f"{track.gate.conflicts:>9,}  transactions cancelled by a conflict",
        f"{track.gate.injected:>9,}  of them opt-outs' own, by injection",
        *(f"{number:>9,}  {what}" for what, number in sorted(track.troubles.items())),
        "",
        *([f"BROKEN  {what}" for what in broken] or ["Every opt-out was kept."]),
    ]
