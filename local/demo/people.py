"""A number of contacts goes in; the same list of invented people comes out each time, with the flaws of real lists.

All phones are in the block 555-0100 to 555-0199, which is kept for fiction. The simulated carrier
scripts them by their last two digits (docs/simulator.md).
"""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ZONES = {
    "212": "America/New_York", "718": "America/New_York", "202": "America/New_York", "305": "America/New_York",
    "404": "America/New_York", "617": "America/New_York", "215": "America/New_York", "919": "America/New_York",
    "313": "America/Detroit", "216": "America/New_York", "504": "America/Chicago", "312": "America/Chicago",
    "612": "America/Chicago", "713": "America/Chicago", "214": "America/Chicago", "816": "America/Chicago",
    "303": "America/Denver", "801": "America/Denver", "602": "America/Phoenix", "505": "America/Denver",
    "206": "America/Los_Angeles", "503": "America/Los_Angeles", "415": "America/Los_Angeles",
    "213": "America/Los_Angeles", "702": "America/Los_Angeles", "907": "America/Anchorage",
    "808": "Pacific/Honolulu",
}  # fmt: skip
"""Where the demo's people live. Written down here anew, so that the product's own zones are checked against it."""
EARLY_RISERS = tuple(code for code in ZONES if code not in ("907", "808"))
STILL_ASLEEP = (("907", 9), ("808", 14))
"""When it is 11:00 in New York, it is not yet 8:00 in Alaska and Hawaii."""
SCRIPTED = (("03", 12), ("05", 3), ("06", 14), ("07", 5), ("08", 3), ("11", 22), ("12", 14), ("13", 9),
            ("14", 4), ("15", 5))  # fmt: skip
"""Last two digits, and how many people have them: failures, YES, a question, STOP, HELP, "Stop please"."""
TURNED_AWAY = {"71": 21614, "72": 21408}
"""Numbers that the carrier does not even accept, with its codes: not a mobile; a place that may not be texted."""
ORDINARY = [f"{ending:02}" for ending in range(100)
            if f"{ending:02}" not in {*dict(SCRIPTED), *TURNED_AWAY, "04", "09"}]  # fmt: skip
ANSWERING = ("11", "12", "13", "14", "15")
DUPLICATES = 12
BAD_PHONES = (
    "", "", "", "", "", "", "", "", "n/a", "unknown", "ask Maria", "555-0123", "12345", "000-000-0000", "call office",
    "(212) 555-01", "212-555-01234567", "+1 099 555 0100", "-", "none", "see notes", "911", "mobile?", "1", "two",
)  # fmt: skip
HEADERS = ("First Name", "Last Name", "Mobile", "Neighborhood", "Favorite Issue", "Notes")
FIRST = (
    "Ada Bo Carmen Dmitri Eve Femi Grace Hiro Inés Jamal Kira Luis Mei Noor Olga Priya Quinn Rosa Sam Tomás "
    "Uma Vera Wanda Ximena Yusuf Zoë José Łukasz Nguyễn Søren Siobhán Chloë 美咲 Анна"
)
LAST = (
    "Abara Baker Castillo Dubois Eriksen Flores García Hughes Ito Jones Kowalski López Müller Nakamura O'Brien Park "
    "Quispe Rossi Silva Tran Usman Vargas Wong Xu Young Zhang D'Angelo Smith-Jones"
)
NEIGHBORHOODS = ("Riverside", "Old Mill", "Harbor, East", "The Flats", "Saint Mary's", "")
ISSUES = ("rents", "parks", "schools", "buses", "clean water", "")
NOTES = (
    "", "", "", "", 'Said "call me later"', "Speaks Spanish; met at the fair", "Two lines:\nsecond one, with a comma",
    "=SUM(1;2)", "🌊 volunteer",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The file as people upload it, and how many of its rows are what."""

    file: bytes
    phones: tuple[str, ...]
    rows: int
    duplicates: int
    refused: int


def make_people(contacts: int) -> People:
    """A messy list with so many contacts in it; at least 130."""
    chance = random.Random(20_26)
    phones = _phones(contacts)
    chance.shuffle(phones)
    rows = [_row(chance, spelled(phone, chance)) for phone in phones]
    # Copies come later in the file than the row they repeat: the first one is kept.
    rows += [_row(chance, spelled(phone, chance)) for phone in chance.sample(phones, DUPLICATES)]
    for phone in BAD_PHONES:
        rows.insert(chance.randrange(len(phones)), _row(chance, phone))
    return People(
        file=_csv(rows), phones=tuple(phones), rows=len(rows), duplicates=DUPLICATES, refused=len(BAD_PHONES)
    )


def make_followers(people: People, ordinary: int) -> People:
    """Everybody who answers, and some who do not: the people of the second campaign."""
    answering = [phone for phone in people.phones if phone[-2:] in ANSWERING]
    silent = [p for p in people.phones if p[-2:] in ORDINARY and p[2:5] in EARLY_RISERS]
    phones = (*answering, *silent[:ordinary])
    chance = random.Random(11)
    rows = [_row(chance, phone) for phone in phones]
    return People(file=_csv(rows), phones=phones, rows=len(rows), duplicates=0, refused=0)


def turned_away(people: People) -> dict[str, dict[str, int]]:
    """What the carrier is told about the numbers that it shall not accept."""
    return {
        phone: {"refuse": TURNED_AWAY[phone[-2:]]} for phone in people.phones if phone[-2:] in TURNED_AWAY
    }


def spelled(phone: str, chance: random.Random) -> str:
    """+12125550123 as people write it."""
    area, exchange, line = phone[2:5], phone[5:8], phone[8:]
    return chance.choice(
        (
            phone, f"({area}) {exchange}-{line}", f"{area}-{exchange}-{line}", f"{area}.{exchange}.{line}",
            f"1 {area} {exchange} {line}", f"{area}{exchange}{line}", f" {area} {exchange}-{line} ",
        )
    )  # fmt: skip


def _phones(contacts: int) -> list[str]:
    """First those who behave in some way, spread over the area codes, then ordinary people."""
    behaving = (*SCRIPTED, *((ending, 2) for ending in TURNED_AWAY))
    wanted = [
        (ending, EARLY_RISERS[index % len(EARLY_RISERS)])
        for ending, count in behaving
        for index in range(count)
    ]
    wanted += [(ORDINARY[index], code) for code, count in STILL_ASLEEP for index in range(count)]
    every = [(ending, code) for ending in ORDINARY for code in EARLY_RISERS]
    if not len(wanted) <= contacts <= len(wanted) + len(every):
        raise ValueError(f"from {len(wanted)} to {len(wanted) + len(every)} contacts can be made up")
    return [f"+1{code}55501{ending}" for ending, code in (wanted + every)[:contacts]]


def _row(chance: random.Random, phone: str) -> Sequence[str]:
    return (
        chance.choice(FIRST.split()),
        chance.choice(LAST.split()),
        phone,
        *(chance.choice(choices) for choices in (NEIGHBORHOODS, ISSUES, NOTES)),
    )


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_with_headers(rows))
    return text.getvalue().encode("utf-8-sig")


def _with_headers(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield HEADERS
    yield from rows
