"""What both sides say happened: Groundswell through its API, and the carrier through its own log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from local.demo.api import Api
from local.demo.carrier import Accepted, Answer, Carrier
from local.demo.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class BlastBooks:
    """Our side of one blast: its report and every one of its sends. `texts` is the carrier's side."""

    report: Any
    sends: Sequence[Any]
    texts: Sequence[Accepted]
    answers: Sequence[Answer]  # what people wrote back after this blast and before the next

    @property
    def blast_id(self) -> str:
        return str(self.report["blast_id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`opted_out` says for each phone that wrote STOP whether we have it as opted out."""

    blasts: Sequence[BlastBooks]
    loads: Sequence[Any]
    expected: Sequence[People]
    purchases: Sequence[Any]
    accepted: Sequence[Accepted]
    answers: Sequence[Answer]
    opted_out: dict[str, bool]
    numbers_on_record: frozenset[str]
    numbers_sold: frozenset[str]
    numbers_working: int
    dead_callbacks: int


def asks_to_stop(answer: Answer) -> bool:
    """As a person would judge it."""
    return answer.body.lower().startswith("stop")


def gather(
    api: Api,
    carrier: Carrier,
    *,
    blasts: Sequence[str],
    loads: Sequence[Any],
    expected: Sequence[People],
    purchases: Sequence[Any],
) -> Evidence:
    accepted, answers = carrier.accepted(), carrier.answers()
    reports = [api.get(blast) for blast in blasts]
    sends = [list(api.list(f"{blast}/sends")) for blast in blasts]
    books = [
        _books(report, found, accepted, answers, following["created_at"] if following else None)
        for report, found, following in zip(reports, sends, [*reports[1:], None], strict=True)
    ]
    texted = {send["phone"] for found in sends for send in found}
    stopped = sorted({one.phone for one in answers if asks_to_stop(one)} & texted)
    numbers = list(api.list("/numbers"))
    campaigns = {report["campaign_id"] for report in reports}
    return Evidence(
        blasts=books,
        loads=loads,
        expected=expected,
        purchases=purchases,
        accepted=accepted,
        answers=answers,
        opted_out={phone: api.get(f"/opt-outs/{phone}")["opted_out"] for phone in stopped},
        numbers_on_record=frozenset(one["phone"] for one in numbers),
        numbers_sold=frozenset(carrier.numbers_sold()),
        numbers_working=sum(
            one["state"] == "ALLOCATED" and one["campaign_id"] in campaigns for one in numbers
        ),
        dead_callbacks=carrier.reports_given_up(),
    )


def _books(
    report: Any,
    sends: Sequence[Any],
    accepted: Sequence[Accepted],
    answers: Sequence[Answer],
    until: str | None,
) -> BlastBooks:
    prefix = f"{report['blast_id']}."
    phones = {send["phone"] for send in sends}
    since = _moment(report["created_at"])
    return BlastBooks(
        report=report,
        sends=sends,
        texts=[one for one in accepted if one.ref.startswith(prefix)],
        answers=[
            one
            for one in answers
            if one.phone in phones and one.at >= since and (until is None or one.at < _moment(until))
        ],
    )


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)
