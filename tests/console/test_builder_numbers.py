"""The numbers step: proposed, reserved and bought, whose choice the sender is, and when texts may leave."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_browser import Console
from tests.support.console_builder import CAMPAIGN, JOB, NAME, a_draft, a_start, builder_world
from tests.support.console_sent import sent
from tests.support.console_shapes import HOME
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser


def _open(console: Console, step: str) -> Page:
    return begin(console, f"{CAMPAIGN}/build?step={step}", NAME)


def test_numbers_are_proposed_and_reserved(show):
    console = show(builder_world())
    page = _open(console, "numbers")
    expect(page.get_by_text("1,486 people need about 8 numbers")).to_be_visible()
    page.get_by_role("button", name="Choose 8 for me").click()
    expect(page.get_by_label("Numbers of 646")).to_have_value("4")
    page.get_by_role("button", name="Reserve 8 numbers").click()
    expect(page.get_by_text("8 numbers are reserved for this campaign.")).to_be_visible()
    body = console.world.bodies[console.world.asked.index(("PUT", f"{CAMPAIGN}/numbers"))]
    assert {one["area_code"]: one["count"] for one in body["wanted"]} == {"212": 4, "646": 4}


def test_more_than_there_are_cannot_be_reserved_and_it_says_why(show):
    console = show(builder_world())
    page = _open(console, "numbers")
    page.get_by_label("Numbers of 312").fill("5")
    expect(page.get_by_text("Of 312 there are 3.")).to_be_visible()
    button = page.get_by_role("button", name="Reserve 9 numbers")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    assert console.world.count("PUT", "/numbers$") == 0


def test_a_refused_reservation_keeps_what_was_chosen(show):
    console = show(builder_world())
    console.world.fail("/numbers$", 409, method="PUT")
    page = _open(console, "numbers")
    page.get_by_label("Numbers of 646").fill("2")
    page.get_by_role("button", name="Reserve 6 numbers").click()
    expect(page.get_by_role("alert").filter(has_text="Not possible now")).to_be_visible()
    expect(page.get_by_label("Numbers of 646")).to_have_value("2")


def test_what_is_bought_here_is_reserved_here(show):
    console = show(builder_world())
    bought = {"bought": 4, "wanted": 4, "area_code": "312"}
    job = {**a_start("DONE", 4), "kind": "BUY_NUMBERS", "total": 4, "result": bought}
    console.world.answers["POST", f"{HOME}/numbers/purchases"] = (202, {**job, "state": "QUEUED"}, {})
    console.world.answers["GET", f"{HOME}/jobs/{JOB}"] = job
    page = _open(console, "numbers")
    shop = page.get_by_role("region", name="Buy more")
    shop.get_by_label("Area code").fill("312")
    shop.get_by_label("How many").fill("4")
    shop.get_by_role("button", name="Continue").click()
    shop.get_by_label("Type 4 to confirm").fill("4")
    shop.get_by_role("button", name="Buy 4 numbers").click()
    expect(page.get_by_text("8 numbers are reserved for this campaign.")).to_be_visible()
    body = console.world.bodies[console.world.asked.index(("PUT", f"{CAMPAIGN}/numbers"))]
    assert {one["area_code"]: one["count"] for one in body["wanted"]} == {"212": 4, "312": 4}
    assert console.world.count("POST", "/purchases$") == 1


def test_a_purchase_that_goes_on_is_shown_to_who_comes_back(show):
    console = show(builder_world())
    job = {**a_start("RUNNING", 1), "kind": "BUY_NUMBERS", "total": 4}
    console.world.answers["GET", f"{HOME}/jobs"] = a_page([job])
    console.world.answers["GET", f"{HOME}/jobs/{JOB}"] = job
    page = _open(console, "numbers")
    expect(page.get_by_role("region", name="Purchases")).to_contain_text("1 of 4")


def test_the_senders_choice_saves_itself(show):
    console = show(builder_world())
    console.world.answers["PATCH", CAMPAIGN] = a_draft(sender_choice="CARRIER", version=8)
    page = _open(console, "numbers")
    page.get_by_label("The carrier").check()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    assert [one.body for one in sent(console.world, CAMPAIGN, "PATCH")] == [{"sender_choice": "CARRIER"}]


def test_hours_are_told_for_each_zone_of_the_audience(show):
    page = _open(show(builder_world()), "numbers")
    hours = page.get_by_role("region", name="When texts may leave")
    expect(hours).to_contain_text("Between 9 AM and 8 PM")
    expect(hours.get_by_role("listitem")).to_have_count(3)
    told = re.compile("Eastern Time.*1,204 people.*(open|waits) until")
    expect(hours.get_by_role("listitem").first).to_contain_text(told)
