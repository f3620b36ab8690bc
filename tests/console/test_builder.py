"""Building a campaign: how one begins it, goes from step to step, and who may."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_browser import Console
from tests.support.console_builder import (
    CAMPAIGN,
    DRAFT,
    NAME,
    a_draft,
    active_world,
    builder_world,
    empty_world,
    ready_world,
)
from tests.support.console_sent import sent
from tests.support.console_shapes import DRAFT as LISTED_DRAFT
from tests.support.console_shapes import HOME
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
LIST = f"{HOME}/campaigns"


def _open(console: Console, step: str) -> Page:
    return begin(console, f"{CAMPAIGN}/build?step={step}", NAME)


def _save_name(console: Console, name: str) -> None:
    console.world.answers["PATCH", CAMPAIGN] = {**a_draft(version=8), "name": name}


def test_a_name_makes_a_draft_and_opens_it(show):
    console = show(builder_world())
    console.world.answers["POST", LIST] = (201, a_draft(), {})
    page = begin(console, LIST, "Campaigns")
    page.get_by_role("button", name="New campaign").click()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("Give it a name.")).to_be_visible()
    page.get_by_label("What is it called?").fill(f"  {NAME} ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page).to_have_url(re.compile(f"{DRAFT}/build\\?step=audience$"))
    assert console.world.bodies[console.world.asked.index(("POST", LIST))]["name"] == NAME


def test_a_lost_answer_makes_no_second_draft(show):
    console = show(builder_world())
    console.world.answers["POST", LIST] = (201, a_draft(), {})
    console.world.drop(f"{LIST}$", method="POST", times=1)
    page = begin(console, LIST, "Campaigns")
    page.get_by_role("button", name="New campaign").click()
    page.get_by_label("What is it called?").fill(NAME)
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Trying again does nothing twice")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    first, second = (one.key for one in sent(console.world, "/campaigns"))
    assert first == second


def test_a_draft_and_a_copy_open_where_they_are_built(show):
    console = show(builder_world())
    copy = {**a_draft(), "name": "Copy of Spring assembly"}
    done = next(
        path for method, path in console.world.answers if method == "POST" and path.endswith("4/copy")
    )
    console.world.answers["POST", done] = (201, copy, {})
    page = begin(console, LIST, "Campaigns")
    link = page.get_by_role("link", name="Block party")
    expect(link).to_have_attribute("href", f"{LIST}/{LISTED_DRAFT}/build")
    page.get_by_role("button", name="Copy “Spring assembly”").click()
    expect(page).to_have_url(re.compile(f"{DRAFT}/build$"))


def test_it_opens_at_the_first_step_that_lacks_something(show):
    page = begin(show(empty_world()), f"{CAMPAIGN}/build", NAME)
    steps = page.get_by_role("navigation", name="Steps of the campaign")
    expect(steps.locator("[aria-current=step]")).to_contain_text("Audience")
    expect(steps).to_contain_text("Not written yet")
    expect(steps).to_contain_text("None reserved")


def test_steps_are_links_and_the_focus_goes_along(show):
    page = _open(show(builder_world()), "text")
    page.get_by_role("link", name="Next: Numbers").press("Enter")
    expect(page.get_by_role("heading", level=2, name="Numbers", exact=True)).to_be_focused()
    expect(page).to_have_url(re.compile(r"step=numbers$"))
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Text", exact=True)).to_be_focused()


def test_the_name_is_changed_in_its_place_by_keyboard_alone(show):
    console = show(builder_world())
    page = _open(console, "text")
    _save_name(console, "Rent vote")
    page.get_by_role("button", name="Rename").press("Enter")
    expect(page.get_by_label("Name of the campaign")).to_be_focused()
    page.keyboard.type("Rent vote")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Rent vote")).to_be_visible()
    expect(page.get_by_role("button", name="Rename")).to_be_focused()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    assert [one.body for one in sent(console.world, CAMPAIGN, "PATCH")] == [{"name": "Rent vote"}]


def test_a_campaign_that_has_begun_cannot_be_rewritten(show):
    console = show(active_world())
    page = _open(console, "text")
    expect(page.get_by_text("The text is settled")).to_be_visible()
    expect(page.get_by_label("What people read")).not_to_be_editable()
    expect(page.get_by_role("button", name="Insert {building}")).to_have_count(0)
    page.get_by_role("link", name="3").or_(page.get_by_role("link", name=re.compile("^Numbers"))).last.click()
    expect(page.get_by_role("link", name="8 numbers of 212")).to_be_visible()
    expect(page.get_by_label("The carrier")).to_be_disabled()


def test_a_texter_does_not_get_there(show):
    console = show(builder_world("TEXTER"))
    begin(console, f"{CAMPAIGN}/build", "This page is not for you")
    assert console.world.count("GET", f"{DRAFT}") == 0


def test_an_admin_may_do_all_of_it(show):
    page = _open(show(ready_world()), "start")
    expect(page.get_by_role("button", name="Start the campaign")).to_be_visible()


def test_it_is_built_by_keyboard_alone(show):
    console = show(builder_world())
    page = _open(console, "text")
    page.get_by_label("What people read").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Thanks")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Insert {first_name}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What people read")).to_have_value(re.compile("Thanks{first_name}$"))
    expect(page.get_by_label("What people read")).to_be_focused()


@pytest.mark.parametrize("step", ["audience", "text", "numbers", "start"])
def test_a_campaign_that_does_not_exist_says_so(show, step):
    console = show(builder_world())
    page = begin(console, f"{LIST}/nothing/build?step={step}", "Campaign")
    expect(page.get_by_role("alert")).to_contain_text("This does not exist")
