"""The sections of the settings: who is offered which, and how one gets from one to another."""

import pytest
from playwright.sync_api import expect

from tests.support.console_settings import settings_world
from tests.support.console_shapes import HOME
from tests.support.console_steps import begin, open_section

pytestmark = pytest.mark.browser


def test_an_admin_is_offered_what_an_admin_may_see(show):
    page = open_section(show(settings_world("ADMIN")), "organization")
    sections = page.get_by_role("navigation", name="Sections of the settings").get_by_role("link")
    expect(sections).to_have_text(["Organization", "People"])
    expect(page.get_by_text("Only an owner can change this.")).to_be_visible()
    expect(page.get_by_role("main").locator("input, textarea, select")).to_have_count(0)


@pytest.mark.parametrize("section", ["carrier", "keys", "history"])
def test_an_admin_does_not_get_to_an_owners_section_by_address(show, section):
    console = show(settings_world("ADMIN"))
    page = open_section(console, section)
    expect(page.get_by_text("Only an owner can change this.")).to_be_visible()
    assert console.world.count("GET", "/(service-vendors|clients|audit)") == 0


def test_an_admin_sees_people_but_changes_nobody(show):
    page = open_section(show(settings_world("ADMIN")), "members")
    expect(page.get_by_role("table", name="People")).to_contain_text("Amara Okafor")
    expect(page.get_by_role("button", name="Invite somebody")).to_have_count(0)
    expect(page.get_by_role("button", name="Change Grace Kim")).to_have_count(0)


def test_a_texter_has_no_settings(show):
    console = show(settings_world("TEXTER"))
    begin(console, f"{HOME}/settings", "This page is not for you")
    expect(console.page.get_by_role("navigation", name="Main").get_by_text("Settings")).to_have_count(0)


def test_sections_are_reached_by_keyboard(show):
    page = open_section(show(settings_world()), "organization")
    page.get_by_role("link", name="API keys").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="API keys")).to_be_visible()
    expect(page.get_by_role("link", name="API keys")).to_have_attribute("aria-current", "page")
