"""Three hundred opt-outs against claims of the same recipients, at each moment and by each road; none comes behind."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from local.cloud.table import Record
from local.races.books import Order

ROOT = Path(__file__).resolve().parents[3]
MOMENTS, ROADS = 10, 5


def races(number: int) -> str:
    """What the run prints, which has to end well."""
    command = [sys.executable, "-m", "local.races", "--races", str(number)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT}/layers/common"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def numbers(line: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r" {2,}([\d,]+)", line)]


def test_three_hundred_opt_outs_come_at_every_moment_by_every_road() -> None:
    said = races(300).splitlines()
    head = next(at for at, line in enumerate(said) if line.startswith("the opt-out comes"))
    rows = [numbers(line) for line in said[head + 1 : head + 1 + MOMENTS]]
    assert all(row[0] == 30 and row[1 : 1 + ROADS] == [6] * ROADS for row in rows), said
    assert [row[-1] for row in rows[:5]] == [0] * 5
    assert [row[-2] for row in rows[5:9]] == [0] * 4
    assert any("0  claims committed after their recipient's opt-out" in line for line in said)


class Gates:
    """A recipients table in memory."""

    def __init__(self) -> None:
        self.items: dict[Any, Any] = {}

    def get(self, key: Any) -> Record | None:
        return Record(self.items[key], 0) if key in self.items else None

    def put(self, key: Any, item: Any) -> tuple[int, int]:
        self.items[key] = item
        return 1, 0


def an_item(**attributes: str) -> dict[str, Any]:
    return {name: {"S": value} for name, value in attributes.items()}


def test_a_claim_behind_an_opt_out_is_seen() -> None:
    gates: Any = Gates()
    order = Order(raced="b").watch(gates)
    gates.put(("o#early", ""), an_item(opted_out_at="noon"))
    gates.put(("o#early", ""), an_item(opted_out_at="noon", last_text_at="one", last_blast_id="b"))
    gates.put(("o#late", ""), an_item(last_text_at="one", last_blast_id="b"))
    gates.put(("o#late", ""), an_item(last_text_at="one", last_blast_id="b", opted_out_at="two"))
    assert Counter(order.broken) == {"a claim was committed after the opt-out of its recipient": 1}
    assert (order.opt_out_was_first("early"), order.opt_out_was_first("late")) == (True, False)
