"""API keys: made with a secret that is shown once, about to end, and revoked."""

import pytest
from playwright.sync_api import expect

from tests.support.console_sent import sent
from tests.support.console_settings import SECRET, settings_world
from tests.support.console_shapes import HOME
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import choose, open_section

pytestmark = pytest.mark.browser
PATH = f"{HOME}/clients"


def test_those_that_end_soon_and_those_that_ended_stand_out(show):
    page = open_section(show(settings_world()), "keys")
    expect(page.get_by_role("row", name="CRM sync")).to_contain_text("Ends in 4 days")
    expect(page.get_by_role("row", name="Website form")).to_contain_text("Ended")
    expect(page.get_by_role("row", name="Old dashboard")).to_contain_text("Revoked")
    expect(page.get_by_role("button", name="Change Old dashboard")).to_have_count(0)


def test_a_secret_is_shown_once(show):
    console = show(settings_world())
    page = open_section(console, "keys")
    page.get_by_role("button", name="Create a key").click()
    page.get_by_label("What is it for?").fill("Nightly export")
    page.get_by_label("Good for how many days?").fill("400")
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_text("A whole number from 1 to 365, please.")).to_be_visible()
    page.get_by_label("Good for how many days?").fill("30")
    page.get_by_role("button", name="Create", exact=True).click()
    dialog = page.get_by_role("dialog", name="The secret of “Nightly export”")
    expect(dialog).to_contain_text(SECRET)
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="I have stored it").click()
    expect(dialog).to_be_hidden()
    assert SECRET not in page.content()
    (made,) = sent(console.world, PATH)
    assert made.body == {"name": "Nightly export", "role": "TEXTER", "expires_in_days": 30}


def test_a_secret_is_copied_with_one_press(show):
    console = show(settings_world(), permissions=["clipboard-read", "clipboard-write"])
    page = open_section(console, "keys")
    choose(page, "CRM sync", "New secret")
    page.get_by_role("dialog").get_by_role("button", name="Make a new secret").click()
    page.get_by_role("button", name="Copy: Client secret").click()
    expect(page.get_by_role("button", name="Copied: Client secret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == SECRET


def test_a_key_is_revoked_after_a_question(show):
    console = show(settings_world())
    page = open_section(console, "keys")
    choose(page, "CRM sync", "Revoke")
    dialog = page.get_by_role("dialog", name="Revoke “CRM sync”?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("“CRM sync” is revoked.")).to_be_visible()
    assert console.world.count("DELETE", "/clients/a91d1c55") == 1


def test_a_failure_stays_in_its_dialog(show):
    console = show(settings_world())
    console.world.fail("/clients/", 500, method="DELETE", times=1)
    page = open_section(console, "keys")
    choose(page, "CRM sync", "Revoke")
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong on our side")
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("“CRM sync” is revoked.")).to_be_visible()


def test_without_a_key_it_says_what_one_is_for(show):
    console = show(settings_world())
    console.world.answers["GET", PATH] = a_page([])
    page = open_section(console, "keys")
    expect(page.get_by_text("No program has a key yet")).to_be_visible()
    expect(page.get_by_role("group", name="1. Get a token")).to_contain_text("YOUR_CLIENT_SECRET")
    expect(page.get_by_role("link", name="All that the API can do")).to_have_attribute("href", "/v1/docs")
