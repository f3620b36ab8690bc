"""Owning, buying, reserving and giving back phone numbers through the API."""

import pytest

from groundswell.domain.identity import derived_id
from groundswell.domain.number import NumberState
from groundswell.extensions.service_vendors.fakeservice import memory as fake_carrier
from groundswell.messages import BuyNumbers
from groundswell.tables import campaigns
from groundswell.tables.numbers import number_rows
from tests.functions.admin.conftest import HOME
from tests.support.build import CAMPAIGN, ORGANIZATION, a_campaign, an_owned_number

OF_CAMPAIGN = f"{HOME}/campaigns/{CAMPAIGN}/numbers"
KEY = {"Idempotency-Key": "buy-1"}


def own(*phones, **changes):
    for phone in phones:
        number_rows.to_row(an_owned_number(phone=phone, **changes)).save()


@pytest.fixture(autouse=True)
def _fresh_vendor():
    yield
    fake_carrier.forget()


def test_numbers_are_listed_and_filtered(owner):
    own("+12125550101", "+13125550101")
    everything = owner("GET", f"{HOME}/numbers").json["items"]
    assert [one["phone"] for one in everything] == ["+12125550101", "+13125550101"]
    assert everything[0]["state"] == "AVAILABLE"
    some = owner("GET", f"{HOME}/numbers", query={"area_code": "312", "state": "AVAILABLE"}).json["items"]
    assert [one["phone"] for one in some] == ["+13125550101"]
    assert owner("GET", f"{HOME}/numbers", query={"state": "BROKEN"}).status == 422


def test_numbers_are_counted_by_area_code(owner):
    own("+12125550101", "+12125550102", "+13125550101")
    counts = owner("GET", f"{HOME}/numbers/counts").json["area_codes"]
    assert counts["212"] == {"AVAILABLE": 2, "RESERVED": 0, "ALLOCATED": 0}


def test_buying_is_a_job_and_the_same_key_buys_once(owner, members):
    first = owner("POST", f"{HOME}/numbers/purchases", body={"area_code": "212", "count": 5}, headers=KEY)
    assert first.status == 202
    assert first.json["kind"] == "BUY_NUMBERS"
    assert first.json["job_id"] == derived_id(ORGANIZATION, "purchase", "buy-1")
    again = owner("POST", f"{HOME}/numbers/purchases", body={"area_code": "212", "count": 5}, headers=KEY)
    assert again.json == first.json
    assert len(members.waiting(BuyNumbers)) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"area_code": "212", "count": 0}, "count"),
        ({"area_code": "212", "count": 101}, "count"),
        ({"area_code": "012", "count": 1}, "area_code"),
        ({"area_code": "2125", "count": 1}, "area_code"),
        ({"count": 1}, "area_code"),
    ],
)
def test_a_purchase_that_cannot_be_is_refused(owner, members, body, field):
    answer = owner("POST", f"{HOME}/numbers/purchases", body=body, headers=KEY)
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == field
    assert members.waiting(BuyNumbers) == []


def test_buying_needs_a_key(owner, members):
    assert owner("POST", f"{HOME}/numbers/purchases", body={"area_code": "212", "count": 5}).status == 400
    assert members.rows("jobs") == []


def test_numbers_are_reserved_for_a_draft_and_shown_there(owner):
    campaigns.add(a_campaign())
    own("+12125550101", "+12125550102", "+13125550101")
    answer = owner("PUT", OF_CAMPAIGN, body={"wanted": [{"area_code": "212", "count": 2}]})
    assert answer.status == 200
    assert {one["phone"] for one in answer.json["items"]} == {"+12125550101", "+12125550102"}
    assert owner("GET", OF_CAMPAIGN).json == answer.json
    other = owner("PUT", OF_CAMPAIGN, body={"phones": ["+13125550101"]})
    assert [one["phone"] for one in other.json["items"]] == ["+13125550101"]


def test_a_shortfall_reserves_nothing_and_says_what_lacks(owner):
    campaigns.add(a_campaign())
    own("+12125550101")
    answer = owner("PUT", OF_CAMPAIGN, body={"wanted": [{"area_code": "212", "count": 3}]})
    assert answer.status == 409
    assert "212" in answer.json["detail"]
    assert owner("GET", OF_CAMPAIGN).json["items"] == []


@pytest.mark.parametrize("written", ["+12125550101", "%2B12125550101"])
def test_a_free_number_is_given_back(owner, written):
    own("+12125550101")
    answer = owner("DELETE", f"{HOME}/numbers/{written}")
    assert (answer.status, answer.text) == (204, "")
    assert owner("GET", f"{HOME}/numbers").json["items"] == []


def test_a_number_in_use_is_not_given_back(owner):
    own("+12125550101", state=NumberState.ALLOCATED, campaign_id=CAMPAIGN)
    assert owner("DELETE", f"{HOME}/numbers/+12125550101").status == 409


@pytest.mark.parametrize("phone", ["+12125550199", "2125550199", "NUMBER#1", "+1", "+1212555010x"])
def test_a_number_that_is_not_ours_is_not_found(owner, phone):
    assert owner("DELETE", f"{HOME}/numbers/{phone}").status == 404
