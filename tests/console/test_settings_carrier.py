"""The account with a carrier: secrets stay secret, refusals are told, and switching says what becomes of numbers."""

import pytest
from playwright.sync_api import expect

from tests.support.console_refusals import refused, stale
from tests.support.console_sent import sent
from tests.support.console_settings import a_settings, a_vendor, settings_world
from tests.support.console_shapes import HOME
from tests.support.console_steps import open_section

pytestmark = pytest.mark.browser
PATH = f"{HOME}/service-vendors/twilio"


def test_secrets_are_never_shown_and_left_alone_unless_typed(show):
    console = show(settings_world())
    page = open_section(console, "carrier")
    form = page.get_by_role("form", name="Twilio")
    expect(form.get_by_label("Auth token")).to_have_value("")
    expect(form.get_by_label("Auth token")).to_have_attribute(
        "placeholder", "Stored. Leave empty to keep it."
    )
    form.get_by_label("Auth token").fill("a-new-token")
    form.get_by_label("Remove the stored webhook signing key").check()
    form.get_by_role("button", name="Check and save").click()
    expect(page.get_by_text("Twilio accepts this account")).to_be_visible()
    (saved,) = sent(console.world, PATH, "PUT")
    assert saved.body == {
        "secrets": {"auth_token": "a-new-token", "webhook_shared_key": ""},
        "settings": {"voice_message": "Hello, you have reached Riverside Tenants. Please text us."},
    }
    assert saved.seen == '"7"'
    expect(form.get_by_label("Auth token")).to_have_value("")


def test_the_carriers_refusal_is_told_in_words(show):
    console = show(settings_world())
    problem = {
        "field": "secrets",
        "problem": "The vendor refused this account: Twilio does not accept the account's credentials.",
        "remedy": "Enter the auth token anew.",
    }
    console.world.answers["PUT", PATH] = refused(422, "invalid", problem)
    page = open_section(console, "carrier")
    page.get_by_label("Auth token").fill("wrong")
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the auth token anew. Nothing was stored.")
    expect(page.get_by_role("alert")).to_contain_text("This account was not accepted")


def test_a_carrier_that_does_not_answer_is_told_as_such(show):
    console = show(settings_world())
    console.world.fail("/service-vendors/twilio$", 429, method="PUT", times=1)
    page = open_section(console, "carrier")
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_role("alert")).to_contain_text("The carrier did not answer")


def test_what_is_needed_is_asked_for_before_the_carrier_is(show):
    console = show(settings_world())
    console.world.answers["GET", PATH] = a_vendor(secrets_set=[], settings={}, in_use=False)
    console.world.answers["GET", f"{HOME}/settings"] = a_settings(service_vendor="")
    page = open_section(console, "carrier")
    expect(page.get_by_text("No carrier is connected yet")).to_be_visible()
    page.get_by_role("form", name="Twilio").get_by_role("button", name="Check and connect").click()
    expect(page.get_by_text("Please fill this in.")).to_have_count(2)
    assert console.world.count("PUT", "/service-vendors") == 0


def test_switching_says_what_becomes_of_the_numbers(show):
    console = show(settings_world())
    page = open_section(console, "carrier")
    expect(page.get_by_text("You own 4 numbers with Twilio.")).to_be_visible()
    expect(page.get_by_role("link", name="See your numbers")).to_have_attribute("href", f"{HOME}/numbers")
    connect = page.get_by_role("form", name="Fake service").get_by_role("button")
    connect.last.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("release them first")
    page.keyboard.press("Enter")
    assert console.world.count("PUT", "/service-vendors") == 0


def test_without_numbers_one_switches(show):
    console = show(settings_world())
    trial = f"{HOME}/service-vendors/fakeservice"
    console.world.answers["GET", f"{HOME}/numbers/counts"] = {"area_codes": {}}
    console.world.answers["PUT", trial] = {**console.world.answers["GET", trial], "in_use": True}
    page = open_section(console, "carrier")
    expect(page.get_by_text("Connecting Fake service takes its place.")).to_be_visible()
    page.get_by_role("form", name="Fake service").get_by_role("button", name="Check and connect").click()
    expect(page.get_by_text("Fake service accepts this account")).to_be_visible()


def test_somebody_who_was_faster_is_not_overwritten(show):
    console = show(settings_world())
    console.world.answers["PUT", PATH] = stale()
    page = open_section(console, "carrier")
    page.get_by_label("What callers hear").fill("Please text us.")
    page.get_by_role("form", name="Twilio").get_by_role("button", name="Check and save").click()
    console.world.answers["GET", PATH] = a_vendor(settings={"voice_message": "Hello."}, version=9)
    page.get_by_role("button", name="Load the newest").click()
    expect(page.get_by_label("What callers hear")).to_have_value("Hello.")
