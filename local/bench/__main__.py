"""`make bench`: measures, prints the figures beside their budgets, writes .local/bench.json."""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from local.bench import budgets, imports, prices
from local.bench.runs import MeasureFailed, laps, surroundings
from local.bench.stopwatch import Lap
from local.cloud.definitions import ROOT, consumers

RESULT = ROOT / ".local" / "bench.json"
TEXTS, REPORTS, REPLIES, ROWS = 8_000, 3_000, 400, 20_000
GROWTH, MILLION = (1_000, 30_000), (100_000, 1_000_000)


def main(*, million: bool) -> None:
    begun = time.monotonic()
    _say("One blast from its contacts to its last report")
    road, log_bytes = laps("local.bench.road", "hear", TEXTS, REPORTS, REPLIES)
    _say("The same with a carrier that takes 100 ms")
    slow, _ = laps("local.bench.road", "send", TEXTS, carrier_ms=100)
    _say("A contact file")
    contacts = laps("local.bench.contacts", ROWS)[0]["contacts"]
    _say("Imports")
    with surroundings(0) as environment:
        os.environ.update({name: value for name, value in environment.items() if name != "PYTHONPATH"})
        imported = imports.measure()
    growth = [_grown(TEXTS, road)]
    for texts in GROWTH + (MILLION if million else ()):
        _say(f"Growth: {texts:,} texts")
        growth.append(_grown(texts, laps("local.bench.road", "send", texts)[0]))
    road["report"] = road["report_1000" if consumers()["vendor_events"].batch_size >= 1000 else "report_100"]
    figures = _figures(road, slow["send"], contacts, imported, log_bytes / TEXTS)
    figures["details"] |= {
        "growth": sorted(growth, key=lambda one: one["texts"]),
        "load_average": os.getloadavg()[0],
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n")
    _show(figures)
    print(f"{time.monotonic() - begun:.0f} seconds; written to {RESULT.relative_to(ROOT)}")


def _figures(
    road: Mapping[str, Lap], slow: Lap, contacts: Lap, imported: Mapping[str, float], log_bytes: float
) -> dict[str, Any]:
    whole = [contacts, road["plan"], road["send"], road["report"]]
    bill = prices.bill(road, contacts=contacts, log_bytes=log_bytes)
    figures: dict[str, Any] = {
        "send_cpu_ms": road["send"].cpu_ms,
        "send_per_second_0ms": road["send"].per_second,
        "send_per_second_100ms": slow.per_second,
        "dynamodb_requests_per_text": sum(one.each("dynamodb_requests") for one in whole[1:]),
        "dynamodb_write_units_per_text": sum(
            one.each("write_units") + one.each("index_write_units") for one in whole
        ),
        "dynamodb_read_units_per_text": sum(one.each("read_units") for one in whole),
        "sqs_requests_per_text": prices.sqs_requests(road),
        "report_cpu_ms": road["report_100"].cpu_ms,
        "webhook_cpu_ms": road["door"].cpu_ms,
        "inbound_cpu_ms": road["inbound"].cpu_ms,
        "contacts_per_second": contacts.per_second,
        "import_cpu_ms": {name: round(value, 1) for name, value in imported.items()},
        "usd_per_million_texts": sum(bill.values()),
    }
    figures = {name: value if isinstance(value, dict) else round(value, 4) for name, value in figures.items()}
    phases = {
        name: _phase(one) for name, one in {**road, "send_at_100_ms": slow, "contacts": contacts}.items()
    }
    return figures | {"details": {"phases": phases, "usd": bill}}


def _phase(one: Lap) -> dict[str, float]:
    names = ("dynamodb_requests", "write_units", "index_write_units", "read_units", "sqs_requests")
    each = {name: round(one.each(name), 4) for name in names}
    return {
        "count": one.count,
        "cpu_ms": round(one.cpu_ms, 4),
        "per_second": round(one.per_second, 1),
        **each,
    }


def _grown(texts: int, road: Mapping[str, Lap]) -> dict[str, float]:
    both = (road["plan"], road["send"])
    return {
        "texts": texts,
        "cpu_ms": round(sum(one.cpu_ms for one in both), 4),
        "dynamodb_requests": round(sum(one.each("dynamodb_requests") for one in both), 4),
    }


def _show(figures: Mapping[str, Any]) -> None:
    print("\n".join(("", *budgets.lines(figures), "")))
    details = figures["details"]
    print("USD a million texts: " + ", ".join(f"{name} {usd:.2f}" for name, usd in details["usd"].items()))
    phases = details["phases"]
    asked = {
        name: phases[name]["dynamodb_requests"] for name in ("plan", "send", "report_100", "report_1000")
    }
    print("DynamoDB requests a text: " + ", ".join(f"{name} {count:.3f}" for name, count in asked.items()))
    for one in details["growth"]:
        print(
            f"{one['texts']:>9,} texts: {one['cpu_ms']:.2f} CPU ms and {one['dynamodb_requests']:.3f} requests each"
        )
    if details["load_average"] > 3:
        print(
            f"Other work is running here (load average {details['load_average']:.0f}): texts/s come out too low."
        )


def _say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--million", action="store_true", help="grow on to 100,000 and 1,000,000 texts")
    try:
        main(million=options.parse_args().million)
    except MeasureFailed as error:
        sys.exit(f"Not measured: {error}")
