"""How a blast went over time: noted as it moves, true whatever comes twice, and never in the way of the work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from groundswell.domain.campaign import SenderChoice
from groundswell.domain.pacing import Pace, PaceScope
from groundswell.messages import DeliveryReported
from groundswell.tables import organizations
from groundswell.tables.ledger import send_rows, shards, snapshots
from groundswell.usecases.note_outcome import EVERY, REMEMBERED, forget_notes, note_outcome
from groundswell.usecases.read_outcome import Outcome, read_outcome
from groundswell.usecases.record_delivery import record_delivery
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, whole_blast
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION
from tests.support.carrier import Carrier

At = Callable[[datetime], None]
MINUTE = timedelta(minutes=1)


def read(blast_id: str) -> Outcome:
    return read_outcome(ORGANIZATION, CAMPAIGN, blast_id)


def counts(blast_id: str) -> list[tuple[int, int, int]]:
    return [one.counts for one in read(blast_id).points]


def report(blast_id: str, texts: range, state: str = "DELIVERED") -> None:
    sends, _ = send_rows.list_sends(blast_id, limit=200)
    code = "30003" if state == "FAILED" else None
    reports = [
        DeliveryReported(
            organization_id=ORGANIZATION, blast_id=blast_id, send_id=sends[number].send_id,
            state=state, vendor_message_id=f"SM{number + 1}", error_code=code,
        )
        for number in texts
    ]  # fmt: skip
    assert record_delivery(reports) == set()


def set_pace(pace: Pace) -> None:
    before = organizations.get(ORGANIZATION)
    organizations.move(before, replace(before, pace=pace))


def test_a_blast_is_seen_from_nothing_to_its_last_report(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=40)
    at(NOON + MINUTE)
    blast = whole_blast(aws)
    at(NOON + 2 * MINUTE)
    report(blast.blast_id, range(30))
    at(NOON + 3 * MINUTE)
    report(blast.blast_id, range(30, 35), "FAILED")
    report(blast.blast_id, range(35, 38))  # at the same moment: it is noted no more, and still told
    report(blast.blast_id, range(35, 38))  # and once more, as queues do
    assert counts(blast.blast_id)[-2:] == [(40, 30, 0), (40, 33, 5)]
    points = read(blast.blast_id).points
    assert points[0].counts == (0, 0, 0)
    assert points[-1].at == NOON + 3 * MINUTE  # not later than now
    at(NOON + timedelta(days=3))
    assert read(blast.blast_id).points[-1].at == NOON + 4 * MINUTE  # a closed blast does not grow


def test_each_process_notes_a_blast_only_now_and_then(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=3)
    blast = whole_blast(aws)
    seen = snapshots.list_newest(blast.blast_id, limit=10)
    assert len(seen) == 1
    report(blast.blast_id, range(3))
    assert snapshots.list_newest(blast.blast_id, limit=10) == seen
    at(NOON + timedelta(seconds=EVERY))
    note_outcome(blast.blast_id)
    (later,) = snapshots.list_newest(blast.blast_id, limit=10)  # the same minute
    assert later.counts == (3, 3, 0)


def test_a_late_writer_takes_nothing_back(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=3)
    at(NOON + timedelta(seconds=30))
    blast = whole_blast(aws)
    report(blast.blast_id, range(3))
    forget_notes()
    at(NOON + timedelta(seconds=40))
    note_outcome(blast.blast_id)
    forget_notes()
    at(NOON + timedelta(seconds=35))
    note_outcome(blast.blast_id)
    (kept,) = snapshots.list_newest(blast.blast_id, limit=10)
    assert kept.at == NOON + timedelta(seconds=40)


def test_a_note_that_fails_hinders_nobody(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise TimeoutError

    an_active_campaign(people=5)
    monkeypatch.setattr(snapshots, "add", broken)
    blast = whole_blast(aws)
    report(blast.blast_id, range(5))
    assert counts(blast.blast_id)[-1] == (5, 5, 0)


def test_a_process_remembers_only_so_many_blasts(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=2)
    blast = whole_blast(aws)
    for number in range(REMEMBERED):
        note_outcome(f"another-{number}")
    at(NOON + MINUTE)
    note_outcome(blast.blast_id)
    assert len(snapshots.list_newest(blast.blast_id, limit=10)) == 2


def test_its_speed_is_told_while_it_runs(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=32)
    blast = send_now()
    plan(aws)
    note_outcome(blast.blast_id)
    assert read(blast.blast_id).per_minute is None  # nothing to compare with yet
    forget_notes()
    at(NOON + 2 * MINUTE)
    note_outcome(blast.blast_id)
    assert read(blast.blast_id).per_minute == 0.0
    deliver(aws)
    assert shards.counters(blast.blast_id).open == 0
    assert read(blast.blast_id).per_minute is None  # it is closed


@pytest.mark.parametrize(
    ("pace", "changes", "limit", "numbers"),
    [
        (None, {}, None, None),
        (Pace(scope=PaceScope.ACCOUNT, segments_per_second=3), {}, 180, None),
        (Pace(scope=PaceScope.NUMBER, segments_per_second=1), {}, 240, 4),
        (
            Pace(scope=PaceScope.NUMBER, segments_per_second=1),
            {"sender_choice": SenderChoice.CARRIER},
            60,
            None,
        ),
        (Pace(scope=PaceScope.NUMBER, segments_per_second=1), {"text": "á" * 71 + "ş"}, 120, 4),
    ],
)
def test_its_limit_is_told_in_texts_a_minute(
    aws: Aws,
    carrier: Carrier,
    at: At,
    pace: Pace | None,
    changes: dict[str, object],
    limit: float | None,
    numbers: int,
) -> None:
    an_active_campaign(people=1, pool=4, **changes)
    if pace:
        set_pace(pace)
    blast = send_now()
    found = read(blast.blast_id)
    assert (found.limit_per_minute, found.numbers) == (limit, numbers)
    assert found.limit_scope is (pace.scope if pace else None)
