"""One's own account: password, second factor, sessions, organizations, and a membership that has to be confirmed."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.console_settings import ACCOUNT, settings_world, unconfirmed_world, with_second_factor
from tests.support.console_shapes import HOME, OTHER
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser


def open_account(console: Any) -> Any:
    return begin(console, ACCOUNT, "Your account")


def wrong(field: str, said: str, remedy: str) -> Any:
    body = {
        "type": "/v1/docs#problem-invalid",
        "title": "Please correct this",
        "status": 422,
        "detail": f"{said} {remedy}",
        "instance": "urn:groundswell:request:REQ-42",
        "errors": [{"field": field, "problem": said, "remedy": remedy}],
    }
    return 422, body, {}


def bodies(console: Any, method: str, path: str) -> list[Any]:
    rows = zip(console.world.asked, console.world.bodies, strict=True)
    return [body for asked, body in rows if asked == (method, path)]


@pytest.mark.parametrize("role", ["TEXTER", "ADMIN", "OWNER"])
def test_everybody_has_one(show, role):
    console = show(settings_world(role))
    page = open_account(console)
    expect(page.get_by_text("ada@example.org")).to_be_visible()
    expect(page.get_by_text("You are here")).to_be_visible()


class TestPassword:
    def test_it_is_changed(self, show):
        console = show(settings_world())
        page = open_account(console)
        page.get_by_label("Your current password").fill("correct-Horse-7")
        page.get_by_label("New password").fill("My-own-password-7")
        page.get_by_role("button", name="Change the password").click()
        expect(page.get_by_text("Your password is changed")).to_be_visible()
        expect(page.get_by_label("New password")).to_have_value("")
        sent = {"old_password": "correct-Horse-7", "new_password": "My-own-password-7"}
        assert bodies(console, "PUT", "/me/password") == [sent]

    def test_a_wrong_one_is_told_at_its_field(self, show):
        console = show(settings_world())
        console.world.answers["PUT", "/me/password"] = wrong(
            "old_password", "It is not your password.", "Type it again."
        )
        page = open_account(console)
        page.get_by_label("Your current password").fill("nonsense")
        page.get_by_label("New password").fill("My-own-password-7")
        page.get_by_role("button", name="Change the password").click()
        expect(page.get_by_text("It is not your password. Type it again.")).to_be_visible()
        expect(page.get_by_label("New password")).to_have_value("My-own-password-7")


class TestSecondFactor:
    def test_it_is_set_up_with_a_picture_and_a_code(self, show):
        console = show(settings_world())
        console.world.answers["POST", "/me/totp/confirm"] = wrong(
            "code", "The code is not right.", "Look at the newest code and try again."
        )
        page = open_account(console)
        page.get_by_role("button", name="Set it up").click()
        expect(page.get_by_role("img", name="QR code for your authenticator app")).to_be_visible()
        expect(page.get_by_text("JBSW Y3DP EHPK 3PXP")).to_be_visible()
        code = page.get_by_label("Then type the six digits that it shows")
        code.fill("12345")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Six digits, please.")).to_be_visible()
        code.fill("123 456")
        page.get_by_role("button", name="Switch it on").click()
        expect(page.get_by_text("The code is not right.")).to_be_visible()
        me = console.world.answers["GET", "/me"]
        console.world.answers["GET", "/me"] = {**me, "totp": True}
        console.world.answers["POST", "/me/totp/confirm"] = (204, None, {})
        code.fill("654 321")
        page.get_by_role("button", name="Switch it on").click()
        expect(page.get_by_text("The second factor is on.")).to_be_visible()
        expect(page.get_by_role("button", name="Switch it off")).to_be_visible()
        assert bodies(console, "POST", "/me/totp/confirm") == [{"code": "123456"}, {"code": "654321"}]

    def test_it_is_switched_off_with_a_last_code(self, show):
        console = show(with_second_factor())
        page = open_account(console)
        page.get_by_role("button", name="Switch it off").click()
        dialog = page.get_by_role("dialog", name="Switch the second factor off?")
        expect(dialog.get_by_label("Six digits from your authenticator app")).to_be_focused()
        me = console.world.answers["GET", "/me"]
        console.world.answers["GET", "/me"] = {**me, "totp": False}
        page.keyboard.type("123456")
        page.keyboard.press("Enter")
        expect(page.get_by_text("The second factor is off.")).to_be_visible()
        expect(page.get_by_role("button", name="Set it up")).to_be_visible()
        assert bodies(console, "DELETE", "/me/totp") == [{"code": "123456"}]

    def test_a_failure_offers_to_begin_again(self, show):
        console = show(settings_world())
        console.world.fail("^/me/totp$", 500, method="POST", times=1)
        page = open_account(console)
        page.get_by_role("button", name="Set it up").click()
        expect(page.get_by_role("alert")).to_contain_text("Something went wrong on our side")
        page.get_by_role("button", name="Set it up").click()
        expect(page.get_by_role("img", name="QR code for your authenticator app")).to_be_visible()


class TestSessions:
    def test_signing_out_everywhere_ends_at_the_sign_in(self, show):
        console = show(settings_world())
        page = open_account(console)
        page.get_by_role("button", name="Sign out everywhere").click()
        dialog = page.get_by_role("dialog", name="Sign out everywhere?")
        dialog.get_by_role("button", name="Sign out everywhere").click()
        expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
        assert console.world.count("DELETE", "^/me/sessions$") == 1

    def test_a_failure_leaves_one_signed_in(self, show):
        console = show(settings_world())
        console.world.fail("^/me/sessions$", 500, method="DELETE")
        page = open_account(console)
        page.get_by_role("button", name="Sign out everywhere").click()
        page.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
        expect(page.get_by_role("alert")).to_contain_text("Something went wrong on our side")
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()


class TestOrganizations:
    def test_one_goes_from_one_to_the_other(self, show):
        page = open_account(show(settings_world(organizations=2)))
        page.get_by_role("link", name="Go to Hillside Neighbors").click()
        expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
        assert OTHER in page.url

    def test_leaving_another_one_stays_here(self, show):
        console = show(settings_world(organizations=2))
        console.world.answers["DELETE", f"/organizations/{OTHER}/members/u-1"] = (204, None, {})
        page = open_account(console)
        page.get_by_role("button", name="Leave Hillside Neighbors").click()
        me = console.world.answers["GET", "/me"]
        console.world.answers["GET", "/me"] = {**me, "memberships": me["memberships"][:1]}
        page.get_by_role("dialog").get_by_role("button", name="Leave").click()
        expect(page.get_by_text("You have left Hillside Neighbors.")).to_be_visible()
        expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)

    def test_leaving_the_only_one_ends_at_none(self, show):
        console = show(settings_world("TEXTER"))
        page = open_account(console)
        page.get_by_role("button", name="Leave Riverside Tenants").click()
        me = console.world.answers["GET", "/me"]
        console.world.answers["GET", "/me"] = {**me, "memberships": []}
        page.get_by_role("dialog").get_by_role("button", name="Leave").click()
        expect(page.get_by_text("You are in no organization yet")).to_be_visible()


class TestUnconfirmed:
    def test_every_page_says_what_to_do_first(self, show):
        console = show(unconfirmed_world())
        page = begin(console, f"{HOME}/campaigns", "One step before you can begin")
        assert console.world.count("GET", "/campaigns") == 0
        page.get_by_role("button", name="Sign out and set a password").click()
        expect(page.get_by_role("button", name="Forgot your password?")).to_be_visible()

    def test_ones_own_account_is_open(self, show):
        page = open_account(show(unconfirmed_world()))
        expect(page.get_by_text("Show that this mailbox is yours")).to_be_visible()


def test_colours_are_chosen(show):
    page = open_account(show(settings_world(), color_scheme="light"))
    page.get_by_text("Dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
