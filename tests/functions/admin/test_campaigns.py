"""Drafting, checking and steering campaigns through the API."""

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.entrypoints import http
from groundswell.entrypoints.paging import encode
from groundswell.messages import RunBlast, TransferNumbers
from groundswell.tables import campaigns, contacts
from tests.functions.admin.conftest import HOME
from tests.support.build import CAMPAIGN, LOAD, a_campaign, a_contact, a_phone

ONE = f"{HOME}/campaigns/{CAMPAIGN}"
KEY = {"Idempotency-Key": "3e0a1c64-1"}


def with_audience(**changes):
    fields = ("first_name", "last_name", "zip_code", "external_id", "phone")
    values = {"load_id": LOAD, "contacts": 2, "fields": fields}
    return a_campaign(**values | changes)


def test_a_draft_is_created_and_read_back(owner):
    made = owner("POST", f"{HOME}/campaigns", body={"name": "  River clean-up ", "text": "Hi {first_name}"})
    assert made.status == 201
    assert made.json["state"] == "DRAFT"
    assert made.json["name"] == "River clean-up"
    assert made.headers["etag"] == '"0"'
    read = owner("GET", f"{HOME}/campaigns/{made.json['campaign_id']}")
    assert read.json == made.json


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": 7}, "name"),
        ({"name": "a", "text": "x" * 1601}, "text"),
        ({"name": "a", "sender_choice": "ME"}, "sender_choice"),
        ({"name": "a", "state": "ACTIVE"}, "state"),
        ([], "body"),
    ],
)
def test_a_bad_draft_is_refused_with_the_field_and_a_remedy(owner, body, field):
    answer = owner("POST", f"{HOME}/campaigns", body=body)
    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (error,) = answer.json["errors"]
    assert error["field"] == field
    assert error["problem"]
    assert error["remedy"]
    assert "pydantic" not in answer.text


@pytest.mark.parametrize(
    "raw", ["{", "nope", '{"name": }', "[" * 50_000, '{"a":' * 50_000, '{"name": ' + "9" * 5_000 + "}"]
)
def test_what_is_not_json_is_400(owner, raw):
    assert owner("POST", f"{HOME}/campaigns", raw_body=raw).status == 400


@pytest.mark.parametrize("listed", ["campaigns", f"campaigns/{CAMPAIGN}/timeline"])
@pytest.mark.parametrize("made_by_hand", [{"a": {"S": "b"}}, {"organization_id": "x"}, {"x": 5}])
def test_a_cursor_made_by_hand_is_400_and_on_record_unless_dynamodb_refuses_it(
    owner, monkeypatch, listed, made_by_hand
):
    said = []
    monkeypatch.setattr(http, "log_unexpected", said.append)
    campaigns.add(a_campaign())
    path = f"{HOME}/{listed}"
    answer = owner("GET", path, query={"cursor": encode(made_by_hand, path)})
    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "cursor")
    refused_by_dynamodb = listed == "campaigns" and "organization_id" not in made_by_hand
    assert len(said) == (0 if refused_by_dynamodb else 1)


def test_another_content_type_is_415(owner):
    answer = owner("POST", f"{HOME}/campaigns", raw_body="<a/>", headers={"Content-Type": "application/xml"})
    assert answer.status == 415


def test_campaigns_are_listed_the_newest_first_page_by_page(owner):
    names = [f"Campaign {n}" for n in range(5)]
    for name in names:
        owner("POST", f"{HOME}/campaigns", body={"name": name})
    seen, query = [], {"limit": "2"}
    for _ in range(5):
        page = owner("GET", f"{HOME}/campaigns", query=query).json
        assert len(page["items"]) <= 2
        seen += [item["name"] for item in page["items"]]
        if not page["next_cursor"]:
            break
        query = {"limit": "2", "cursor": page["next_cursor"]}
    assert seen == names[::-1]


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "201"}, {"limit": "x"}, {"cursor": "abc"}])
def test_a_bad_limit_or_cursor_is_400_with_a_remedy(owner, query):
    answer = owner("GET", f"{HOME}/campaigns", query=query)
    assert answer.status == 400
    assert answer.json["errors"][0]["field"] == next(iter(query))
    assert answer.json["errors"][0]["remedy"]


def test_only_what_is_sent_changes(owner):
    campaigns.add(a_campaign())
    answer = owner("PATCH", ONE, body={"name": "New name"})
    assert answer.status == 200
    assert answer.json["name"] == "New name"
    assert answer.json["text"] == a_campaign().text
    assert answer.headers["etag"] == '"1"'


def test_the_name_of_a_running_campaign_may_change_but_not_its_text(owner):
    campaigns.add(a_campaign(state=CampaignState.ACTIVE))
    assert owner("PATCH", ONE, body={"name": "Better"}).status == 200
    refused = owner("PATCH", ONE, body={"text": "Something else"})
    assert refused.status == 409
    assert "DRAFT" in refused.json["detail"]


def test_a_change_of_what_is_no_longer_there_is_412(owner):
    campaigns.add(a_campaign())
    etag = owner("GET", ONE).headers["etag"]
    assert owner("PATCH", ONE, body={"name": "First"}, headers={"If-Match": etag}).status == 200
    late = owner("PATCH", ONE, body={"name": "Second"}, headers={"If-Match": etag})
    assert late.status == 412
    assert owner("GET", ONE).json["name"] == "First"
    assert owner("PATCH", ONE, body={"name": "x"}, headers={"If-Match": "yesterday"}).status == 400


def test_an_unknown_field_in_the_text_is_saved_with_a_warning(owner):
    campaigns.add(with_audience())
    answer = owner("PATCH", ONE, body={"text": "Hi {frist_name}"})
    assert answer.status == 200
    (warning,) = answer.json["warnings"]
    assert "{frist_name}" in warning["problem"]
    assert "{first_name}" in warning["remedy"]


def test_a_copy_has_text_and_contacts_but_no_history(owner):
    campaigns.add(with_audience(state=CampaignState.ARCHIVED, released=True, version=9))
    answer = owner("POST", f"{ONE}/copy", body={})
    assert answer.status == 201
    copy = answer.json
    assert copy["campaign_id"] != CAMPAIGN
    assert (copy["name"], copy["state"], copy["version"]) == ("Copy of River clean-up", "DRAFT", 0)
    assert (copy["text"], copy["load_id"], copy["contacts"]) == (a_campaign().text, LOAD, 2)


def test_a_preview_reads_as_the_contacts_will_read_it(owner):
    campaigns.add(with_audience())
    contacts.add_first(
        [a_contact(phone=a_phone(n), row=n + 2, first_name=name) for n, name in enumerate("AB")]
    )
    answer = owner("POST", f"{ONE}/preview", body={"text": "Hello {first_name} 🌊"})
    assert answer.status == 200
    assert {sample["body"] for sample in answer.json["samples"]} == {"Hello A 🌊", "Hello B 🌊"}
    assert answer.json["samples"][0]["segments"] == {"count": 1, "encoding": "UCS-2", "forced_by": "🌊"}
    assert answer.json["example"] is False


def test_without_contacts_the_preview_makes_one_up(owner):
    campaigns.add(a_campaign())
    answer = owner("POST", f"{ONE}/preview", body={})
    assert answer.json["example"] is True
    assert answer.json["samples"][0]["body"].startswith("Hi Ada")


def test_the_preflight_lists_everything_that_is_missing(owner):
    campaigns.add(a_campaign(text=""))
    answer = owner("GET", f"{ONE}/preflight")
    assert answer.status == 200
    assert answer.json["ready"] is False
    assert {"contacts", "text", "numbers"} <= {one["field"] for one in answer.json["missing"]}


def test_a_start_that_cannot_be_says_the_same_and_changes_nothing(owner):
    campaigns.add(a_campaign(text=""))
    answer = owner("POST", f"{ONE}/start")
    assert answer.status == 409
    assert {"contacts", "text", "numbers"} <= {one["field"] for one in answer.json["errors"]}
    assert owner("GET", ONE).json["state"] == "DRAFT"


def test_sending_makes_one_blast_for_a_key(owner, members):
    campaigns.add(with_audience(state=CampaignState.ACTIVE))
    first = owner("POST", f"{ONE}/send", headers=KEY)
    assert first.status == 202
    assert first.json["audience"] == 2
    again = owner("POST", f"{ONE}/send", headers=KEY)
    assert again.json == first.json
    assert again.headers["idempotency-replayed"] == "true"
    assert len(members.rows("blasts")) == 1
    assert len(members.waiting(RunBlast)) == 1


def test_sending_needs_a_key_and_an_active_campaign(owner):
    campaigns.add(with_audience())
    assert owner("POST", f"{ONE}/send").status == 400
    refused = owner("POST", f"{ONE}/send", headers=KEY)
    assert refused.status == 409
    assert "Start the campaign first" in refused.json["detail"]


def test_pausing_and_resuming(owner):
    campaigns.add(with_audience(state=CampaignState.ACTIVE))
    assert owner("POST", f"{ONE}/pause").json["state"] == "PAUSED"
    assert owner("POST", f"{ONE}/resume").json["state"] == "ACTIVE"


def test_archiving_is_a_job_and_can_be_undone(owner, members):
    campaigns.add(with_audience(state=CampaignState.COMPLETED))
    job = owner("POST", f"{ONE}/archive")
    assert job.status == 202
    assert job.json["kind"] == "ARCHIVE_CAMPAIGN"
    assert len(members.waiting(TransferNumbers)) == 1
    assert owner("POST", f"{ONE}/unarchive").json["state"] == "COMPLETED"


def test_a_key_may_come_with_any_post_of_an_organization(owner):
    body, headers = {"name": "Once"}, {"Idempotency-Key": "k"}
    first = owner("POST", f"{HOME}/campaigns", body=body, headers=headers)
    second = owner("POST", f"{HOME}/campaigns", body=body, headers=headers)
    assert first.json["campaign_id"] == second.json["campaign_id"]
    other = owner("POST", f"{HOME}/campaigns", body={"name": "Twice"}, headers=headers)
    assert other.status == 422
    assert len(owner("GET", f"{HOME}/campaigns").json["items"]) == 1
