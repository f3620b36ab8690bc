"""`make storm N=100000`: drives so many texts through the storm, reports, and fails if a promise was broken."""

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from local.storm.cells import CellFailed, Tell, Verdict, run_all

BAR = 40


def progress_bar(texts: int) -> Tell:
    """Draws on stderr, where somebody looks at it."""
    done: dict[int, int] = {}

    def tell(cell: int, count: int) -> None:
        done[cell] = count
        if sys.stderr.isatty():
            whole = min(sum(done.values()), texts)
            bar = "█" * (BAR * whole // texts)
            print(f"\r{bar:░<{BAR}} {whole:>9,} of {texts:,} texts", end="", file=sys.stderr, flush=True)

    return tell


def report(verdicts: list[Verdict], seconds: float) -> list[str]:
    """The lines to print; the broken promises last."""
    states, happened, broken, doubts = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for verdict in verdicts:
        states.update(verdict["states"])
        happened.update(verdict["happened"])
        broken.update(verdict["broken"])
        doubts.update(verdict["doubts"])
    doubled = sum(verdict["doubled"] for verdict in verdicts)
    people = sum(verdict["people"] for verdict in verdicts)
    accepted = sum(verdict["accepted"] for verdict in verdicts)
    return [
        f"{people:,} texts in {len(verdicts)} organizations, {seconds:.0f} seconds",
        "",
        "What happened",
        *(f"  {number:>9,}  {what.replace('_', ' ')}" for what, number in sorted(happened.items())),
        "",
        *in_doubt(doubts),
        "",
        "Where the texts are",
        *(f"  {number:>9,}  {state}" for state, number in sorted(states.items())),
        f"  {sum(states.values()):>9,}  in all",
        f"  {accepted:>9,}  accepted by the carrier, {doubled:,} of them a second copy",
        "",
        *([f"BROKEN  {what}" for what in broken] or ["Every promise was kept."]),
    ]


def in_doubt(numbers: Counter[str]) -> list[str]:
    faulted, unknown = numbers["faulted"], numbers["unknown"]
    return [
        "What was in doubt",
        f"  {faulted:>9,}  texts that something went wrong with, on the way to the carrier or back",
        f"  {numbers['doubted']:>9,}  of them UNKNOWN for a time",
        f"  {numbers['given_up']:>9,}  never taken by the carrier: UNKNOWN and listed until a person released them",
        f"  {unknown:>9,}  UNKNOWN after that ({unknown / max(faulted, 1):.2%} of the faulted)",
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--json", type=Path, help="write the verdicts there, too")
    given = options.parse_args()
    begun = time.monotonic()
    verdicts = run_all(given.texts, given.seed, given.workers, progress_bar(given.texts))
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print("\n".join(report(verdicts, time.monotonic() - begun)))
    if given.json:
        given.json.write_text(json.dumps(verdicts, indent=2) + "\n")
    return 1 if any(verdict["broken"] for verdict in verdicts) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CellFailed as error:
        sys.exit(f"The storm broke off: {error}")
