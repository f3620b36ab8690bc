"""Service managers through the API: listed, set up, filled in, and heard before a campaign starts."""

import pytest

from groundswell import secrets
from groundswell.tables import campaigns
from tests.functions.admin.conftest import HOME
from tests.support.build import CAMPAIGN, a_campaign

EXAMPLE = f"{HOME}/service-managers/test-fake-example"
OF_CAMPAIGN = f"{HOME}/campaigns/{CAMPAIGN}/service-managers"


@pytest.fixture
def with_example(owner):
    settings = {"name": "R", "opens": "08:00", "closes": "21:00", "service_managers": ["test-fake-example"]}
    assert owner("PUT", f"{HOME}/settings", body=settings).status == 200
    campaigns.add(a_campaign())
    yield owner
    secrets.forget()


def test_they_are_listed_with_the_fields_of_their_settings(with_example):
    first = with_example("GET", f"{HOME}/service-managers").json["items"][0]
    assert (first["name"], first["enabled"]) == ("test-fake-example", True)
    fields = {field["name"]: (field["kind"], field["secret"], field["default"]) for field in first["fields"]}
    assert fields["most_numbers_at_once"] == ("int", False, 50)
    assert fields["example_token"] == ("str", True, None)


def test_one_is_set_up_and_its_secret_stays_inside(with_example):
    answer = with_example(
        "PUT", EXAMPLE, body={"values": {"most_numbers_at_once": 5, "example_token": "s3cret"}}
    )
    assert answer.status == 200
    read = with_example("GET", EXAMPLE)
    assert read.json["values"] == {"most_numbers_at_once": 5}
    assert read.json["secrets_set"] == ["example_token"]
    assert "s3cret" not in answer.text + read.text
    wrong = with_example("PUT", EXAMPLE, body={"values": {"most_numbers_at_once": "five"}})
    assert wrong.status == 422
    assert with_example("GET", f"{HOME}/service-managers/no-such").status == 404


def test_its_form_on_the_campaign_makes_the_campaign_ready(with_example):
    (before,) = with_example("GET", OF_CAMPAIGN).json["items"]
    assert before["fully_configured"] is False
    missing = {
        one["field"] for one in with_example("GET", f"{HOME}/campaigns/{CAMPAIGN}/preflight").json["missing"]
    }
    assert "service-managers/test-fake-example" in missing
    answer = with_example("POST", f"{OF_CAMPAIGN}/test-fake-example", body={"data": {"ready": True}})
    assert answer.status == 200
    assert answer.json["fully_configured"] is True
    missing = {
        one["field"] for one in with_example("GET", f"{HOME}/campaigns/{CAMPAIGN}/preflight").json["missing"]
    }
    assert "service-managers/test-fake-example" not in missing


def test_its_form_in_the_settings_is_kept(with_example):
    answer = with_example("POST", f"{EXAMPLE}/form", body={"data": {"greeting": "Hello"}})
    assert answer.json["data"]["greeting"] == "Hello"
    assert with_example("GET", EXAMPLE).json["data"]["greeting"] == "Hello"


def test_one_that_is_switched_off_takes_no_form(owner):
    campaigns.add(a_campaign())
    assert owner("POST", f"{OF_CAMPAIGN}/test-fake-example", body={"data": {}}).status == 409
    assert owner("POST", f"{OF_CAMPAIGN}/no-such", body={"data": {}}).status == 404
