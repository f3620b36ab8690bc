"""Loading contacts, following jobs, and looking at what was loaded, through the API."""

from datetime import timedelta

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import JobKind, JobState
from groundswell.domain.load import upload_key
from groundswell.messages import LoadContacts
from groundswell.tables import campaigns, contacts, jobs
from tests.functions.admin.conftest import HOME
from tests.support.build import CAMPAIGN, LOAD, NOON, ORGANIZATION, a_campaign, a_contact, a_job, a_phone

ONE = f"{HOME}/campaigns/{CAMPAIGN}"


@pytest.fixture
def draft(owner):
    campaigns.add(a_campaign())
    return owner


def test_a_load_says_where_to_upload_and_starts_once_there_is_a_file(draft, members):
    made = draft("POST", f"{ONE}/loads", body={})
    assert made.status == 201
    load_id = made.json["load_id"]
    assert made.json["upload"]["url"].startswith("https://")
    assert made.json["upload"]["fields"]["key"] == upload_key(ORGANIZATION, load_id)
    assert made.json["upload"]["max_bytes"] == 100 * 1024 * 1024
    early = draft("POST", f"{ONE}/loads/{load_id}/start", body={})
    assert early.status == 409
    members.put_file(upload_key(ORGANIZATION, load_id), b"phone\n2025550123\n")
    started = draft("POST", f"{ONE}/loads/{load_id}/start", body={"mapping": {"phone": "phone"}})
    assert started.status == 202
    assert [message.job_id for message in members.waiting(LoadContacts)] == [load_id]


def test_only_a_draft_takes_contacts(owner):
    campaigns.add(a_campaign(state=CampaignState.ACTIVE))
    assert owner("POST", f"{ONE}/loads", body={}).status == 409


def test_an_unknown_loader_is_refused(draft):
    answer = draft("POST", f"{ONE}/loads", body={"loader": "crystal-ball"})
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "loader"


def test_loads_are_listed_for_their_campaign_only(draft):
    draft("POST", f"{ONE}/loads", body={})
    jobs.add(a_job(kind=JobKind.RUN_BLAST, subject_id=CAMPAIGN))
    (load,) = draft("GET", f"{ONE}/loads").json["items"]
    assert load["kind"] == "LOAD_CONTACTS"
    assert draft("GET", f"{ONE}/loads/{load['job_id']}").json == load
    assert draft("GET", f"{ONE}/loads/{LOAD}").status == 404


def test_a_load_of_another_campaign_is_not_found(draft):
    jobs.add(a_job(subject_id="another-campaign"))
    for path in (f"{ONE}/loads/{LOAD}", f"{ONE}/loads/{LOAD}/refused-rows"):
        assert draft("GET", path).status == 404
    assert draft("POST", f"{ONE}/loads/{LOAD}/start", body={}).status == 404


def test_refused_rows_are_offered_as_a_download(draft):
    jobs.add(a_job(state=JobState.DONE, result={"refused_rows_key": "refused/o/l.csv"}))
    url = draft("GET", f"{ONE}/loads/{LOAD}/refused-rows").json["url"]
    assert f"refused/{ORGANIZATION}/{LOAD}.csv" in url
    assert "Signature" in url
    raw = draft("GET", f"{ONE}/loads/{LOAD}/refused-rows", query={"raw": "true"}).json["url"]
    assert f"refused/{ORGANIZATION}/{LOAD}.raw.csv" in raw


def test_where_no_row_was_refused_there_is_no_download(draft):
    jobs.add(a_job(state=JobState.DONE))
    assert draft("GET", f"{ONE}/loads/{LOAD}/refused-rows").status == 409


def test_some_contacts_are_shown(owner):
    campaigns.add(a_campaign(load_id=LOAD, contacts=1))
    contacts.add_first([a_contact(custom={"team": "Otters"})])
    (one,) = owner("GET", f"{ONE}/contacts").json["items"]
    assert (one["first_name"], one["custom"], one["time_zones"]) == (
        "Ada",
        {"team": "Otters"},
        ["America/New_York"],
    )


def test_all_contacts_come_page_by_page_and_by_the_beginning_of_their_phone(owner):
    campaigns.add(a_campaign(load_id=LOAD, contacts=30))
    contacts.add_first([a_contact(phone=a_phone(number), row=number) for number in range(30)])
    seen, cursor = [], {}
    while True:
        page = owner("GET", f"{ONE}/contacts", query={"limit": "7", **cursor}).json
        seen += [one["row"] for one in page["items"]]
        assert len(page["items"]) <= 7
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert sorted(seen) == list(range(30))
    shown = a_phone(12)[2:]
    for begins in (shown[:9], f"({shown[:3]}) {shown[3:6]}-{shown[6:9]}", f"1{shown[:9]}", f"+1{shown[:9]}"):
        found = owner("GET", f"{ONE}/contacts", query={"phone_begins": begins}).json["items"]
        assert sorted(one["row"] for one in found) == list(range(10, 20)), begins
    found = owner("GET", f"{ONE}/contacts", query={"phone_begins": shown[:9], "limit": "4"}).json
    rest = owner(
        "GET", f"{ONE}/contacts", query={"phone_begins": shown[:9], "cursor": found["next_cursor"]}
    ).json
    assert sorted(one["row"] for one in found["items"] + rest["items"]) == list(range(10, 20))


def test_contacts_that_were_replaced_meanwhile_are_not_mixed_with_others(owner):
    campaigns.add(a_campaign(load_id=LOAD, contacts=2))
    contacts.add_first([a_contact(phone=a_phone(number), row=number) for number in range(2)])
    cursor = owner("GET", f"{ONE}/contacts", query={"limit": "1"}).json["next_cursor"]
    found = campaigns.get(ORGANIZATION, CAMPAIGN)
    campaigns.move(found, found.change(at=NOON, load_id="another"))
    assert owner("GET", f"{ONE}/contacts", query={"cursor": cursor}).status == 409


def test_a_campaign_without_an_audience_has_no_contacts(owner):
    campaigns.add(a_campaign(load_id=None))
    assert owner("GET", f"{ONE}/contacts").json == {"items": [], "next_cursor": None}


def test_jobs_are_listed_the_newest_first(owner):
    for number in range(3):
        job_id = f"10ad0000-7e57-4c0d-8f00-00000000000{number}"
        jobs.add(a_job(job_id=job_id, created_at=NOON + timedelta(minutes=number)))
    listed = owner("GET", f"{HOME}/jobs", query={"limit": "2"}).json
    assert [one["job_id"][-1] for one in listed["items"]] == ["2", "1"]
    rest = owner("GET", f"{HOME}/jobs", query={"limit": "2", "cursor": listed["next_cursor"]}).json
    assert [one["job_id"][-1] for one in rest["items"]] == ["0"]
    assert owner("GET", f"{HOME}/jobs/{rest['items'][0]['job_id']}").json["state"] == "QUEUED"
    assert owner("GET", f"{HOME}/jobs/nothing").status == 404


def test_an_uploaded_file_is_previewed(draft, members):
    load_id = draft("POST", f"{ONE}/loads", body={}).json["load_id"]
    assert draft("POST", f"{ONE}/loads/{load_id}/preview", body={}).status == 409
    members.put_file(upload_key(ORGANIZATION, load_id), b"Who;Mobile\nAda;2025550123\nBo;\n")
    shown = draft("POST", f"{ONE}/loads/{load_id}/preview", body={"mapping": {"Who": "first_name"}})
    assert shown.status == 200
    assert [(one["header"], one["field"], one["sure"]) for one in shown.json["columns"]] == [
        ("Who", "first_name", "TOLD"),
        ("Mobile", "phone", "NAMED"),
    ]
    first, second = shown.json["rows"]
    assert (first["row"], first["contact"]["phone"], first["reason"]) == (2, "+12025550123", None)
    assert (second["contact"], second["reason"], second["problem"]) == (
        None,
        "no_phone",
        "The phone is missing.",
    )
    assert (shown.json["encoding"], shown.json["delimiter"]) == ("UTF-8", ";")


def test_a_wrong_mapping_is_refused_before_anything_is_loaded(draft, members):
    load_id = draft("POST", f"{ONE}/loads", body={}).json["load_id"]
    members.put_file(upload_key(ORGANIZATION, load_id), b"A,B\nAda,2025550123\n")
    for verb in ("preview", "start"):
        answer = draft("POST", f"{ONE}/loads/{load_id}/{verb}", body={"mapping": {"C": "phone"}})
        assert answer.status == 422
        (wrong,) = answer.json["errors"]
        assert (wrong["field"], wrong["remedy"]) == ("mapping.C", "The file has: “A”, “B”.")
    assert not members.waiting(LoadContacts)
