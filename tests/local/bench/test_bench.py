"""The figures of `make bench`: their keys, their verdicts, their price."""

import subprocess
import sys
from typing import Any

from local.bench.__main__ import _figures
from local.bench.budgets import BUDGETS, flat, lines
from local.bench.prices import PRICES, bill
from local.bench.runs import laps
from local.bench.stopwatch import Lap
from local.cloud.definitions import ROOT

KEYS = {
    "send_cpu_ms", "send_per_second_0ms", "send_per_second_100ms", "dynamodb_requests_per_text",
    "dynamodb_write_units_per_text", "dynamodb_read_units_per_text", "sqs_requests_per_text", "report_cpu_ms",
    "webhook_cpu_ms", "inbound_cpu_ms", "contacts_per_second", "import_cpu_ms", "usd_per_million_texts", "details",
}  # fmt: skip


def a_lap(**changes: Any) -> Lap:
    plain = {"count": 100, "cpu_seconds": 0.1, "seconds": 0.2, "dynamodb_requests": 8, "write_units": 200}
    return Lap(**plain | changes)


def a_road() -> dict[str, Lap]:
    names = ("load", "plan", "door_passing", "report", "report_100", "report_1000", "inbound")
    road = {name: a_lap() for name in names}
    return road | {"send": a_lap(extra={"steps": 2}), "door": a_lap(sqs_requests=100)}


def test_the_figures_have_exactly_the_agreed_keys_and_each_has_a_budget() -> None:
    imported = {"send": 500.0, "webhook": 300.0, "admin": 500.0}
    figures = _figures(a_road(), a_lap(), a_lap(), imported, log_bytes=10.0)
    assert set(figures) == KEYS
    assert set(figures["import_cpu_ms"]) == {"send", "webhook", "admin"}
    assert set(flat(figures)) == set(BUDGETS)
    assert figures["send_cpu_ms"] == 1.0
    assert any(line.endswith("goal") for line in lines(figures))


def test_more_is_better_only_where_it_is() -> None:
    assert BUDGETS["send_cpu_ms"].verdict(1.0) == "goal"
    assert BUDGETS["send_cpu_ms"].verdict(2.5) == "OVER"
    assert BUDGETS["send_per_second_100ms"].verdict(700) == "goal"
    assert BUDGETS["send_per_second_100ms"].verdict(100) == "OVER"
    assert BUDGETS["send_per_second_100ms"].verdict(500) == "within"


def test_the_bill_is_units_times_prices() -> None:
    spent = bill(a_road(), contacts=a_lap(), log_bytes=0)
    writes = 4 * 2 + 0.1 * 2  # load, plan, send and report, and every tenth a reply
    assert spent["dynamodb writes"] == round(1e6 * writes * PRICES["dynamodb_write_unit"], 3)
    assert spent["http api"] == 3.1


def test_a_small_blast_is_measured_from_load_to_reply() -> None:
    road, _ = laps("local.bench.road", "hear", 400, 100, 10)
    assert {"load", "plan", "send", "door", "report_100", "report_1000", "inbound"} <= set(road)
    assert road["plan"].each("write_units") >= 2
    assert 5 < road["send"].each("write_units") < 9
    assert road["door"].each("sqs_requests") == 1
    assert 0 < road["send"].count < 400


def test_the_profiler_shows_the_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local.bench.profile", "nothing"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Choose a phase" in done.stderr
