"""Storm cells in processes of their own, a few at a time: `python -m local.storm.cells SEED PEOPLE` runs one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "layers" / "common"
"""What a Lambda has from its layer."""
CELL_PEOPLE = 12_500
"""A cell is one organization's blast in a world of its own; the same seed gives the same cells on any machine."""
TELL_EVERY = 250
Verdict = dict[str, Any]
Tell = Callable[[int, int], None]


class CellFailed(Exception):
    """A cell's process ended without a verdict; its own output says why."""


def cells_of(texts: int, seed: int) -> list[tuple[int, int]]:
    """(seed, people) of each cell."""
    whole, rest = divmod(texts, CELL_PEOPLE)
    sizes = [CELL_PEOPLE] * whole + ([rest] if rest else [])
    return [(seed * 1_000 + number, people) for number, people in enumerate(sizes)]


def run_all(texts: int, seed: int, workers: int, tell: Tell) -> list[Verdict]:
    """The cells' verdicts in their order; `tell(cell, texts done)` follows their progress."""
    cells = cells_of(texts, seed)
    with ThreadPoolExecutor(workers) as pool:
        running = [pool.submit(_run, number, *cell, tell) for number, cell in enumerate(cells)]
        return [one.result() for one in running]


def _run(number: int, seed: int, people: int, tell: Tell) -> Verdict:
    command = [sys.executable, "-m", "local.storm.cells", str(seed), str(people)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(LAYER))),
        "PYTHONHASHSEED": "0",
    }
    verdict: Verdict | None = None
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            if "done" in said:
                tell(number, said["done"])
            else:
                verdict = said
    if verdict is None:
        raise CellFailed(f"python {' '.join(command[1:])} ended with {process.returncode}")
    tell(number, people)
    return verdict


def main(seed: int, people: int) -> None:
    from local.storm.cell import Cell

    told = 0

    def tick(done: int) -> None:
        nonlocal told
        if done >= told + TELL_EVERY:
            told = done
            print(json.dumps({"done": done}), flush=True)

    print(json.dumps(Cell(seed, people).run(tick)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
