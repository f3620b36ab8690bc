"""A load or a purchase that is cancelled comes to one end, wherever it stood."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from groundswell import clock
from groundswell.domain.errors import Conflict, NotFound
from groundswell.domain.job import Job, JobKind, JobState
from groundswell.domain.load import upload_key
from groundswell.extensions.contact_loaders import csv_upload
from groundswell.extensions.service_vendors.errors import VendorUnclear
from groundswell.messages import BuyNumbers, LoadContacts
from groundswell.settings import settings
from groundswell.tables import campaigns, contacts, jobs, numbers, organizations
from groundswell.usecases import buy_numbers as buying
from groundswell.usecases import report_progress
from groundswell.usecases.buy_numbers import buy_numbers
from groundswell.usecases.cancel_job import cancel_job
from groundswell.usecases.create_load import create_load
from groundswell.usecases.load_contacts import load_contacts
from groundswell.usecases.purchase_numbers import purchase_numbers
from groundswell.usecases.retry_job import retry_job
from groundswell.usecases.start_load import start_load
from groundswell.usecases.sweep import sweep
from tests.support.aws import Aws, empty
from tests.support.build import (
    CAMPAIGN,
    NOON,
    ORGANIZATION,
    USER,
    a_campaign,
    a_job,
    a_member,
    an_organization,
)
from tests.support.number_shop import FakeCarrier, Fault
from tests.support.started_loads import ROWS, a_started_load, as_it_stands
from tests.support.steps import Tripwire, arm, drain, short_leases
from tests.support.stock import an_open_account

__all__ = ["short_leases"]
FEW = "Name,Phone\nAda,2025550123\nBo,2025550124\nCy,\nDi,2025550125\n"


class Interruption(Tripwire):
    """Does something at the `at`-th moment, instead of dying."""

    def __init__(self, at: int, act: Callable[[], object]) -> None:
        super().__init__(at)
        self._act, self._acting = act, False

    def __call__(self, *moment: object) -> None:
        if self._acting:
            return
        self.moments += 1
        if self.moments == self.at:
            self.tripped = self._acting = True
            self._act()
            self._acting = False


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every step ends after one page of three rows, and what it does is told after each."""
    monkeypatch.setattr(csv_upload, "PAGE_ROWS", 3)
    monkeypatch.setattr(report_progress, "EVERY_SECONDS", 0.0)
    monkeypatch.setenv("STEP_SECONDS", "0")
    monkeypatch.setenv("LEASE_SECONDS", "0")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_a_cancelled_load_is_not_used(aws: Aws, short_steps: None) -> None:
    job = a_started_load(aws)
    for _ in range(6):
        (message,) = aws.take(LoadContacts)
        load_contacts(message)
    assert as_it_stands(job).done == 6
    assert cancel_job(ORGANIZATION, job.job_id).cancel_requested
    drain(aws, LoadContacts, load_contacts)
    ended = as_it_stands(job)
    assert (ended.state, ended.done) == (JobState.CANCELLED, 6)
    assert ended.result["valid"] == 6
    assert campaigns.get(ORGANIZATION, CAMPAIGN) == a_campaign()
    assert cancel_job(ORGANIZATION, job.job_id).state is JobState.CANCELLED
    assert not aws.waiting(LoadContacts)


def test_a_load_that_waits_for_its_file_can_be_cancelled(aws: Aws) -> None:
    organizations.add(an_organization(), a_member())
    campaigns.add(a_campaign())
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    cancel_job(ORGANIZATION, job.job_id)
    cancel_job(ORGANIZATION, job.job_id)
    aws.put_file(upload_key(ORGANIZATION, job.job_id), ROWS.encode())
    with pytest.raises(Conflict, match="being cancelled"):
        start_load(ORGANIZATION, job.job_id)
    drain(aws, LoadContacts, load_contacts)
    assert as_it_stands(job).state is JobState.CANCELLED


def test_a_step_that_runs_hears_of_the_cancellation(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_upload, "PAGE_ROWS", 1)
    monkeypatch.setattr(report_progress, "EVERY_SECONDS", 0.0)
    job, add, pages = a_started_load(aws), contacts.add_first, []

    def cancelled_meanwhile(page: list) -> contacts.Added:  # type: ignore[type-arg]
        pages.append(page)
        if len(pages) == 2:
            cancel_job(ORGANIZATION, job.job_id)
        return add(page)

    monkeypatch.setattr(contacts, "add_first", cancelled_meanwhile)
    drain(aws, LoadContacts, load_contacts)
    assert len(pages) == 2
    assert (as_it_stands(job).state, as_it_stands(job).done) == (JobState.CANCELLED, 2)


def cancel_if_possible(job: Job) -> None:
    with suppress(Conflict):
        cancel_job(ORGANIZATION, job.job_id)


@pytest.mark.parametrize("stride", range(2))
def test_a_load_cancelled_at_any_call_is_used_or_cancelled_and_never_both(
    aws: Aws, short_steps: None, stride: int
) -> None:
    moment, ends = 2 * stride + 1, set()  # before a call is after the one before
    while True:
        empty()
        job = a_started_load(aws, FEW)
        wire = Interruption(moment, lambda job=job: cancel_if_possible(job))  # type: ignore[misc]
        with pytest.MonkeyPatch.context() as patch:
            arm(patch, wire, FakeCarrier())
            drain(aws, LoadContacts, load_contacts)
        if not wire.tripped:
            break
        assert_used_or_cancelled(job, f"cancelled at moment {moment}")
        ends.add(as_it_stands(job).state)
        moment += 4
    assert ends == {JobState.CANCELLED, JobState.DONE}


@pytest.mark.parametrize("stride", range(2))
def test_a_load_killed_at_any_call_and_then_cancelled_comes_to_one_end(
    aws: Aws, short_steps: None, stride: int
) -> None:
    moment, ends = 2 * stride + 1, set()  # before a call is after the one before
    while True:
        empty()
        job = a_started_load(aws, FEW)
        wire = Tripwire(moment)

        def work(message: LoadContacts, wire: Tripwire = wire, job: Job = job) -> None:
            if wire.tripped:
                cancel_if_possible(job)
            load_contacts(message)

        with pytest.MonkeyPatch.context() as patch:
            arm(patch, wire, FakeCarrier())
            drain(aws, LoadContacts, work)
        if not wire.tripped:
            break
        assert_used_or_cancelled(job, f"killed at moment {moment}")
        ends.add(as_it_stands(job).state)
        moment += 4
    assert ends == {JobState.CANCELLED, JobState.DONE}


def assert_used_or_cancelled(job: Job, when: str) -> None:
    ended, campaign = as_it_stands(job), campaigns.get(ORGANIZATION, CAMPAIGN)
    assert ended.state in (JobState.DONE, JobState.CANCELLED), when
    assert (campaign.load_id == job.job_id) == (ended.state is JobState.DONE), when
    if ended.state is JobState.DONE:
        assert (campaign.contacts, ended.result["valid"], ended.result["refused"]) == (
            3,
            3,
            {"no_phone": 1},
        ), when


def test_what_a_load_has_done_is_seen_while_it_runs(
    aws: Aws, short_steps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, now = a_started_load(aws), [NOON]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    seen = []
    while messages := aws.take(LoadContacts):
        now[0] += timedelta(seconds=2)
        load_contacts(messages[0])
        seen.append(as_it_stands(job))
    half = next(one for one in seen if one.done == 6)
    assert (half.total, half.result["valid"]) == (9, 6)
    assert half.rate == 1.5
    assert half.finishes_at == half.updated_at + timedelta(seconds=2)  # type: ignore[operator]
    assert seen[-1].finishes_at is None
    assert seen[0].rate is None


def test_a_purchase_stops_before_its_next_chunk_and_keeps_what_was_paid_for(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buying, "CHUNK", 2)
    carrier = an_open_account()
    carrier.offer("212", 20)
    job = purchase_numbers(ORGANIZATION, "212", 9, USER, "key")

    def act(moment: str) -> None:
        if moment == "after buy_number" and len(carrier.shop.purchases) == 3:
            cancel_if_possible(job)

    carrier.on_call = act
    drain(aws, BuyNumbers, buy_numbers)
    ended = as_it_stands(job)
    assert (ended.state, ended.done, ended.result["bought"]) == (JobState.CANCELLED, 4, 4)
    assert {one.phone for one in numbers.list_all(ORGANIZATION)} == set(carrier.shop.owned)


def test_a_cancelled_purchase_first_settles_what_may_have_been_paid_for(aws: Aws) -> None:
    carrier = an_open_account()
    (phone,) = carrier.offer("212", 1)
    carrier.hidden.add(phone)
    carrier.fail("buy_number", Fault(VendorUnclear(), after=True))
    job = purchase_numbers(ORGANIZATION, "212", 5, USER, "key")
    buy_numbers(aws.take(BuyNumbers)[0])
    cancel_job(ORGANIZATION, job.job_id)
    buy_numbers(aws.take(BuyNumbers)[0])
    assert as_it_stands(job).state is JobState.RUNNING
    carrier.hidden.clear()
    drain(aws, BuyNumbers, buy_numbers)
    ended = as_it_stands(job)
    assert (ended.state, ended.result["bought"], ended.result["unsettled"]) == (JobState.CANCELLED, 1, 0)
    assert {one.phone for one in numbers.list_all(ORGANIZATION)} == set(carrier.shop.owned) == {phone}


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        (JobKind.START_CAMPAIGN, "Wait until the campaign has started"),
        (JobKind.ARCHIVE_CAMPAIGN, "Wait until it is done"),
        (JobKind.RUN_BLAST, "Pause the campaign"),
    ],
)
def test_what_cannot_be_cancelled_says_what_can_be_done(aws: Aws, kind: JobKind, remedy: str) -> None:
    jobs.add(a_job(kind=kind))
    with pytest.raises(Conflict, match=remedy):
        cancel_job(ORGANIZATION, a_job().job_id)
    with pytest.raises(Conflict, match="cannot be tried again"):
        retry_job(ORGANIZATION, a_job().job_id)


def test_another_organizations_job_is_not_there(aws: Aws) -> None:
    jobs.add(a_job())
    for act in (cancel_job, retry_job):
        with pytest.raises(NotFound):
            act("another-organization", a_job().job_id)


def test_a_load_whose_contacts_are_used_is_not_cancelled_any_more(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = []

    def fire(*_: object) -> None:
        with pytest.raises(Conflict) as caught:
            cancel_job(ORGANIZATION, job.job_id)
        refusals.append(str(caught.value))

    job = a_started_load(aws)
    monkeypatch.setattr("groundswell.hooks.fire", fire)
    drain(aws, LoadContacts, load_contacts)
    assert refusals == ["The contacts are the campaign's already. Load others, which will replace them."]
    assert as_it_stands(job).state is JobState.DONE


def test_a_cancellation_whose_message_was_lost_is_swept_up(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    organizations.add(an_organization(), a_member())
    campaigns.add(a_campaign())
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    cancel_job(ORGANIZATION, job.job_id)
    aws.take(LoadContacts)
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    sweep()
    drain(aws, LoadContacts, load_contacts)
    assert as_it_stands(job).state is JobState.CANCELLED


def test_two_organizations_that_load_at_once_do_not_disturb_each_other(aws: Aws, short_steps: None) -> None:
    """Their steps take turns on one queue; each has its own contacts, counts and refused rows."""
    ours, other = a_started_load(aws), "07e40000-7e57-4c0d-8f00-2d9b1c6a7e99"
    organizations.add(an_organization(organization_id=other), a_member(organization_id=other))
    campaigns.add(a_campaign(organization_id=other))
    theirs, _ = create_load(other, CAMPAIGN, created_by=USER)
    aws.put_file(upload_key(other, theirs.job_id), ROWS.replace("Nobody,", "Bo,1").encode())
    start_load(other, theirs.job_id)
    order = []
    while messages := aws.take(LoadContacts):
        for message in messages:
            order.append(message.organization_id)
            load_contacts(message)
    assert order[:8] == [ORGANIZATION, other] * 4
    assert jobs.get(other, theirs.job_id).result["refused"] == {"not_a_phone_number": 1}
    assert as_it_stands(ours).result["refused"] == {"no_phone": 1}
    assert len(contacts.sample(ours.job_id, 100)) == len(contacts.sample(theirs.job_id, 100)) == 8
