"""Jobs through the API: found by kind and state, cancelled, and tried again."""

from datetime import timedelta

from groundswell.domain.job import JobKind, JobState
from groundswell.domain.load import Progress, upload_key
from groundswell.messages import LoadContacts
from groundswell.tables import campaigns, jobs
from tests.functions.admin.conftest import HOME, TEXTER
from tests.support.build import LOAD, NOON, ORGANIZATION, a_campaign, a_job
from tests.support.http import ask


def many_jobs(count):
    """Every third is a failed load, the others are blasts; the later the higher the number."""
    for number in range(count):
        kind, state = (
            (JobKind.LOAD_CONTACTS, JobState.FAILED)
            if number % 3 == 0
            else (JobKind.RUN_BLAST, JobState.DONE)
        )
        at = NOON + timedelta(minutes=number)
        job_id = f"10ad0000-7e57-4c0d-8f00-0000000000{number:02d}"
        jobs.add(a_job(job_id=job_id, kind=kind, state=state, created_at=at))


def listed(owner, **query):
    found, cursor = [], None
    for _ in range(50):
        more = {"cursor": cursor} if cursor else {}
        page = owner("GET", f"{HOME}/jobs", query={**query, **more}).json
        assert len(page["items"]) <= int(query["limit"])
        found += [int(one["job_id"][-2:]) for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found
    raise AssertionError("the list does not end")


def test_jobs_are_found_by_kind_and_state(owner):
    many_jobs(30)
    loads = list(range(27, -1, -3))
    assert listed(owner, limit="4", kind="LOAD_CONTACTS") == loads
    assert listed(owner, limit="1", state="FAILED") == loads
    assert listed(owner, limit="7", kind="LOAD_CONTACTS", state="DONE") == []
    assert listed(owner, limit="200") == list(range(29, -1, -1))
    assert owner("GET", f"{HOME}/jobs", query={"kind": "NOTHING"}).status == 422


def test_a_load_is_cancelled(owner, members):
    jobs.add(a_job(cursor=Progress(loader="csv-upload").to_cursor()))
    for _ in range(2):
        answer = owner("POST", f"{HOME}/jobs/{LOAD}/cancel")
        assert (answer.status, answer.json["cancel_requested"]) == (202, True)
    assert {message.job_id for message in members.waiting(LoadContacts)} == {LOAD}


def test_what_cannot_be_cancelled_or_tried_again_says_why(owner):
    jobs.add(a_job(kind=JobKind.START_CAMPAIGN))
    for verb in ("cancel", "retry"):
        answer = owner("POST", f"{HOME}/jobs/{LOAD}/{verb}")
        assert answer.status == 409
        assert "cannot be" in answer.json["detail"]
        assert owner("POST", f"{HOME}/jobs/nothing/{verb}").status == 404


def test_a_failed_load_is_tried_again(owner, members):
    campaigns.add(a_campaign())
    jobs.add(a_job(state=JobState.FAILED, cursor=Progress(loader="csv-upload").to_cursor()))
    assert owner("POST", f"{HOME}/jobs/{LOAD}/retry").status == 409
    members.put_file(upload_key(ORGANIZATION, LOAD), b"phone\n2025550123\n")
    answer = owner("POST", f"{HOME}/jobs/{LOAD}/retry")
    assert (answer.status, answer.json["state"], answer.json["kind"]) == (202, "QUEUED", "LOAD_CONTACTS")
    assert answer.json["job_id"] != LOAD


def test_a_texter_neither_cancels_nor_tries_again(handler, members):
    jobs.add(a_job())
    for verb in ("cancel", "retry"):
        assert ask(handler, "POST", f"{HOME}/jobs/{LOAD}/{verb}", user=TEXTER).status == 403
