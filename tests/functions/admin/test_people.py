"""A person's page, file and erasure over the API."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import boto3
import pytest

from groundswell import clock, secrets
from groundswell.domain.job import JobState
from groundswell.domain.organization import Role
from groundswell.domain.send import SendState
from groundswell.messages import ErasePerson, ExportPerson
from groundswell.tables import jobs, opt_outs
from groundswell.tables.opt_outs import Order, Source
from groundswell.usecases import find_erased, open_vendor
from groundswell.usecases.erase_person import erase_person
from groundswell.usecases.export_person import export_person
from tests.functions.admin.conftest import ADMIN, HOME, OTHER, STRANGER, TEXTER, Ask
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, whole_blast
from tests.support.build import CAMPAIGN, LOAD, NOON, ORGANIZATION, a_job, a_phone
from tests.support.carrier import Carrier, connect
from tests.support.erasing import traces

ADA = a_phone(0)
PAGE = f"{HOME}/contacts/{ADA}"
SPELT = PAGE.replace("+", "%2B")


@pytest.fixture(autouse=True)
def carrier(members: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Carrier]:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    secrets.forget()
    yield connect(ORGANIZATION)
    open_vendor.forget_vendor(ORGANIZATION)


@pytest.fixture
def texted(aws: Aws) -> None:
    an_active_campaign(2)
    whole_blast(aws)
    jobs.add(a_job())


def opt_out() -> None:
    order = Order(phone=ADA, at=NOON, source=Source.MEMBER, reference="r", reason="Said so on the phone")
    opt_outs.opt_out(ORGANIZATION, [order])


@pytest.mark.usefixtures("texted")
def test_the_page_shows_contacts_opt_outs_and_why(owner: Ask) -> None:
    opt_out()
    page = owner("GET", SPELT).json
    assert page == owner("GET", f"{HOME}/contacts", query={"phone": "(202) 555-0000"}).json
    assert (page["phone"], page["opted_out"], page["erased_at"]) == (ADA, True, None)
    assert page["opt_out_history"][0]["reason"] == "Said so on the phone"
    (row,) = page["contacts"]
    assert (row["first_name"], row["load_id"], row["campaign_ids"]) == ("P0", LOAD, [CAMPAIGN])
    assert row["campaigns"] == [{"campaign_id": CAMPAIGN, "name": "River clean-up"}]


@pytest.mark.usefixtures("texted")
def test_every_text_is_listed_with_the_reason_it_was_or_was_not_sent(owner: Ask, aws: Aws) -> None:
    opt_out()
    from groundswell.domain.campaign import CampaignState
    from groundswell.tables import campaigns
    from groundswell.usecases.send_campaign import send_campaign
    from tests.support.blast_road import deliver, plan

    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    campaigns.move(campaign, campaign.change(at=NOON, state=CampaignState.ACTIVE))
    send_campaign(ORGANIZATION, CAMPAIGN, "again", "u")
    plan(aws)
    deliver(aws)
    listed = owner("GET", f"{SPELT}/texts").json
    assert listed["next_cursor"] is None
    assert {one["campaign_name"] for one in listed["items"]} == {"River clean-up"}
    told = {one["state"]: (one["why"], one["body"]) for one in listed["items"]}
    assert told == {
        SendState.SENT: ("The carrier took it; it has not reported that it arrived.", "Hi P0!"),
        SendState.SKIPPED: ("It was not sent, because the person had opted out.", "Hi P0!"),
    }


def test_a_phone_that_nobody_knows_has_an_empty_page(owner: Ask) -> None:
    page = owner("GET", f"{HOME}/contacts/%2B12025559999").json
    assert (page["contacts"], page["opted_out"], page["conversation"]) == ([], False, None)
    assert owner("GET", f"{HOME}/contacts/%2B12025559999/texts").json["items"] == []


@pytest.mark.usefixtures("texted")
def test_the_file_holds_everything_and_the_page_of_an_erased_person_nothing(
    owner: Ask, aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = owner("POST", f"{SPELT}/export", headers={"Idempotency-Key": "k"})
    assert answer.status == 202
    link = f"{HOME}/contacts/exports/{answer.json['job_id']}"
    assert owner("GET", link).status == 409
    (message,) = aws.take(ExportPerson)
    export_person(message)
    assert owner("GET", link).json["url"].startswith("https://")
    (file,) = [name for name in aws.files() if name.endswith(".json")]
    found = json.loads(aws.file(file))
    assert found["phone"] == ADA
    assert [(one["state"], one["body"]) for one in found["texts"]] == [("SENT", "Hi P0!")]
    assert [one["first_name"] for one in found["contacts"]] == ["P0"]
    assert found["held_elsewhere"]

    boto3.client("s3").delete_object(Bucket=aws.bucket, Key=file)
    body = {"reason": "Asked for it by letter"}
    answer = owner("POST", f"{SPELT}/erasure", body=body, headers={"Idempotency-Key": "e"})
    assert answer.status == 202
    assert ADA[1:] not in answer.text
    assert owner("GET", SPELT).json["erased_at"]
    now = NOON
    while messages := aws.take(ErasePerson):
        now += timedelta(minutes=5)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        erase_person(messages[0])
    assert jobs.get(ORGANIZATION, answer.json["job_id"]).state is JobState.DONE
    page = owner("GET", SPELT).json
    assert (page["contacts"], page["conversation_texts"], page["opted_out"]) == ([], [], True)
    assert owner("GET", f"{SPELT}/texts").json["items"][0]["body"] == "Hi!"
    assert traces(aws, ADA[1:], "P0") == []
    listed = owner("GET", f"{HOME}/audit").json["items"]
    assert {"PERSON_ERASED", "PERSON_EXPORTED"} <= {one["action"] for one in listed}


def test_only_an_owner_erases_and_a_texter_sees_no_page(owner: Ask) -> None:
    body, headers = {"reason": "Asked for it"}, {"Idempotency-Key": "e"}
    for user, page, export, erasure in (
        (TEXTER, 403, 403, 403), (ADMIN, 200, 202, 403), (STRANGER, 404, 404, 404),
    ):  # fmt: skip
        assert owner("GET", SPELT, user=user).status == page
        assert owner("POST", f"{SPELT}/export", user=user).status == export
        assert owner("POST", f"{SPELT}/erasure", user=user, body=body, headers=headers).status == erasure
    assert Role.OWNER


def test_what_is_wrong_is_told(owner: Ask) -> None:
    assert owner("GET", f"{HOME}/contacts", query={"phone": "hello"}).status == 422
    assert owner("POST", f"{SPELT}/erasure", body={"reason": "Asked for it"}).status == 400
    assert owner("POST", f"{SPELT}/erasure", body={}, headers={"Idempotency-Key": "e"}).status == 422
    assert owner("GET", f"{HOME}/contacts/exports/nothing").status == 404


def test_the_same_key_for_two_people_erases_both(owner: Ask, aws: Aws) -> None:
    headers, body = {"Idempotency-Key": "e"}, {"reason": "Asked for it"}
    first = owner("POST", f"{SPELT}/erasure", body=body, headers=headers).json
    other = owner("POST", f"{HOME}/contacts/%2B12025550001/erasure", body=body, headers=headers).json
    assert first["job_id"] != other["job_id"]
    assert set(find_erased.find_erased(ORGANIZATION, [ADA, a_phone(1)])) == {ADA, a_phone(1)}
    assert find_erased.find_erased(OTHER, [ADA]) == {}


At = Callable[[datetime], None]
