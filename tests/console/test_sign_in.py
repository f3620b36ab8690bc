"""Signing in, with everything that may come in between, and coming back to where one was."""

import pytest
from playwright.sync_api import expect

from tests.support.console_shapes import HOME
from tests.support.console_steps import EMAIL, begin, sign_in
from tests.support.console_world import a_world

pytestmark = pytest.mark.browser
CHALLENGED = {"access_token": None, "expires_in": None, "session": "s-1"}


def test_password_and_in(show):
    console = show(a_world())
    page = console.open()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert console.axe() == []
    sign_in(page)
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    expect(page).to_have_title("Today · Riverside Tenants · Groundswell")


def test_a_wrong_password_is_told_in_place(show):
    console = show(a_world())
    console.world.fail("^/session$", 401, method="POST")
    page = console.open()
    sign_in(page)
    expect(page.get_by_role("alert")).to_contain_text("E-mail address or password is wrong")
    assert console.axe() == []


def test_a_temporary_password_is_replaced(show):
    console = show(a_world())
    console.world.answers["POST", "/session"] = {**CHALLENGED, "challenge": "NEW_PASSWORD_REQUIRED"}
    console.world.answers["POST", "/session/challenge"] = console.world.answers["POST", "/session/refresh"]
    page = console.open()
    sign_in(page)
    page.get_by_label("New password").fill("My-own-password-7")
    page.get_by_role("button", name="Save and sign in").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    sent = next(body for body in console.world.bodies if body and "challenge" in body)
    assert sent == {
        "email": EMAIL,
        "challenge": "NEW_PASSWORD_REQUIRED",
        "session": "s-1",
        "new_password": "My-own-password-7",
    }


def test_a_second_factor_is_asked_for(show):
    console = show(a_world())
    console.world.answers["POST", "/session"] = {**CHALLENGED, "challenge": "SOFTWARE_TOKEN_MFA"}
    console.world.answers["POST", "/session/challenge"] = console.world.answers["POST", "/session/refresh"]
    console.world.fail("^/session/challenge$", 401, method="POST", times=1)
    page = console.open()
    sign_in(page)
    page.get_by_label("Code").fill("123 456")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("That code was not right")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    assert [body["code"] for body in console.world.bodies if body and "code" in body] == ["123456", "123456"]


def test_a_forgotten_password_is_reset_with_a_code(show):
    console = show(a_world())
    console.world.answers["POST", "/session/reset"] = (202, {}, {})
    console.world.answers["POST", "/session/reset/confirm"] = (204, None, {})
    page = console.open()
    page.get_by_role("button", name="Forgot your password?").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the e-mail").fill("424242")
    page.get_by_label("New password").fill("My-own-password-7")
    page.get_by_role("button", name="Set the new password").click()
    expect(page.get_by_text("Your new password is set")).to_be_visible()


def test_who_comes_by_a_link_arrives_there_after_signing_in(show):
    console = show(a_world())
    page = console.open(f"{HOME}/campaigns?state=DRAFT")
    sign_in(page)
    expect(page.get_by_role("heading", level=1, name="Campaigns")).to_be_visible()
    expect(page).to_have_url(f"https://console.example.org{HOME}/campaigns?state=DRAFT")


def test_a_foreign_address_is_no_way_back(show):
    console = show(a_world())
    page = console.open("/sign-in?from=//evil.example.org/")
    sign_in(page)
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    assert page.url.startswith("https://console.example.org/organizations/")


def test_a_session_survives_loading_the_page_anew(show):
    page = begin(show(a_world()))
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_an_expired_session_is_begun_again_on_the_spot(show):
    console = show(a_world())
    page = begin(console, f"{HOME}/campaigns", "Campaigns")
    page.get_by_label("Search by name or text").fill("river")
    console.world.token = "another"
    console.world.fail("^/session/refresh$", 401, method="POST")
    # whatever the page asks first brings the dialog, so it may stand before the button already
    page.get_by_role("button", name="Copy “River clean-up”").dispatch_event("click")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Please sign in again")
    assert console.axe() == []
    console.world.mend()
    console.world.answers["POST", "/session"] = {"access_token": "another", "expires_in": 3600}
    page.get_by_label("Password", exact=True).fill("correct-Horse-7")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_label("Search by name or text")).to_have_value("river")
    expect(page.get_by_role("link", name="River clean-up")).to_be_visible()


def test_signing_out_leaves_nothing_behind(show):
    console = show(a_world())
    page = begin(console)
    page.get_by_role("link", name="Campaigns").click()
    page.get_by_role("button", name="You", exact=True).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert console.world.count("DELETE", "^/session$") == 1
    page.go_back()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate("localStorage.getItem('groundswell-signed-in')") is None


def test_no_script_can_find_the_token(show):
    page = begin(show(a_world()))
    stored = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage, cookie: document.cookie})")
    assert "a-token" not in stored


def test_an_api_that_does_not_answer_at_the_start_signs_nobody_out(show):
    console = show(a_world())
    console.world.drop("^/session/refresh$", method="POST")
    console.page.add_init_script("try { localStorage.setItem('groundswell-signed-in', '1') } catch {}")
    page = console.open(f"{HOME}/today")
    expect(page.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    console.world.mend()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_one_failed_answer_at_the_start_is_not_even_seen(show):
    console = show(a_world())
    console.world.fail("^/session/refresh$", 500, method="POST", times=1)
    page = begin(console, f"{HOME}/today")
    expect(page.get_by_role("article").first).to_be_visible()
    assert console.world.count("POST", "^/session/refresh$") == 2
