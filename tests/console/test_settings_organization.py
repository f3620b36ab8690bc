"""The organization's own settings: what is changed, refused, and never overwritten unseen."""

import pytest
from playwright.sync_api import expect

from tests.support.console_refusals import refused, stale
from tests.support.console_sent import sent
from tests.support.console_settings import a_settings, settings_world
from tests.support.console_shapes import HOME
from tests.support.console_steps import open_section

pytestmark = pytest.mark.browser
PATH = f"{HOME}/settings"


def test_what_is_changed_is_saved_and_nothing_else(show):
    console = show(settings_world())
    page = open_section(console, "organization")
    console.world.answers["PUT", PATH] = a_settings(opens="10:00", version=8)
    console.world.answers["GET", PATH] = a_settings(opens="10:00", version=8)
    page.get_by_label("Texts begin at").select_option("10:00 AM")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("The settings are saved.")).to_be_visible()
    (saved,) = sent(console.world, PATH, "PUT")
    unseen = ("version", "service_vendor", "opt_out_page_url")
    before = {
        name: value
        for name, value in a_settings().items()
        if name not in unseen and not name.startswith("available")
    }
    assert saved.body == {**before, "opens": "10:00"}
    assert saved.seen == '"7"'
    expect(page.get_by_role("button", name="Save changes")).to_have_count(0)


def test_only_lawful_hours_are_offered(show):
    page = open_section(show(settings_world()), "organization")
    hours = page.get_by_label("Texts end at").locator("option").all_inner_texts()
    assert (hours[0], hours[-1], len(hours)) == ("8:00 AM", "9:00 PM", 27)
    expect(page.get_by_role("img", name="Texts leave from 9:00 AM to 8:00 PM")).to_be_visible()


def test_hours_that_end_before_they_begin_are_not_sent(show):
    console = show(settings_world())
    page = open_section(console, "organization")
    page.get_by_label("Texts end at").select_option("9:00 AM")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Choose a later time than the one texts begin at.")).to_be_visible()
    assert console.world.count("PUT", "/settings") == 0


def test_a_refusal_stands_at_its_field(show):
    console = show(settings_world())
    problem = {
        "field": "help_answer",
        "problem": "It holds a link, which reads as marketing.",
        "remedy": "Leave the link out.",
    }
    console.world.answers["PUT", PATH] = refused(422, "invalid", problem)
    page = open_section(console, "organization")
    answer = page.get_by_label("To whoever asks for help")
    answer.fill("See https://riverside.example")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Leave the link out.")).to_be_visible()
    expect(answer).to_have_attribute("aria-invalid", "true")
    expect(answer).to_have_value("See https://riverside.example")
    assert console.axe() == []


def test_segments_are_counted_as_one_types(show):
    page = open_section(show(settings_world()), "organization")
    page.get_by_label("To whoever opts out").fill("{organization}: done")
    expect(page.get_by_text("23 characters, 1 segment")).to_be_visible()
    page.get_by_label("To whoever opts out").fill("Done ✓")
    expect(page.get_by_text("“✓” makes segments shorter.")).to_be_visible()
    page.get_by_label("To whoever opts out").fill("")
    expect(page.get_by_text("No answer is sent.")).to_be_visible()


def test_what_somebody_else_saved_is_not_overwritten(show):
    console = show(settings_world())
    page = open_section(console, "organization")
    console.world.answers["PUT", PATH] = stale()
    page.get_by_label("Name", exact=True).fill("Riverside Tenants' Union")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Somebody else changed this while you were editing")).to_be_visible()
    console.world.answers["GET", PATH] = a_settings(name="Tenants of the Riverside", version=9)
    page.get_by_role("button", name="Load the newest").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Tenants of the Riverside")
    console.world.answers["PUT", PATH] = a_settings(version=10)
    page.get_by_label("Name", exact=True).fill("Riverside Tenants")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("The settings are saved.")).to_be_visible()
    assert [one.seen for one in sent(console.world, PATH, "PUT")] == ['"7"', '"9"']


def test_a_failure_in_the_middle_loses_nothing(show):
    console = show(settings_world())
    page = open_section(console, "organization")
    console.world.drop("/settings$", method="PUT", times=1)
    page.get_by_label("Name", exact=True).fill("Riverside Tenants' Union")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Riverside Tenants' Union")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("The settings are saved.")).to_be_visible()


def test_leaving_with_changes_asks(show):
    page = open_section(show(settings_world()), "organization")
    page.get_by_label("Forget people's data after a while").uncheck()
    page.get_by_role("link", name="People").click()
    dialog = page.get_by_role("dialog", name="Leave without saving?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("You have changes that are not saved.")).to_be_visible()
    page.get_by_role("link", name="People").click()
    dialog.get_by_role("button", name="Leave without saving").click()
    expect(page.get_by_role("table", name="People")).to_be_visible()


def test_leaving_right_after_saving_does_not_ask(show):
    console = show(settings_world())
    page = open_section(console, "organization")
    console.world.answers["PUT", PATH] = a_settings(opens="10:00", version=8)
    page.get_by_label("Texts begin at").select_option("10:00 AM")
    console.world.hold("/settings$")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("The settings are saved.")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Today").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_forgetting_sooner_warns(show):
    page = open_section(show(settings_world()), "organization")
    page.get_by_label("Days after a campaign has ended").fill("30")
    expect(page.get_by_text("That cannot be taken back.")).to_be_visible()
    page.get_by_label("Days after a campaign has ended").fill("3")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Choose 7 to 3,650 days.")).to_be_visible()
