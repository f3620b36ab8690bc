"""The start: what is missing, the start itself, and the press that sends."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_browser import Console
from tests.support.console_builder import (
    CAMPAIGN,
    DRAFT,
    JOB,
    NAME,
    a_draft,
    a_start,
    active_world,
    empty_world,
    ready_world,
    sent_world,
)
from tests.support.console_sent import sent
from tests.support.console_shapes import BLAST, HOME
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser


def _open(console: Console, step: str) -> Page:
    return begin(console, f"{CAMPAIGN}/build?step={step}", NAME)


def test_what_is_missing_leads_to_where_it_is_mended(show):
    page = _open(show(empty_world()), "start")
    button = page.get_by_role("button", name="Start the campaign")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("The campaign has no contacts.")
    carrier = page.get_by_role("link", name="Open the carrier's settings")
    expect(carrier).to_have_attribute("href", f"{HOME}/settings?section=carrier")
    page.get_by_role("link", name="Go to Text").click()
    expect(page.get_by_label("What people read")).to_be_visible()


def test_it_starts_and_then_waits_for_the_press_that_sends(show):
    console = show(ready_world())
    page = _open(console, "start")
    page.get_by_role("button", name="Start the campaign").wait_for()
    expect(page.get_by_text("The account answers.")).to_be_visible()
    console.world.answers["GET", CAMPAIGN] = a_draft(state="STARTING", job_id=JOB, version=8)
    page.get_by_role("button", name="Start the campaign").click()
    expect(page.get_by_text("Moving the numbers")).to_be_visible()
    console.world.answers["GET", CAMPAIGN] = a_draft(state="ACTIVE", job_id=JOB, version=9)
    console.world.answers["GET", f"{HOME}/jobs/{JOB}"] = a_start("DONE", 8)
    expect(page.get_by_role("button", name="Send to 1,486 people")).to_be_visible(timeout=15_000)
    assert console.world.count("POST", "/send$") == 0


def test_a_start_that_failed_says_why_and_can_be_tried_again(show):
    failure = "Two numbers were taken meanwhile. Choose numbers again, then start."
    console = show(ready_world())
    console.world.answers["GET", CAMPAIGN] = a_draft(start_failure=failure)
    page = _open(console, "start")
    expect(page.get_by_role("alert")).to_contain_text(failure)
    expect(page.get_by_role("button", name="Start the campaign")).to_have_attribute("aria-disabled", "false")


def test_a_refused_start_lists_what_came_up_meanwhile(show):
    console = show(ready_world())
    console.world.fail("/start$", 409, method="POST")
    page = _open(console, "start")
    expect(page.get_by_text("The account answers.")).to_be_visible()
    page.get_by_role("button", name="Start the campaign").click()
    expect(page.get_by_role("alert")).to_contain_text("Not possible now")


def test_many_are_sent_to_only_after_their_number_was_typed_and_only_once(show):
    console = show(active_world())
    console.world.drop("/send$", method="POST", times=1)
    page = _open(console, "start")
    page.get_by_role("button", name="Send to 1,486 people").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Send to 1,486 people")).to_be_disabled()
    dialog.get_by_label("Type 1,486 to confirm").fill("1486")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Trying again does nothing twice")
    dialog.get_by_role("button", name="Send to 1,486 people").click()
    expect(page).to_have_url(re.compile(f"{DRAFT}/run\\?blast={BLAST}"))
    first, second = (one.key for one in sent(console.world, "/send"))
    assert first == second


def test_few_are_sent_to_after_a_plain_question(show):
    console = show(active_world(contacts=12))
    page = _open(console, "start")
    page.get_by_role("button", name="Send to 12 people").click()
    page.get_by_role("dialog").get_by_role("button", name="Send to 12 people").click()
    expect(page).to_have_url(re.compile(f"{DRAFT}/run"))
    assert console.world.count("POST", "/send$") == 1


def test_enter_held_down_sends_to_nobody(show):
    console = show(active_world(contacts=12))
    page = _open(console, "start")
    page.get_by_role("button", name="Send to 12 people").focus()
    for _ in range(5):
        page.keyboard.down("Enter")
        page.wait_for_timeout(120)
    page.keyboard.up("Enter")
    page.wait_for_timeout(300)
    assert console.world.count("POST", "/send$") == 0


def test_what_was_sent_is_sent_again_only_with_the_number_typed(show):
    page = _open(show(sent_world()), "start")
    expect(page.get_by_text("This campaign has been sent")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("dialog")).to_contain_text("a second text for everybody")
    expect(page.get_by_label("Type 1,486 to confirm")).to_be_visible()
