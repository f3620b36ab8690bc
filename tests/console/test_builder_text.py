"""The text: its fields and segments, advice on it, how people will read it, and a test to oneself."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_browser import Console
from tests.support.console_builder import CAMPAIGN, NAME, TEXT, a_trial, builder_world, costly_world
from tests.support.console_sent import sent
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser


def _open(console: Console, step: str) -> Page:
    return begin(console, f"{CAMPAIGN}/build?step={step}", NAME)


def test_a_field_is_put_in_at_the_cursor(show):
    console = show(builder_world(text="Hi , hello"))
    page = _open(console, "text")
    area = page.get_by_label("What people read")
    area.evaluate("area => { area.focus(); area.setSelectionRange(3, 3); }")
    page.get_by_role("button", name="Insert {building}").click()
    expect(area).to_have_value("Hi {building}, hello")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.selectionStart") == len("Hi {building}")


def test_segments_are_counted_as_one_types(show):
    page = _open(show(builder_world(text="")), "text")
    area = page.get_by_label("What people read")
    area.fill("a" * 160)
    expect(page.locator("[data-segments]")).to_have_text("1 segment")
    area.fill("a" * 161)
    expect(page.locator("[data-segments]")).to_have_text("2 segments")
    area.fill("’" + "a" * 69)
    expect(page.locator("[data-segments]")).to_have_text("1 segment")
    expect(page.get_by_text("room for 0 more")).to_be_visible()


def test_what_makes_it_dear_is_replaced_with_one_press(show):
    console = show(costly_world())
    page = _open(console, "text")
    expect(page.get_by_text("“–” and 2 other characters make this text take 2 segments")).to_be_visible()
    page.get_by_role("button", name="Replace “’” with '").click()
    expect(page.get_by_label("What people read")).to_have_value(re.compile("we're voting"))
    page.get_by_role("button", name="Replace them all").click()
    expect(page.get_by_label("What people read")).to_have_value(re.compile("Saturday... all"))
    expect(page.get_by_text("GSM-7 alphabet")).to_be_visible()


def test_advice_names_what_to_do_and_does_it(show):
    page = _open(show(costly_world()), "text")
    expect(page.get_by_text("Carriers filter links of bit.ly")).to_be_visible()
    expect(page.get_by_text("It does not say that Riverside Tenants writes")).to_be_visible()
    page.get_by_role("button", name="Add “Reply STOP to opt out.”").click()
    expect(page.get_by_label("What people read")).to_have_value(re.compile("Reply STOP to opt out.$"))
    expect(page.get_by_text("It does not say how to opt out")).to_have_count(0)


def test_three_people_are_shown_one_after_the_other(show):
    page = _open(show(builder_world()), "text")
    expect(page.get_by_text("Hi Marisol, it's")).to_be_visible()
    page.get_by_role("button", name="Next person").click()
    expect(page.get_by_text("Hi Dmitri, it's")).to_be_visible()
    page.get_by_role("button", name="Previous person").click()
    page.get_by_role("button", name="Previous person").click()
    expect(page.get_by_text("Hi Aaliyah, it's")).to_be_visible()
    expect(page.get_by_role("region", name="What it costs")).to_contain_text("1,486 to 2,972 segments")


def test_a_preview_that_fails_leaves_the_text_alone(show):
    console = show(builder_world())
    console.world.fail("/preview$", 500, method="POST")
    page = _open(console, "text")
    preview = page.get_by_role("region", name="On their phone")
    expect(preview.get_by_role("alert")).to_be_visible(timeout=15_000)
    expect(page.get_by_label("What people read")).to_have_value(TEXT)
    console.world.mend()
    preview.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Hi Marisol, it's")).to_be_visible()


def test_a_test_goes_to_oneself_once(show):
    console = show(builder_world())
    console.world.drop("/test$", method="POST", times=1)
    page = _open(console, "text")
    page.get_by_role("button", name="Send a test").click()
    page.get_by_role("button", name="Send the test").click()
    expect(page.get_by_text("Type a phone number with its area code")).to_be_visible()
    page.get_by_label("Your phone number").fill("(212) 555-0155")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    page.get_by_role("button", name="Send the test").click()
    expect(page.get_by_text("On its way to (212) 555-0155")).to_be_visible()
    first, second = (one.key for one in sent(console.world, "/test"))
    assert first == second


def test_a_test_says_that_it_waits_and_what_is_wrong_with_it(show):
    console = show(builder_world())
    warning = {"field": "text", "problem": "It does not say how to opt out.", "remedy": "Say it."}
    held = a_trial(held_until="2027-01-05T14:00:00+00:00", warnings=[warning])
    console.world.answers["POST", f"{CAMPAIGN}/test"] = (202, held, {})
    page = _open(console, "text")
    page.get_by_role("button", name="Send a test").click()
    page.get_by_label("Your phone number").fill("2125550155")
    page.get_by_role("button", name="Send the test").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It waits for the hours of that phone")
    expect(dialog).to_contain_text("It does not say how to opt out.")


def test_tests_have_an_end_for_the_day(show):
    console = show(builder_world())
    console.world.fail("/test$", 429, method="POST", retry_after=40_000)
    page = _open(console, "text")
    page.get_by_role("button", name="Send a test").click()
    page.get_by_label("Your phone number").fill("2125550155")
    page.get_by_role("button", name="Send the test").click()
    expect(page.get_by_role("alert")).to_contain_text("That was the last test for today")
