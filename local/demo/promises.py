"""What both sides say happened goes in; every promise that was not kept comes out, as a sentence each."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from local.demo.carrier import Accepted
from local.demo.evidence import Evidence, asks_to_stop
from local.demo.people import ZONES

Check = Callable[[Evidence], Iterator[str]]
EARLIEST, LATEST = time(8), time(21)
"""The law's hours, at the recipient's place (47 CFR 64.1200(c)(1))."""
OPEN = ("READY", "DISPATCHING")
CARRIERS_WORDS = {"DELIVERED": ("delivered",), "FAILED": ("undelivered", "failed"),
                  "SENT": ("accepted", "queued", "sending", "sent")}  # fmt: skip


def broken_promises(evidence: Evidence) -> tuple[str, ...]:
    """Empty if all were kept."""
    return tuple(
        f"{promise} {sentence}" for promise, check in PROMISES.items() for sentence in check(evidence)
    )


def _no_copies(evidence: Evidence) -> Iterator[str]:
    copies = carrier_duplicates(evidence)
    if copies:
        yield f"The carrier accepted {copies} texts more than once."


def carrier_duplicates(evidence: Evidence) -> int:
    """Surplus copies in the carrier's log: of one send, or of one blast to one phone."""
    by_ref = Counter(one.ref for books in evidence.blasts for one in books.texts)
    by_phone = Counter((books.blast_id, one.to) for books in evidence.blasts for one in books.texts)
    return max(sum(count - 1 for count in found.values()) for found in (by_ref, by_phone))


def _sums(evidence: Evidence) -> Iterator[str]:
    for books, load in zip(evidence.blasts, evidence.loads, strict=True):
        report, states = books.report, {k: v for k, v in books.report["states"].items() if v}
        figures = {
            sum(states.values()),
            report["planned"],
            report["audience"],
            load["valid"],
            len(books.sends),
        }
        if len(figures) != 1:
            yield f"States, plan, audience, contacts and list differ: {sorted(figures)}."
        counted = Counter(send["state"] for send in books.sends)
        if dict(counted) != states:
            yield f"The counters say {states}, the list of sends says {dict(counted)}."
        failures = {one["code"]: one["count"] for one in report["failures"]}
        listed = Counter(send["reason"] for send in books.sends if send["state"] == "FAILED")
        if dict(listed) != failures:
            yield f"The failures are counted as {failures}, but listed as {dict(listed)}."


def _same_books(evidence: Evidence) -> Iterator[str]:
    """Send by send, both ways."""
    for books in evidence.blasts:
        theirs = {one.ref: one for one in books.texts}
        ours = {f"{books.blast_id}.{send['send_id']}": send for send in books.sends}
        wrong = Counter(_difference(send, theirs.get(ref)) for ref, send in ours.items())
        del wrong[None]
        for difference, count in wrong.items():
            yield f"{count} texts: {difference}."
        if foreign := theirs.keys() - ours.keys():
            yield f"The carrier accepted {len(foreign)} texts that we know nothing of."


def _difference(send: Any, text: Accepted | None) -> str | None:
    """What the two books say differently about one send; nothing may be said of an UNKNOWN one."""
    state, reason = send["state"], send["reason"]
    if state == "UNKNOWN":
        return None
    has_left = state in CARRIERS_WORDS and send["vendor_message_id"] is not None
    if text is None:
        return f"we have them as {state}, the carrier never took them" if has_left else None
    if text.status not in CARRIERS_WORDS.get(state, ()):
        return f"we have them as {state}, the carrier as {text.status}"
    if state == "FAILED" and reason != text.error_code:
        return f"we have them as failed with {reason}, the carrier with {text.error_code}"
    return None


def _opt_outs(evidence: Evidence) -> Iterator[str]:
    stops: dict[str, datetime] = {}
    for answer in evidence.answers:
        if asks_to_stop(answer):
            stops.setdefault(answer.phone, answer.at)
    later = [
        one for books in evidence.blasts for one in books.texts if one.to in stops and one.at > stops[one.to]
    ]
    if later:
        yield f"{len(later)} texts went to people who had written STOP before."
    again = Counter(one.to for one in _other_texts(evidence) if one.to in stops and one.at > stops[one.to])
    if nagged := [phone for phone, count in again.items() if count > 1]:
        yield f"{len(nagged)} people who had written STOP got more than the one confirmation."
    if forgotten := [phone for phone, known in evidence.opted_out.items() if not known]:
        yield f"{len(forgotten)} people who wrote STOP are not recorded as opted out."
    for books in evidence.blasts:
        since = datetime.fromisoformat(books.report["created_at"])
        due = sum(stops[s["phone"]] < since for s in books.sends if s["phone"] in stops)
        skipped = books.report["skips"].get("OPTED_OUT", 0)
        if due != skipped:
            yield f"{due} of the audience had written STOP, {skipped} were skipped for it."


def _other_texts(evidence: Evidence) -> list[Accepted]:
    """What the account sent besides the two blasts: confirmations, of which the law allows one."""
    of_blasts = {one.ref for books in evidence.blasts for one in books.texts}
    return [one for one in evidence.accepted if one.ref not in of_blasts]


def _hours(evidence: Evidence) -> Iterator[str]:
    texts = [one for books in evidence.blasts for one in books.texts]
    outside = [one for one in texts if not EARLIEST <= _local_time(one) < LATEST]
    if outside:
        yield f"{len(outside)} texts left outside of 8:00 to 21:00 where the recipient lives."


def _local_time(text: Accepted) -> time:
    return text.at.astimezone(ZoneInfo(ZONES[text.to[2:5]])).time()


def _numbers(evidence: Evidence) -> Iterator[str]:
    if lost := evidence.numbers_sold - evidence.numbers_on_record:
        yield f"{len(lost)} numbers were paid for and are not on record."
    if dreamt := evidence.numbers_on_record - evidence.numbers_sold:
        yield f"{len(dreamt)} numbers are on record that the carrier did not sell."
    for job in evidence.purchases:
        result = job["result"]
        if result["bought"] != result["wanted"]:
            yield f"{result['bought']} of {result['wanted']} were bought: {result['reason']}"


def _nothing_lost(evidence: Evidence) -> Iterator[str]:
    for books, load, people in zip(evidence.blasts, evidence.loads, evidence.expected, strict=True):
        refused = sum(load["refused"].values())
        found = (load["valid"], load["duplicates"], refused)
        wanted = (len(people.phones), people.duplicates, people.refused)
        if found != wanted:
            yield f"Of a file with {wanted} contacts, duplicates and bad rows, {found} were found."
        if stuck := sum(books.report["states"][state] for state in OPEN):
            yield f"{stuck} texts never got anywhere."
        others = {reason: n for reason, n in books.report["skips"].items() if n and reason != "OPTED_OUT"}
        if others:
            yield f"Texts were skipped that nobody had opted out of: {others}."
        if books.report["replies"] != len(books.answers):
            yield f"{len(books.answers)} people wrote back, {books.report['replies']} replies were recorded."
    if evidence.dead_callbacks:
        yield f"{evidence.dead_callbacks} of the carrier's reports could not be handed over."


PROMISES: dict[str, Check] = {
    "Nobody gets the same text twice.": _no_copies,
    "Opted out means out.": _opt_outs,
    "Texts leave only within the recipient's hours.": _hours,
    "The numbers add up.": _sums,
    "Our books and the carrier's agree.": _same_books,
    "Every number that was paid for is on record.": _numbers,
    "Nothing is lost.": _nothing_lost,
}
"""In the order in which they are shown."""
