"""Each promise is found broken when it is: the books of a kept demo are falsified in one place at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.demo.carrier import Accepted, Answer
from local.demo.evidence import BlastBooks, Evidence
from local.demo.people import People
from local.demo.promises import broken_promises
from local.demo.summary import figures_of

NOON = datetime(2026, 11, 21, 17, tzinfo=UTC)
DELIVERED, FAILED, STOPPED, HAWAII = "+12125550100", "+13125550103", "+12125550113", "+18085550100"


def send(number: int, phone: str, state: str, reason: str | None = None) -> dict[str, Any]:
    sid = f"SM{number}" if state in ("DELIVERED", "FAILED") else None
    return {"send_id": f"s{number}", "phone": phone, "state": state, "reason": reason, "vendor_message_id": sid,
            "not_before": None}  # fmt: skip


def text(ref: str, phone: str, status: str, code: str | None = None, at: datetime = NOON) -> Accepted:
    return Accepted(ref=ref, to=phone, status=status, error_code=code, at=at)


def report(blast: str, at: datetime, states: dict[str, int], **more: Any) -> dict[str, Any]:
    every = dict.fromkeys(
        ("READY", "DISPATCHING", "SENT", "DELIVERED", "FAILED", "HELD", "SKIPPED", "UNKNOWN"), 0
    )
    size = sum(states.values())
    return {"blast_id": blast, "created_at": at.isoformat(), "states": every | states, "planned": size,
            "audience": size, "skips": {}, "failures": [], "replies": 0, "opt_outs": 0, **more}  # fmt: skip


def kept() -> Evidence:
    """One person got both texts, one failed, one stopped in between, one is still asleep."""
    stop = Answer(phone=STOPPED, body="Stop please", at=NOON + timedelta(seconds=5))
    first = BlastBooks(
        report=report("a", NOON, {"DELIVERED": 2, "FAILED": 1, "HELD": 1}, replies=1, opt_outs=1,
                      failures=[{"code": "30003", "count": 1}]),
        sends=[send(1, DELIVERED, "DELIVERED"), send(2, FAILED, "FAILED", "30003"),
               send(3, STOPPED, "DELIVERED"), send(4, HAWAII, "HELD")],
        texts=[text("a.s1", DELIVERED, "delivered"), text("a.s2", FAILED, "undelivered", "30003"),
               text("a.s3", STOPPED, "delivered")],
        answers=[stop],
    )  # fmt: skip
    later = NOON + timedelta(minutes=1)
    second = BlastBooks(
        report=report("b", later, {"DELIVERED": 1, "SKIPPED": 1}, skips={"OPTED_OUT": 1}),
        sends=[send(5, DELIVERED, "DELIVERED"), send(6, STOPPED, "SKIPPED", "OPTED_OUT")],
        texts=[text("b.s5", DELIVERED, "delivered", at=later)],
        answers=[],
    )
    return Evidence(
        blasts=(first, second),
        loads=({"valid": 4, "duplicates": 1, "refused": {"no_phone": 2}},
               {"valid": 2, "duplicates": 0, "refused": {}}),
        expected=(People(file=b"", phones=(DELIVERED, FAILED, STOPPED, HAWAII), rows=7, duplicates=1, refused=2),
                  People(file=b"", phones=(DELIVERED, STOPPED), rows=2, duplicates=0, refused=0)),
        purchases=({"result": {"bought": 1, "wanted": 1, "reason": ""}},),
        accepted=(),
        answers=[stop],
        opted_out={STOPPED: True},
        numbers_on_record=frozenset({"+12125550000"}),
        numbers_sold=frozenset({"+12125550000"}),
        numbers_working=1,
        dead_callbacks=0,
    )  # fmt: skip


def in_blast(number: int, **changes: Any) -> Callable[[Evidence], Evidence]:
    """The evidence with one blast's books falsified; each change is a function of what was there."""

    def falsify(evidence: Evidence) -> Evidence:
        books = list(evidence.blasts)
        old = books[number]
        books[number] = replace(old, **{name: change(getattr(old, name)) for name, change in changes.items()})
        return replace(evidence, blasts=books)

    return falsify


def one_send(number: int, **changes: Any) -> Callable[[Any], Any]:
    return lambda sends: [{**one, **changes} if i == number else one for i, one in enumerate(sends)]


def states(**changes: int) -> Callable[[Any], Any]:
    return lambda found: {**found, "states": {**found["states"], **changes}}


COPIES = "Nobody gets the same text twice."
OUT = "Opted out means out."
HOURS = "Texts leave only within the recipient's hours."
SUMS = "The numbers add up."
BOOKS = "Our books and the carrier's agree."
NUMBERS = "Every number that was paid for is on record."
LOST = "Nothing is lost."
NIGHT = datetime(2026, 11, 21, 17, tzinfo=UTC)
FALSIFIED = {
    "the same send accepted twice": (
        COPIES, in_blast(0, texts=lambda t: [*t, text("a.s1", DELIVERED, "delivered")])),
    "the same phone under two sends": (
        COPIES, in_blast(0, texts=lambda t: [*t, text("a.s9", DELIVERED, "delivered")])),
    "a text after STOP": (
        OUT, in_blast(1, texts=lambda t: [*t, text("b.s6", STOPPED, "delivered", at=NOON + timedelta(minutes=2))])),
    "two confirmations of one STOP": (
        OUT, lambda e: replace(e, accepted=[text(ref, STOPPED, "delivered", at=NOON + timedelta(seconds=9 + n))
                                            for n, ref in enumerate("xy")])),
    "a STOP that was not stored": (OUT, lambda e: replace(e, opted_out={STOPPED: False})),
    "fewer skipped than stopped": (OUT, in_blast(1, report=lambda r: {**r, "skips": {}})),
    "a text to Hawaii at seven": (
        HOURS, in_blast(0, texts=lambda t: [*t, text("a.s4", HAWAII, "delivered", at=NIGHT)])),
    "a text at nine in the evening": (
        HOURS, in_blast(0, texts=lambda t: [text("a.s1", DELIVERED, "delivered", at=NOON + timedelta(hours=9))])),
    "counters that exceed the audience": (SUMS, in_blast(0, report=states(DELIVERED=3))),
    "counters that differ from the sends": (SUMS, in_blast(0, sends=one_send(3, state="DELIVERED"))),
    "failures miscounted": (
        SUMS, in_blast(0, report=lambda r: {**r, "failures": [{"code": "30008", "count": 1}]})),
    "fewer planned than loaded": (
        SUMS, lambda e: replace(e, loads=({**e.loads[0], "valid": 5}, e.loads[1]))),
    "delivered that the carrier never took": (BOOKS, in_blast(0, texts=lambda t: t[1:])),
    "held that the carrier has": (
        BOOKS, in_blast(0, texts=lambda t: [*t, text("a.s4", HAWAII, "delivered", at=NOON + timedelta(hours=3))])),
    "another outcome than the carrier's": (
        BOOKS, in_blast(0, texts=lambda t: [text("a.s1", DELIVERED, "undelivered", "30008"), *t[1:]])),
    "another code than the carrier's": (
        BOOKS, in_blast(0, texts=lambda t: [t[0], text("a.s2", FAILED, "undelivered", "30006"), t[2]])),
    "a report that was never applied": (BOOKS, in_blast(0, sends=one_send(0, state="SENT"))),
    "a text that we know nothing of": (
        BOOKS, in_blast(0, texts=lambda t: [*t, text("a.s99", "+13125550144", "delivered")])),
    "a number paid for and forgotten": (NUMBERS, lambda e: replace(e, numbers_on_record=frozenset())),
    "a number nobody sold": (NUMBERS, lambda e: replace(e, numbers_sold=frozenset())),
    "fewer bought than asked for": (
        NUMBERS, lambda e: replace(e, purchases=({"result": {"bought": 0, "wanted": 1, "reason": "dry"}},))),
    "a text that never left": (LOST, in_blast(0, report=states(READY=1))),
    "a text skipped for no reason": (
        LOST, in_blast(1, report=lambda r: {**r, "skips": {"OPTED_OUT": 1, "EXPIRED": 1}})),
    "a reply that was not recorded": (LOST, in_blast(0, report=lambda r: {**r, "replies": 0})),
    "a reply counted twice": (LOST, in_blast(0, report=lambda r: {**r, "replies": 2})),
    "a report that could not be handed over": (LOST, lambda e: replace(e, dead_callbacks=1)),
    "bad rows that went unnoticed": (
        LOST, lambda e: replace(e, loads=({**e.loads[0], "refused": {"no_phone": 1}}, e.loads[1]))),
}  # fmt: skip


def test_a_demo_that_went_well_breaks_nothing() -> None:
    assert broken_promises(kept()) == ()


@pytest.mark.parametrize("what", FALSIFIED)
def test_what_is_wrong_is_said_under_its_promise(what: str) -> None:
    promise, falsify = FALSIFIED[what]
    assert [one for one in broken_promises(falsify(kept())) if one.startswith(promise)], what


def test_one_confirmation_of_an_opt_out_is_lawful() -> None:
    confirmed = [text("x", STOPPED, "delivered", at=NOON + timedelta(seconds=9))]
    assert broken_promises(replace(kept(), accepted=confirmed)) == ()


def test_a_text_whose_outcome_is_unknown_may_or_may_not_have_arrived() -> None:
    """Its counters follow it; the carrier's log is right either way."""

    def unknown(evidence: Evidence) -> Evidence:
        evidence = in_blast(0, sends=one_send(0, state="UNKNOWN", vendor_message_id=None))(evidence)
        return in_blast(0, report=states(DELIVERED=1, UNKNOWN=1))(evidence)

    assert broken_promises(unknown(kept())) == ()
    assert broken_promises(in_blast(0, texts=lambda texts: texts[1:])(unknown(kept()))) == ()


def test_the_figures_are_those_of_both_campaigns() -> None:
    figures = figures_of(kept(), 12.34)
    assert figures == {
        "contacts_loaded": 6, "contacts_refused": 2, "numbers_bought": 1, "numbers_transferred": 1, "audience": 6,
        "sent": 0, "delivered": 3, "failed": 1, "skipped": 1, "held": 1, "unknown": 0, "replies": 1, "opt_outs": 1,
        "clicks": 0, "carrier_accepted": 4, "carrier_duplicates": 0, "seconds": 12.3,
    }  # fmt: skip
