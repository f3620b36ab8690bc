"""Two thousand texts through every kind of fault, each promise kept; and a broken promise is seen."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from local.storm.__main__ import report
from local.storm.cells import CELL_PEOPLE, cells_of

ROOT = Path(__file__).resolve().parents[3]


def verdict(**changes: Any) -> dict[str, Any]:
    plain = {
        "people": 10, "states": {"DELIVERED": 10}, "accepted": 10, "doubled": 0, "broken": [],
        "happened": {"killed": 1}, "doubts": {"faulted": 0, "doubted": 0, "given_up": 0, "unknown": 0},
    }  # fmt: skip
    return plain | changes


def test_two_thousand_texts_come_through_the_storm(tmp_path: Path) -> None:
    written = tmp_path / "verdicts.json"
    command = [
        sys.executable,
        "-m",
        "local.storm",
        "--texts",
        "2000",
        "--workers",
        "1",
        "--json",
        str(written),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (one,) = json.loads(written.read_text())
    assert (one["broken"], one["people"]) == ([], 2000)
    assert sum(one["states"].values()) == 2000
    assert one["doubled"] == 0
    assert one["doubts"]["given_up"] > one["doubts"]["unknown"] == 0
    assert "SENT" not in one["states"]
    carriers = ("timeout", "callback_lost", "callback_doubled")
    for fault in (*carriers, "killed", "conflict", "throttle", "redelivered", "pauses"):
        assert one["happened"][fault] > 0, f"{fault} never happened"


def test_the_cells_follow_from_the_seed_and_hold_everybody() -> None:
    cells = cells_of(CELL_PEOPLE * 2 + 7, seed=3)
    assert cells == [(3000, CELL_PEOPLE), (3001, CELL_PEOPLE), (3002, 7)]


def test_the_report_names_what_was_broken() -> None:
    lines = report([verdict(), verdict(broken=["5 texts are still READY"])], 1.0)
    assert lines[-1] == "BROKEN  5 texts are still READY"
    assert report([verdict()], 1.0)[-1] == "Every promise was kept."


def test_the_same_seed_gives_the_same_storm(tmp_path: Path) -> None:
    def storm(name: str) -> str:
        written = tmp_path / name
        command = [
            sys.executable,
            "-m",
            "local.storm",
            "--texts",
            "150",
            "--seed",
            "7",
            "--json",
            str(written),
        ]
        subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=True)
        return written.read_text()

    assert storm("once") == storm("again")
