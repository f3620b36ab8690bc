"""The sweep wakes what waits for nobody, lets rest what waits for its hours, and does not pile up what fails."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from groundswell.domain.blast import Blast
from groundswell.domain.send import SendState
from groundswell.domain.waking import RECEIVES
from groundswell.messages import DeliverShard
from groundswell.tables.ledger import send_rows, shards
from groundswell.usecases import deliver_shard as module
from groundswell.usecases.deliver_shard import deliver_shard
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.sweep import sweep
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, whole_blast
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION
from tests.support.carrier import Carrier
from tests.support.ledger import assert_counters_equal_a_recount, lease

At = Callable[[datetime], None]
MIDNIGHT = datetime(2026, 3, 11, 4, tzinfo=UTC)  # in New York, where they live
MORNING = datetime(2026, 3, 11, 12, tzinfo=UTC)
VISIBILITY = 3


class Queue:
    """As SQS is: a message that fails comes again after three minutes, and lies dead after five times."""

    def __init__(self, aws: Aws) -> None:
        self.aws = aws
        self.dead: list[DeliverShard] = []
        self._hidden: list[tuple[int, int, DeliverShard]] = []

    def work(self, minute: int) -> None:
        due = [(n, message) for at, n, message in self._hidden if at <= minute]
        self._hidden = [one for one in self._hidden if one[0] > minute]
        for receives, message in [*due, *((0, message) for message in self.aws.take(DeliverShard))]:
            try:
                deliver_shard(message)
            except Exception:
                if receives + 1 == RECEIVES:
                    self.dead.append(message)
                else:
                    self._hidden.append((minute + VISIBILITY, receives + 1, message))


def live(queue: Queue, at: At, begin: datetime, minutes: range) -> None:
    """So many minutes of queue and sweep."""
    for minute in minutes:
        at(begin + timedelta(minutes=minute))
        if minute % 5 == 0:
            sweep()
        queue.work(minute)


def a_planned_blast(aws: Aws, people: int = 60) -> Blast:
    an_active_campaign(people=people)
    blast = send_now()
    plan(aws)
    return blast


def open_shards(blast: Blast) -> set[int]:
    return {one.shard for one in shards.list_all(blast.blast_id) if one.counters.open}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The shards whose work fails."""
    found: set[int] = set()
    work_shard = module.work_shard

    def failing(run: object, shard: object, *rest: object) -> object:
        if shard.shard in found:  # type: ignore[attr-defined]
            raise RuntimeError("boom")
        return work_shard(run, shard, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "work_shard", failing)
    return found


def test_a_delivery_that_always_fails_lies_among_the_dead_letters_once_a_shard(
    aws: Aws, carrier: Carrier, at: At, broken: set[int]
) -> None:
    blast, queue = a_planned_blast(aws), Queue(aws)
    broken |= set(range(16))
    failing = open_shards(blast)
    live(queue, at, NOON, range(1, 8 * 60))
    assert Counter(one.shard for one in queue.dead) == dict.fromkeys(failing, 1)
    assert carrier.accepted == []
    assert_counters_equal_a_recount(blast)


def test_healthy_shards_do_not_mind_a_sick_one(aws: Aws, carrier: Carrier, at: At, broken: set[int]) -> None:
    blast, queue = a_planned_blast(aws), Queue(aws)
    broken.add(3)
    live(queue, at, NOON, range(1, 30))
    assert open_shards(blast) == {3}
    assert [one.shard for one in queue.dead] == [3]


def test_once_the_cause_is_mended_it_goes_on_by_itself_though_its_dead_letter_is_gone(
    aws: Aws, carrier: Carrier, at: At, broken: set[int]
) -> None:
    blast, queue = a_planned_blast(aws), Queue(aws)
    broken |= set(range(16))
    live(queue, at, NOON, range(1, 100))
    broken.clear()
    live(queue, at, NOON, range(100, 250))
    assert len(carrier.accepted) == 60
    assert carrier.duplicates == 0
    assert open_shards(blast) == set()


def test_a_replay_goes_on_at_once_and_one_that_fails_lies_dead_again(
    aws: Aws, carrier: Carrier, at: At, broken: set[int]
) -> None:
    a_planned_blast(aws)
    queue = Queue(aws)
    broken |= set(range(16))
    live(queue, at, NOON, range(1, 120))
    letters, queue.dead = queue.dead, []
    assert not any(message.quiet for message in letters)
    for message in letters:
        with pytest.raises(RuntimeError):
            deliver_shard(message)
    broken.clear()
    at(NOON + timedelta(minutes=121))
    for message in letters:
        deliver_shard(message)
    deliver(aws)
    assert (len(carrier.accepted), carrier.duplicates) == (60, 0)


def test_what_ended_well_begins_to_count_anew(aws: Aws, carrier: Carrier, at: At, broken: set[int]) -> None:
    blast = a_planned_blast(aws)
    (message, *_) = aws.take(DeliverShard)
    broken.add(message.shard)
    for tries in (1, 2):
        with pytest.raises(RuntimeError):
            deliver_shard(message)
        assert shards.get(blast.blast_id, message.shard).tries == tries
    broken.clear()
    deliver_shard(message)
    standing = shards.get(blast.blast_id, message.shard)
    assert (standing.tries, standing.tried_at, standing.lease_id) == (0, None, None)


def test_a_worker_that_dies_is_waited_for_as_long_as_its_message_takes_to_come_again(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    blast = a_planned_blast(aws)
    aws.take(DeliverShard)
    (shard, *_) = open_shards(blast)
    lease(blast, shard)  # and never given back
    at(NOON + timedelta(minutes=2))
    sweep()
    assert shard not in {message.shard for message in aws.take(DeliverShard)}
    at(NOON + timedelta(minutes=5))
    sweep()
    (again,) = [message for message in aws.take(DeliverShard) if message.shard == shard]
    assert again.quiet is False


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each shard's sends were read."""
    read, counted = send_rows.read_page, Counter[int]()

    def counting(blast_id: str, shard: int, *, after: str, limit: int) -> object:
        counted[shard] += 1
        return read(blast_id, shard, after=after, limit=limit)

    monkeypatch.setattr(send_rows, "read_page", counting)
    return counted


def test_a_night_of_sweeps_reads_each_shard_that_only_waits_once_more(
    aws: Aws, carrier: Carrier, at: At, pages: Counter[int]
) -> None:
    an_active_campaign(people=60)
    at(MIDNIGHT)
    blast = whole_blast(aws)
    planned, queue = dict(pages), Queue(aws)
    live(queue, at, MIDNIGHT, range(1, 8 * 60))
    waiting = open_shards(blast)
    assert {shard: pages[shard] - planned[shard] for shard in waiting} == dict.fromkeys(waiting, 1)
    assert shards.counters(blast.blast_id).states[SendState.HELD] == 60


def test_a_schedule_that_never_fires_is_made_up_for_a_little_after_the_opening(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=60)
    at(MIDNIGHT)
    whole_blast(aws)
    queue = Queue(aws)
    live(queue, at, MIDNIGHT, range(5, 8 * 60))
    assert carrier.accepted == []
    live(queue, at, MORNING, range(10))
    assert (len(carrier.accepted), carrier.duplicates) == (60, 0)


def test_pausing_and_resuming_at_night_loses_nobody_and_wakes_nobody(
    aws: Aws, carrier: Carrier, at: At, pages: Counter[int]
) -> None:
    an_active_campaign(people=20)
    at(MIDNIGHT)
    whole_blast(aws)
    queue = Queue(aws)
    live(queue, at, MIDNIGHT, range(5, 30))
    pause_campaign(ORGANIZATION, CAMPAIGN)
    live(queue, at, MIDNIGHT, range(30, 60))
    resume_campaign(ORGANIZATION, CAMPAIGN)
    live(queue, at, MIDNIGHT, range(60, 70))
    seen = pages.total()
    live(queue, at, MIDNIGHT, range(70, 480))
    assert (pages.total(), carrier.accepted) == (seen, [])
    live(queue, at, MORNING, range(10))
    assert len(carrier.accepted) == 20


def test_a_pass_that_did_not_see_all_of_the_shard_lets_nothing_rest(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=60)
    at(MIDNIGHT)
    blast = whole_blast(aws)
    (shard, *_) = open_shards(blast)
    (first, *_) = send_rows.read_page(blast.blast_id, shard, after="", limit=1)
    message = DeliverShard(
        organization_id=ORGANIZATION, campaign_id=CAMPAIGN, blast_id=blast.blast_id, shard=shard,
    )  # fmt: skip
    deliver_shard(message)
    assert shards.get(blast.blast_id, shard).rests_until == MORNING
    deliver_shard(replace(message, cursor=first.send_id, step=1))
    assert (shards.get(blast.blast_id, shard).rests_until, shards.get(blast.blast_id, shard).resting) == (
        None,
        0,
    )
