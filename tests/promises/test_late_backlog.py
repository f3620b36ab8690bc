"""A backlog is drained three hours late, over and over, at both clock changes: nobody is texted at night, none lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count

import pytest

from groundswell import clock
from groundswell.domain import identity
from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.send import Send, SendState
from groundswell.extensions.service_vendors.texts import OutboundText
from groundswell.tables import organizations
from groundswell.tables.ledger import send_rows
from tests.promises.road import Road
from tests.promises.small_blast import blast_now
from tests.support import local_hours
from tests.support.blast_road import KEY, an_active_campaign, send_now, store
from tests.support.build import CAMPAIGN, ORGANIZATION, a_contact
from tests.support.ledger import assert_counters_equal_a_recount
from tests.support.local_hours import Zones, a_phone_of_each, closing, next_opening

LATE = timedelta(hours=3)
SUNDAYS = [datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 3, 14, tzinfo=UTC)]
STARTS = [sunday + timedelta(hours=hours, minutes=5) for sunday in SUNDAYS for hours in (-10, -2, 6, 15, 22)]
Text = tuple[OutboundText, datetime]


def phones() -> dict[str, Zones]:
    """One of each zone, all in two shards."""
    found: dict[str, Zones] = {}
    for zones, prefix in a_phone_of_each().items():
        lines = (f"{prefix}{number:04d}" for number in count(100))
        found[next(phone for phone in lines if identity.shard_of(_send_id(phone)) < 2)] = zones
    return found


def _send_id(phone: str) -> str:
    return identity.send_id(identity.blast_id(CAMPAIGN, KEY), phone)


@pytest.fixture
def texts(road: Road, monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """What the carrier takes, and when; schedules are made in the same time."""
    taken: list[Text] = []

    def take(text: OutboundText) -> None:
        taken.append((text, road.now))

    road.carrier.script = take
    monkeypatch.setattr(clock, "real_now", lambda: road.now)
    monkeypatch.setattr(clock, "to_real", lambda moment: moment)
    return taken


def a_blast_at(road: Road, begins: datetime, people: dict[str, Zones]) -> Blast:
    road.advance(to=begins)
    an_active_campaign(people=0)
    store(*(a_contact(phone=phone, time_zones=zones) for phone, zones in people.items()))
    blast = send_now()
    road.work()
    return blast


def drained(road: Road) -> Iterator[dict[str, Send]]:
    """The sends, each time the worker has been there: three hours after its messages, whose schedules come in time."""
    for _ in range(40):
        road.advance(LATE)
        road.work()
        yield {send.phone: send for send in send_rows.list_sends(blast_now().blast_id, limit=1_000)[0]}
        if blast_now().state is BlastState.CLOSED:
            return
        if not road.pending:
            at, message = road.aws.take_next_schedule()
            road.advance(to=max(at, road.now))
            road.pending.append(message)
            road.work()
    raise AssertionError("the blast does not end")


@pytest.mark.parametrize("begins", STARTS, ids=lambda at: f"{at:%Y-%m-%dT%H}")
def test_three_hours_late_in_every_zone_over_both_clock_changes(
    road: Road, texts: list[Text], begins: datetime
) -> None:
    zones_of = phones()
    blast = a_blast_at(road, begins, zones_of)
    for sends in drained(road):
        for phone, send in sends.items():
            if send.state is SendState.HELD:
                assert send.not_before == next_opening(zones_of[phone], road.now), (phone, zones_of[phone])
    assert len(sends) == len(zones_of) >= 16
    assert {send.state for send in sends.values()} == {SendState.SENT}
    assert Counter(text.to for text, _ in texts) == dict.fromkeys(zones_of, 1)
    for text, at in texts:
        zones = zones_of[text.to]
        assert local_hours.is_open(zones, at), (text.to, zones, at)
        assert text.valid_seconds is not None
        ends = at + timedelta(seconds=text.valid_seconds)
        assert ends == min(closing(zones, at), blast.not_after or ends), (text.to, zones, at)
    assert_counters_equal_a_recount(blast)


@pytest.mark.parametrize("sunday", SUNDAYS, ids=lambda at: f"{at:%Y-%m-%d}")
def test_hours_that_are_over_whenever_the_worker_comes_are_skipped_as_expired(
    road: Road, texts: list[Text], sunday: datetime
) -> None:
    """Two open hours a day, and a worker that is three late: held from day to day until the blast's time is over."""
    organization = organizations.get(ORGANIZATION)
    organizations.move(organization, replace(organization, opens=time(10), closes=time(12)))
    far_apart = {("America/New_York",), ("Pacific/Guam",), ()}
    zones_of = {phone: zones for phone, zones in phones().items() if zones in far_apart}
    blast, times_held = a_blast_at(road, sunday - timedelta(hours=4), zones_of), Counter[Zones]()
    for sends in drained(road):
        for phone, send in sends.items():
            if send.state is SendState.HELD:
                assert send.not_before == next_opening(zones_of[phone], road.now, 10, 12)
                times_held[zones_of[phone]] += 1
    assert texts == []
    ends = {zones_of[phone]: (send.state, send.reason) for phone, send in sends.items()}
    late = (SendState.SKIPPED, "EXPIRED")
    assert ends == {
        ("America/New_York",): late, ("Pacific/Guam",): late, (): (SendState.SKIPPED, "NO_COMMON_HOURS"),
    }  # fmt: skip
    assert all(times_held[zones] >= 3 for zones in ends if zones)
    assert_counters_equal_a_recount(blast)
