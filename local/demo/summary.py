"""What happened goes in; a page that anybody can read and the figures of .local/demo.json come out."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from local.demo.evidence import BlastBooks, Evidence, asks_to_stop
from local.demo.people import ZONES
from local.demo.progress import COLOURS
from local.demo.promises import PROMISES, carrier_duplicates
from local.demo.weather import Weather

LISTED = 10
"""So many texts of unknown outcome are shown one by one."""
Figures = dict[str, int | float]
MEANINGS = {
    "DELIVERED": "arrived", "SENT": "on their way; no report yet", "FAILED": "did not arrive, see below",
    "HELD": "wait until their morning", "SKIPPED": "not sent: they opted out before",
    "UNKNOWN": "the carrier's answer was lost; never sent again by itself",
    "DISPATCHING": "at the carrier's door", "READY": "not sent yet",
}  # fmt: skip


def figures_of(evidence: Evidence, seconds: float) -> Figures:
    """Both campaigns together."""
    reports = [books.report for books in evidence.blasts]

    def in_state(state: str) -> int:
        return sum(int(report["states"][state]) for report in reports)

    return {
        "contacts_loaded": sum(load["valid"] for load in evidence.loads),
        "contacts_refused": sum(sum(load["refused"].values()) for load in evidence.loads),
        "numbers_bought": sum(job["result"]["bought"] for job in evidence.purchases),
        "numbers_transferred": evidence.numbers_working,
        "audience": sum(report["audience"] for report in reports),
        "sent": in_state("SENT"),
        "delivered": in_state("DELIVERED"),
        "failed": in_state("FAILED"),
        "skipped": in_state("SKIPPED"),
        "held": in_state("HELD"),
        "unknown": in_state("UNKNOWN"),
        "replies": sum(report["replies"] for report in reports),
        "opt_outs": sum(report["opt_outs"] for report in reports),
        "clicks": sum(report.get("clicks", 0) for report in reports),
        "carrier_accepted": sum(len(books.texts) for books in evidence.blasts),
        "carrier_duplicates": carrier_duplicates(evidence),
        "seconds": round(seconds, 1),
    }


def show_summary(
    console: Console,
    evidence: Evidence,
    figures: Figures,
    broken: Sequence[str],
    weather: Weather | None = None,
) -> None:
    console.print()
    for name, books in zip(
        ("River clean-up", "Follow-up to those who answered"), evidence.blasts, strict=True
    ):
        console.print(Padding(_states(name, books), (0, 0, 1, 1)))
    if failures := _failures(evidence.blasts):
        console.print(Padding(failures, (0, 0, 1, 1)))
    if weather:
        duplicates = int(figures["carrier_duplicates"])
        console.print(Padding(Text(weather_paragraph(weather, duplicates)), (0, 1, 1, 1)))
    for line in not_known(evidence):
        console.print(Padding(Text(line), (0, 1, 0, 1)))
    console.print(Padding(_promises(evidence, figures, broken), (0, 0, 0, 1)))


def weather_paragraph(weather: Weather, duplicates: int) -> str:
    """What went wrong on purpose, and what came of it for the people."""
    twice = f"{duplicates} texts went out twice" if duplicates else "nobody got a text twice"
    return (
        f"The weather: the carrier took {weather.answers_lost} texts and its answer was lost, "
        f"{weather.refused_for_now} were refused for now, {_counted(weather.workers_killed, 'worker')} killed "
        f"at work, {_counted(weather.messages_repeated, 'message')} repeated after the work was done; {twice}."
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what} was" if count == 1 else f"{count} {what}s were"


def not_known(evidence: Evidence) -> list[str]:
    """The texts whose outcome we do not know, in words, and what the carrier's own log says of each."""
    lines = []
    for books in evidence.blasts:
        taken = {one.ref for one in books.texts}
        for send in books.sends:
            if send["state"] == "UNKNOWN":
                theirs = (
                    "it took it" if f"{books.blast_id}.{send['send_id']}" in taken else "it never took it"
                )
                lines.append(
                    f"  {send['phone']}: {_why_unknown(send['reason'] or '')}; the carrier's log says {theirs}"
                )
    if not lines:
        return []
    head = f"Not known ({len(lines)}): each may or may not have arrived; only a person can release it."
    more = [f"  and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return [head, *lines[:LISTED], *more, ""]


def _why_unknown(reason: str) -> str:
    why = (
        "its worker died while sending"
        if reason.startswith("WORKER_LOST")
        else "the carrier's answer was lost"
    )
    return f"{why}, the carrier's list was searched in vain" if reason.endswith("NOT_FOUND") else why


def _states(name: str, books: BlastBooks) -> Table:
    report = books.report
    table = Table(title=name, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, show_header=False,
                  show_footer=True, pad_edge=False)  # fmt: skip
    table.add_column(justify="right", footer=f"{report['audience']:,}")
    table.add_column(footer="contacts in all")
    table.add_column(style="dim", footer=_answers(books))
    for state, colour in COLOURS.items():
        if count := report["states"][state]:
            meaning = _who_waits(books) if state == "HELD" else MEANINGS[state]
            table.add_row(f"{count:,}", Text(state.lower(), colour), meaning)
    return table


def _answers(books: BlastBooks) -> str:
    report = books.report
    return (
        f"{report['replies']} replies, {report['opt_outs']} asking to stop, {report['segments']:,} segments"
    )


def _who_waits(books: BlastBooks) -> str:
    """“wait until their morning: Honolulu 14, Anchorage 9; the first at 08:00 there”."""
    held = [send for send in books.sends if send["state"] == "HELD"]
    zones = [ZONES[send["phone"][2:5]] for send in held]
    places = ", ".join(f"{zone.split('/')[-1]} {count}" for zone, count in Counter(zones).most_common())
    opening = min((one["not_before"], zone) for one, zone in zip(held, zones, strict=True))
    there = datetime.fromisoformat(opening[0]).astimezone(ZoneInfo(opening[1]))
    return f"{MEANINGS['HELD']}: {places}; the first at {there:%H:%M} in {opening[1].split('/')[-1]}"


def _failures(blasts: Sequence[BlastBooks]) -> Table | None:
    counts: Counter[str] = Counter()
    words: dict[str, Any] = {}
    for books in blasts:
        for one in books.report["failures"]:
            counts[one["code"]] += one["count"]
            words[one["code"]] = one
    if not counts:
        return None
    table = Table(title="What did not arrive, and what to do", title_justify="left", title_style="bold",
                  box=box.SIMPLE_HEAD, pad_edge=False)  # fmt: skip
    table.add_column("texts", justify="right")
    table.add_column("code", style="red")
    table.add_column("meaning")
    table.add_column("advice", style="dim")
    for code, count in counts.most_common():
        table.add_row(str(count), code, words[code]["meaning"], words[code]["advice"])
    return table


def _promises(evidence: Evidence, figures: Figures, broken: Sequence[str]) -> Table:
    table = Table(title="Promises, checked against the carrier's own log", title_justify="left",
                  title_style="bold", box=box.SIMPLE_HEAD, show_header=False, pad_edge=False)  # fmt: skip
    table.add_column()
    table.add_column()
    table.add_column(style="dim")
    facts = _facts(evidence, figures)
    for promise in PROMISES:
        wrong = [one.removeprefix(promise).strip() for one in broken if one.startswith(promise)]
        mark = Text("✗", "bold red") if wrong else Text("✓", "green")
        table.add_row(mark, promise, Text("\n".join(wrong), "red") if wrong else facts.get(promise, ""))
    return table


def _facts(evidence: Evidence, figures: Figures) -> dict[str, str]:
    """What each promise was checked on."""
    stops = len({one.phone for one in evidence.answers if asks_to_stop(one)})
    values = (
        f"{figures['carrier_accepted']:,} accepted, {figures['carrier_duplicates']} twice; “send” was pressed twice",
        f"{stops} people wrote STOP; {figures['skipped']} left out of the follow-up",
        f"{figures['held']} held back",
        f"{figures['audience']:,} contacts, each in one state",
        "text by text, with each error code",
        f"{len(evidence.numbers_sold)} sold, {len(evidence.numbers_on_record)} on record",
        f"{figures['replies']} of {len([a for b in evidence.blasts for a in b.answers])} replies, "
        f"{evidence.dead_callbacks} reports given up",
    )
    return dict(zip(PROMISES, values, strict=True))
