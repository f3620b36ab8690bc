"""`make storm N=100000`: drives so many texts through the storm, reports, and fails if a promise was broken."""

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "layers/common"))  # what a Lambda has from its layer

from local.storm.cell import Cell  # noqa: E402 - the path first

CELL_PEOPLE = 12_500
"""A cell is one organization's blast in a world of its own; the same seed gives the same cells on any machine."""
BAR = 40


def cells_of(texts: int, seed: int) -> list[tuple[int, int]]:
    """(seed, people) of each cell."""
    whole, rest = divmod(texts, CELL_PEOPLE)
    sizes = [CELL_PEOPLE] * whole + ([rest] if rest else [])
    return [(seed * 1_000 + number, people) for number, people in enumerate(sizes)]


def _run(cell: tuple[int, int, int]) -> dict[str, Any]:
    number, seed, people = cell
    progress = _progress

    def tick(done: int) -> None:
        progress[number] = done

    verdict = Cell(seed, people).run(tick)
    progress[number] = people
    return verdict


_progress: Any = None


def _share(progress: Any) -> None:
    global _progress
    _progress = progress


def storm(texts: int, seed: int, workers: int) -> list[dict[str, Any]]:
    """The cells' verdicts, in their order; progress goes to stderr."""
    cells = [(number, *cell) for number, cell in enumerate(cells_of(texts, seed))]
    context = multiprocessing.get_context("spawn")
    progress = context.Array("l", len(cells))
    with context.Pool(min(workers, len(cells)), _share, (progress,), maxtasksperchild=1) as pool:
        running = pool.map_async(_run, cells, chunksize=1)
        while not running.ready():
            running.wait(1.0)
            _show(min(sum(progress), texts), texts)
        print(file=sys.stderr)
        return running.get()


def _show(done: int, texts: int) -> None:
    if sys.stderr.isatty():
        bar = "█" * (BAR * done // texts)
        print(f"\r{bar:░<{BAR}} {done:>9,} of {texts:,} texts", end="", file=sys.stderr, flush=True)


def report(verdicts: list[dict[str, Any]], seconds: float) -> list[str]:
    """The lines to print; the broken promises last."""
    states, happened, broken = Counter[str](), Counter[str](), Counter[str]()
    for verdict in verdicts:
        states.update(verdict["states"])
        happened.update(verdict["happened"])
        broken.update(verdict["broken"])
    people = sum(verdict["people"] for verdict in verdicts)
    lines = [f"{people:,} texts in {len(verdicts)} organizations, {seconds:.0f} seconds", "", "What happened"]
    lines += [f"  {number:>9,}  {what.replace('_', ' ')}" for what, number in sorted(happened.items())]
    lines += ["", "Where the texts are"]
    lines += [f"  {number:>9,}  {state}" for state, number in sorted(states.items())]
    lines += [f"  {sum(verdict['accepted'] for verdict in verdicts):>9,}  accepted by the carrier", ""]
    lines += [f"BROKEN  {what}" for what in broken] or ["Every promise was kept."]
    return lines


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--json", type=Path, help="write the verdicts there, too")
    given = options.parse_args()
    begun = time.monotonic()
    verdicts = storm(given.texts, given.seed, given.workers)
    print("\n".join(report(verdicts, time.monotonic() - begun)))
    if given.json:
        given.json.write_text(json.dumps(verdicts, indent=2) + "\n")
    return 1 if any(verdict["broken"] for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
