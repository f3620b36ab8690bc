"""Somebody is erased while everything else goes on, and while processes die: they get no text, and no trace is left."""

from contextlib import suppress
from datetime import timedelta

import pytest

from groundswell import secrets
from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import Job, JobKind, JobState
from groundswell.domain.load import Progress, upload_key
from groundswell.domain.send import SendState
from groundswell.messages import ErasePerson
from groundswell.tables import campaigns, contacts, jobs, recipients
from groundswell.usecases.erase_person import erase_person
from groundswell.usecases.find_erased import find_erased
from groundswell.usecases.start_load import start_load
from tests.promises.gate_log import GateLog
from tests.promises.moments import killed_at_every_moment, met_at_every_moment
from tests.promises.road import Road
from tests.promises.small_blast import (
    PEOPLE,
    PHONES,
    a_campaign_ready_to_send,
    a_planned_blast,
    blast_now,
)
from tests.support.blast_road import send_now
from tests.support.build import CAMPAIGN, ORGANIZATION, a_job
from tests.support.erasing import ask, traces
from tests.support.ledger import assert_counters_equal_a_recount

ONE = PHONES[0]
LOAD = "10ad0000-7e57-4c0d-8f00-2d9b1c6a7e99"
CSV = f"phone,first_name\n{ONE},Adalbertine\n{PHONES[1]},Ben\n"


@pytest.fixture(autouse=True)
def fresh_secrets() -> None:
    secrets.forget()


def first_round(road: Road) -> None:
    """The request and all that its first message does."""
    ask(ONE)
    for message in road.aws.take(ErasePerson):
        erase_person(message)


def to_the_end(road: Road) -> Job:
    """The request comes again, as its caller does who had no answer, and half a day passes."""
    job = ask(ONE)
    for _ in range(30):
        road.advance(timedelta(minutes=20))
        road.work()
        if jobs.get(ORGANIZATION, job.job_id).state is JobState.DONE:
            break
    road.recover()
    return jobs.get(ORGANIZATION, job.job_id)


def assert_gone(road: Road, *, had_text: bool) -> None:
    job = to_the_end(road)
    assert job.state is JobState.DONE, job
    left = traces(road.aws, ONE[1:], "Adalbertine")
    assert [one for one in left if not one.startswith("uploads/")] == []  # a file lives for 30 days
    assert set(find_erased(ORGANIZATION, [ONE])) == {ONE}
    assert not recipients.get(ORGANIZATION, ONE).opted_out
    assert (ONE in road.accepted()) == had_text
    assert road.carrier.duplicates == 0
    assert_counters_equal_a_recount(blast_now())


def test_the_erasure_is_killed_at_any_moment(road: Road) -> None:
    a_planned_blast(road)
    road.pending.clear()

    def act() -> None:
        ask(ONE)
        for _ in range(3):
            road.advance(timedelta(minutes=5))
            road.work()

    def check(_claimed: set[str]) -> None:
        assert_gone(road, had_text=False)
        assert len(road.accepted()) == PEOPLE - 1

    assert killed_at_every_moment(road, act, check, stride=3) > 60


def test_an_erasure_at_any_moment_of_delivering(road: Road) -> None:
    a_planned_blast(road)
    log = GateLog().watch(road.edge)

    def erased() -> SendState:
        before = road.states()[ONE]
        ask(ONE)
        return before

    def check(before: SendState) -> None:
        log.assert_no_claim_after_an_opt_out()
        log.events.clear()
        assert_gone(road, had_text=before is not SendState.READY)
        assert len(road.accepted()) >= PEOPLE - 1

    assert met_at_every_moment(road, road.work, erased, check, stride=4) > 40


def test_an_erasure_at_any_moment_of_planning(road: Road) -> None:
    a_campaign_ready_to_send(road)
    send_now()
    road.edge.wire.set()

    def check(_met: object) -> None:
        assert_gone(road, had_text=False)
        assert len(road.accepted()) == PEOPLE - 1

    assert met_at_every_moment(road, road.work, lambda: first_round(road), check, stride=3) > 40


def test_an_erasure_at_any_moment_of_loading(road: Road) -> None:
    a_planned_blast(road)
    road.work()
    road.pending.clear()
    had_text = ONE in road.accepted()
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    other = CAMPAIGN[:-1] + "9"
    campaigns.add(campaign.change(at=road.now, campaign_id=other, state=CampaignState.DRAFT, load_id=None))
    cursor = Progress(loader="csv-upload").to_cursor()
    jobs.add(a_job(job_id=LOAD, subject_id=other, kind=JobKind.LOAD_CONTACTS, cursor=cursor))
    road.edge.wire.set()

    def act() -> None:
        road.aws.put_file(upload_key(ORGANIZATION, LOAD), CSV.encode())
        start_load(ORGANIZATION, LOAD, {})
        for _ in range(4):
            road.work()

    def check(_met: object) -> None:
        with suppress(Exception):
            act()
        assert_gone(road, had_text=had_text)
        assert jobs.get(ORGANIZATION, LOAD).state is JobState.DONE
        assert contacts.find([LOAD], ONE) == []
        assert len(contacts.find([LOAD], PHONES[1])) == 1

    assert met_at_every_moment(road, act, lambda: first_round(road), check, stride=3) > 20
