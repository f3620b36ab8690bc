"""A contact load from upload to audience: checked whole, loaded in steps, the same however often a step is done."""

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from groundswell import queues
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.contact import OWN_FIELDS
from groundswell.domain.errors import Conflict, Invalid, NotFound
from groundswell.domain.job import Job, JobKind, JobState
from groundswell.domain.load import upload_key
from groundswell.extensions.contact_loaders import csv_upload
from groundswell.extensions.contact_loaders.csv_upload import lines
from groundswell.messages import LoadContacts
from groundswell.settings import settings
from groundswell.tables import campaign_jobs, campaigns, contacts, job_rows, jobs, organizations
from groundswell.usecases import run_step
from groundswell.usecases.create_load import create_load
from groundswell.usecases.load_contacts import load_contacts
from groundswell.usecases.start_load import start_load
from tests.support.aws import Aws
from tests.support.build import (
    CAMPAIGN,
    NOON,
    ORGANIZATION,
    USER,
    a_campaign,
    a_job,
    a_member,
    a_phone,
    an_organization,
)

FEW = "Name,Phone,Issue\nAda,202-555-0123,parks\nBo,,\nCy,call me,\nAda again,2025550123,\nDi,2025550124,schools\n"


@pytest.fixture(autouse=True)
def campaign(aws: Aws) -> Campaign:
    organizations.add(an_organization(), a_member())
    campaigns.add(a_campaign())
    return a_campaign()


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every step ends after one page of three rows, and every read after a few rows."""
    monkeypatch.setattr(csv_upload, "PAGE_ROWS", 3)
    monkeypatch.setattr(lines, "BLOCK", 700)
    monkeypatch.setenv("STEP_SECONDS", "0")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def upload(aws: Aws, content: str | bytes, mapping: dict[str, str] | None = None) -> Job:
    """A load that has been started with this file."""
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    aws.put_file(
        upload_key(ORGANIZATION, job.job_id), content.encode() if isinstance(content, str) else content
    )
    return start_load(ORGANIZATION, job.job_id, mapping)


def work_off(aws: Aws) -> int:
    """Do what is on the queue until nothing is; how many messages that took."""
    count = 0
    while waiting := aws.take(LoadContacts):
        for message in waiting:
            load_contacts(message)
            count += 1
    return count


def loaded(aws: Aws, content: str | bytes, mapping: dict[str, str] | None = None) -> Job:
    job = upload(aws, content, mapping)
    work_off(aws)
    return jobs.get(ORGANIZATION, job.job_id)


def refused_rows(aws: Aws, job: Job) -> list[list[str]]:
    text = aws.file(job.result["refused_rows_key"]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def many_rows(count: int) -> str:
    """Every third row is a duplicate, every fourth is refused; notes run over several lines."""
    rows = [
        f'N{n};{"x" if n % 4 == 0 else a_phone(n - n % 3)};"one\r\n\r\ntwo {n}"\r\n' for n in range(count)
    ]
    return "\ufeffName;Phone;Note\r\n" + "".join(rows)


def test_a_load_is_created_with_an_address_to_upload_to(aws: Aws) -> None:
    job, address = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    assert jobs.get(ORGANIZATION, job.job_id) == job
    assert job.state is JobState.QUEUED
    assert job.subject_id == CAMPAIGN
    assert address["fields"]["key"] == f"uploads/{ORGANIZATION}/{job.job_id}.csv"
    assert address["max_bytes"] == 100 * 1024 * 1024
    assert not aws.waiting(LoadContacts)


def test_only_a_draft_gets_contacts(campaign: Campaign) -> None:
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    campaigns.move(campaign, campaign.become(CampaignState.STARTING, at=NOON))
    with pytest.raises(Conflict, match="STARTING"):
        create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    with pytest.raises(Conflict, match="STARTING"):
        start_load(ORGANIZATION, job.job_id)


def test_what_does_not_exist_cannot_be_loaded() -> None:
    with pytest.raises(NotFound):
        create_load("another organization", CAMPAIGN, created_by=USER)
    with pytest.raises(Invalid, match="csv-upload"):
        create_load(ORGANIZATION, CAMPAIGN, loader="punched-cards", created_by=USER)
    jobs.add(a_job(kind=JobKind.RUN_BLAST))
    with pytest.raises(NotFound):
        start_load(ORGANIZATION, a_job().job_id)


def test_a_load_without_a_file_cannot_start(aws: Aws) -> None:
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    with pytest.raises(Conflict, match="Upload the file"):
        start_load(ORGANIZATION, job.job_id)
    assert jobs.get(ORGANIZATION, job.job_id).step == 0


def test_the_contacts_become_the_campaigns_audience(aws: Aws) -> None:
    job = loaded(aws, FEW)
    assert job.state is JobState.DONE
    assert job.result == {
        "rows": 5,
        "valid": 2,
        "duplicates": 1,
        "refused": {"no_phone": 1, "not_a_phone_number": 1},
        "time_zones": {"America/New_York": 2},
        "refused_rows_key": f"refused/{ORGANIZATION}/{job.job_id}.csv",
    }
    assert (job.done, job.total) == (5, 5)
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    assert (campaign.load_id, campaign.contacts) == (job.job_id, 2)
    assert campaign.fields == (*OWN_FIELDS, "issue")
    assert sorted(one.first_name for one in contacts.sample(job.job_id, 10)) == ["Ada", "Di"]


def test_refused_rows_can_be_downloaded_with_reasons_and_without_formulas(aws: Aws) -> None:
    job = loaded(aws, 'Name,=Nick,Phone\n=1+1,x,+1 000\n"A\nB",@x,\nDi,,2025550124\n')
    assert refused_rows(aws, job) == [
        ["row", "reason", "Name", "'=Nick", "Phone"],
        ["2", "This is not a valid phone number.", "'=1+1", "x", "'+1 000"],
        ["3", "The phone is missing.", "A\nB", "'@x", ""],
    ]


def test_a_load_without_refusals_has_no_file_of_them(aws: Aws) -> None:
    job = loaded(aws, "Phone\n2025550123\n")
    assert job.result["refused_rows_key"] is None
    assert aws.files() == [upload_key(ORGANIZATION, job.job_id)]


def test_the_mapping_of_the_start_is_followed(aws: Aws) -> None:
    job = loaded(aws, "A,B\nAda,2025550123\n", {"B": "phone", "A": "first_name"})
    assert job.result["valid"] == 1
    assert contacts.sample(job.job_id, 1)[0].first_name == "Ada"


@pytest.mark.usefixtures("short_steps")
def test_a_load_goes_on_over_many_steps(aws: Aws) -> None:
    job = upload(aws, many_rows(50))
    seen = []
    while message := next(iter(aws.take(LoadContacts)), None):
        load_contacts(message)
        seen.append(jobs.get(ORGANIZATION, job.job_id))
    assert (
        len(seen) == 37
    )  # 17 pages are checked, 17 loaded, each walk has a step that finds its end, one finishes
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert {one.total for one in seen[18:]} == {50}
    ended = seen[-1]
    assert ended.state is JobState.DONE
    assert ended.result["refused"] == {"not_a_phone_number": 13}
    assert ended.result["valid"] == len(contacts.sample(job.job_id, 100)) == 17
    assert ended.result["duplicates"] == 20
    assert [int(row[0]) for row in refused_rows(aws, ended)[1:]] == list(range(2, 51, 4))


@pytest.mark.usefixtures("short_steps")
def test_every_step_done_twice_gives_the_same(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    once = loaded(aws, many_rows(40))
    job = upload(aws, many_rows(40))
    kill = _Killer(monkeypatch)
    while message := next(iter(aws.take(LoadContacts)), None):
        kill.before_it_is_recorded(message)
        load_contacts(message)
    twice = jobs.get(ORGANIZATION, job.job_id)
    assert kill.count > 25
    assert _counts(twice) == _counts(once)
    assert refused_rows(aws, twice) == refused_rows(aws, once)
    assert len(contacts.sample(job.job_id, 100)) == once.result["valid"]


@pytest.mark.usefixtures("short_steps")
def test_the_same_message_twice_does_its_step_once(aws: Aws) -> None:
    job = upload(aws, many_rows(10))
    while waiting := aws.take(LoadContacts):
        for message in {one.step: one for one in waiting}.values():
            load_contacts(message)
            load_contacts(message)
    ended = jobs.get(ORGANIZATION, job.job_id)
    assert ended.state is JobState.DONE
    assert ended.result["rows"] == 10
    assert campaigns.get(ORGANIZATION, CAMPAIGN).version == 1


def test_starting_twice_loads_once(aws: Aws) -> None:
    job = upload(aws, FEW, {"Issue": "cause"})
    assert start_load(ORGANIZATION, job.job_id).step == job.step
    assert work_off(aws) > 2
    assert jobs.get(ORGANIZATION, job.job_id).result["rows"] == 5
    assert campaigns.get(ORGANIZATION, CAMPAIGN).fields == (*OWN_FIELDS, "cause")
    with pytest.raises(Conflict, match="ended"):
        start_load(ORGANIZATION, job.job_id)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        ("Name,Phone\n\n\n", "no rows below"),
        ("Name\nAda\n", "No column is the phone."),
        ("Name,Phone\n" + "Ada,2025550123\n" * 2_000 + "x" * 1_000_000, "longer than 10,000 characters"),
        ("Name,Phone\n" + "Ada,2025550123\n" * 2_000 + "Jos\0,1\n", "Line 2002 holds a NUL character"),
        (("Name,Phone\n" + "Ada,2025550123\n" * 2_000 + "José,1\n").encode("latin-1"), "not UTF-8: line 2002"),
        ("Name,Phone\nAda,1\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04", "Excel workbook"),
    ],
)  # fmt: skip
def test_of_a_file_that_cannot_be_read_nothing_is_stored(aws: Aws, content: str | bytes, reason: str) -> None:
    job = loaded(aws, content)
    assert job.state is JobState.FAILED
    assert reason in job.reason
    assert aws.rows("contacts") == []
    assert campaigns.get(ORGANIZATION, CAMPAIGN) == a_campaign()


def test_a_file_that_is_uploaded_again_meanwhile_is_not_mixed_with_the_first(aws: Aws) -> None:
    job = upload(aws, FEW)
    load_contacts(aws.take(LoadContacts)[0])
    aws.put_file(upload_key(ORGANIZATION, job.job_id), FEW.replace("Ada", "Eve").encode())
    work_off(aws)
    ended = jobs.get(ORGANIZATION, job.job_id)
    assert ended.state is JobState.FAILED
    assert "Another file was uploaded" in ended.reason
    assert aws.rows("contacts") == []


def test_a_file_without_one_usable_phone_fails_and_says_which_rows(aws: Aws) -> None:
    job = loaded(aws, "Name,Phone\nAda,1\n")
    assert job.state is JobState.FAILED
    assert "No row has a usable phone number." in job.reason
    assert job.result["refused"] == {"not_a_phone_number": 1}
    assert len(refused_rows(aws, job)) == 2
    assert campaigns.get(ORGANIZATION, CAMPAIGN).load_id is None


def test_a_campaign_that_starts_meanwhile_keeps_its_audience(aws: Aws, campaign: Campaign) -> None:
    job = upload(aws, FEW)
    load_contacts(aws.take(LoadContacts)[0])
    campaigns.move(campaign, campaign.become(CampaignState.STARTING, at=NOON))
    work_off(aws)
    ended = jobs.get(ORGANIZATION, job.job_id)
    assert ended.state is JobState.FAILED
    assert "STARTING" in ended.reason
    assert campaigns.get(ORGANIZATION, CAMPAIGN).load_id is None


def test_a_campaign_that_is_edited_meanwhile_gets_its_audience_all_the_same(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, edited = campaign_jobs.bind, []

    def bind(before: Campaign, after: Campaign, job: Job) -> None:
        if not edited:
            edited.append(campaigns.move(before, before.change(at=NOON, name="Edited")))
        real(before, after, job)

    monkeypatch.setattr(campaign_jobs, "bind", bind)
    loaded(aws, FEW)
    assert campaigns.get(ORGANIZATION, CAMPAIGN).contacts == 2
    assert campaigns.get(ORGANIZATION, CAMPAIGN).name == "Edited"


def test_a_later_load_replaces_the_audience(aws: Aws) -> None:
    loaded(aws, FEW)
    second = loaded(aws, "Phone\n2025550199\n")
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    assert (campaign.load_id, campaign.contacts, campaign.fields) == (second.job_id, 1, OWN_FIELDS)


def test_the_managers_hear_of_the_audience(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(
        "groundswell.hooks.fire", lambda hook, organization: heard.append((hook, organization))
    )
    job = loaded(aws, FEW)
    ((news, organization),) = heard
    assert organization == an_organization()
    assert (news.campaign.campaign_id, news.load_id, news.contacts) == (CAMPAIGN, job.job_id, 2)
    assert news.campaign.load_id == job.job_id


def test_no_phone_and_no_name_is_logged(aws: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    loaded(aws, FEW)
    written = "".join(capsys.readouterr())
    assert "202555" not in written
    assert "Ada" not in written


def test_the_messy_file_adds_up(aws: Aws) -> None:
    folder = os.environ.get("GROUNDSWELL_DATA")
    if not folder:
        pytest.skip("GROUNDSWELL_DATA names no folder")
    expected = json.loads((Path(folder) / "contacts_messy.json").read_text())
    job = loaded(aws, (Path(folder) / "contacts_messy.csv").read_bytes())
    assert {name: job.result[name] for name in ("rows", "valid", "duplicates", "refused")} == {
        name: expected[name] for name in ("rows", "valid", "duplicates", "refused")
    }
    assert len(refused_rows(aws, job)) - 1 == sum(expected["refused"].values())


def _counts(job: Job) -> dict[str, Any]:
    return {name: value for name, value in job.result.items() if name != "refused_rows_key"}


class _Killer:
    """Lets a step do all its work and then dies, as a worker does that is killed before it can record anything."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._patch = monkeypatch

    def before_it_is_recorded(self, message: LoadContacts) -> None:
        with self._patch.context() as patch:
            patch.setattr(run_step, "_record", self._die)
            with pytest.raises(SystemExit):
                load_contacts(message)
        _let_the_lease_lapse(message)

    def _die(self, *_: object) -> None:
        self.count += 1
        raise SystemExit


def _let_the_lease_lapse(message: LoadContacts) -> None:
    row = job_rows.Row.get(message.organization_id, message.job_id)
    row.update(actions=[job_rows.Row.lease_id.remove(), job_rows.Row.lease_until.remove()])


def test_the_next_step_is_asked_for_on_the_loads_queue(aws: Aws) -> None:
    job = upload(aws, FEW)
    (message,) = aws.take(LoadContacts)
    assert message == LoadContacts(organization_id=ORGANIZATION, job_id=job.job_id, step=1)
    queues.send(message)
    assert aws.waiting(LoadContacts) == [message]
