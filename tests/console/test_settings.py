"""The settings: what an owner changes, what an admin sees, what is refused, and what is never overwritten unseen."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.console_settings import (
    FREE,
    PASSWORD,
    SECRET,
    SECTION,
    a_member,
    a_settings,
    a_vendor,
    an_invitation,
    settings_world,
    the_people,
)
from tests.support.console_steps import begin
from tests.support.console_world import HOME, RUNNING
from tests.support.console_world import page as a_page

pytestmark = pytest.mark.browser


def open_section(console: Any, section: str) -> Any:
    return begin(console, SECTION + section, "Settings")


def refused(status: int, kind: str, *errors: dict[str, str], title: str = "Please correct this") -> Any:
    body = {
        "type": f"/v1/docs#problem-{kind}",
        "title": title,
        "status": status,
        "detail": "Look at it again.",
        "instance": "urn:groundswell:request:REQ-42",
        "errors": list(errors),
    }
    return status, body, {}


def sent(console: Any, method: str, path: str) -> list[Any]:
    rows = zip(console.world.asked, console.world.bodies, console.world.headers, strict=True)
    return [(body, headers) for asked, body, headers in rows if asked == (method, path)]


def stale() -> Any:
    return refused(412, "changed-meanwhile", title="Changed meanwhile")


class TestRoles:
    def test_an_admin_is_offered_what_an_admin_may_see(self, show):
        page = open_section(show(settings_world("ADMIN")), "organization")
        sections = page.get_by_role("navigation", name="Sections of the settings").get_by_role("link")
        expect(sections).to_have_text(["Organization", "People"])
        expect(page.get_by_text("Only an owner can change this.")).to_be_visible()
        expect(page.get_by_role("main").locator("input, textarea, select")).to_have_count(0)

    @pytest.mark.parametrize("section", ["carrier", "keys", "history"])
    def test_an_admin_does_not_get_to_an_owners_section_by_address(self, show, section):
        console = show(settings_world("ADMIN"))
        page = open_section(console, section)
        expect(page.get_by_text("Only an owner can change this.")).to_be_visible()
        assert console.world.count("GET", "/(service-vendors|clients|audit)") == 0

    def test_an_admin_sees_people_but_changes_nobody(self, show):
        page = open_section(show(settings_world("ADMIN")), "members")
        expect(page.get_by_role("table", name="People")).to_contain_text("Amara Okafor")
        expect(page.get_by_role("button", name="Invite somebody")).to_have_count(0)
        expect(page.get_by_role("button", name="Change Grace Kim")).to_have_count(0)

    def test_a_texter_has_no_settings(self, show):
        console = show(settings_world("TEXTER"))
        begin(console, f"{HOME}/settings", "This page is not for you")
        expect(console.page.get_by_role("navigation", name="Main").get_by_text("Settings")).to_have_count(0)

    def test_sections_are_reached_by_keyboard(self, show):
        page = open_section(show(settings_world()), "organization")
        page.get_by_role("link", name="API keys").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("table", name="API keys")).to_be_visible()
        expect(page.get_by_role("link", name="API keys")).to_have_attribute("aria-current", "page")


class TestOrganization:
    PATH = f"{HOME}/settings"

    def test_what_is_changed_is_saved_and_nothing_else(self, show):
        console = show(settings_world())
        page = open_section(console, "organization")
        console.world.answers["PUT", self.PATH] = a_settings(opens="10:00", version=8)
        console.world.answers["GET", self.PATH] = a_settings(opens="10:00", version=8)
        page.get_by_label("Texts begin at").select_option("10:00 AM")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_text("The settings are saved.")).to_be_visible()
        ((body, headers),) = sent(console, "PUT", self.PATH)
        unseen = ("version", "service_vendor", "opt_out_page_url")
        before = {
            name: value
            for name, value in a_settings().items()
            if name not in unseen and not name.startswith("available")
        }
        assert body == {**before, "opens": "10:00"}
        assert headers["if-match"] == '"7"'
        expect(page.get_by_role("button", name="Save changes")).to_have_count(0)

    def test_only_lawful_hours_are_offered(self, show):
        page = open_section(show(settings_world()), "organization")
        hours = page.get_by_label("Texts end at").locator("option").all_inner_texts()
        assert (hours[0], hours[-1], len(hours)) == ("8:00 AM", "9:00 PM", 27)
        expect(page.get_by_role("img", name="Texts leave from 9:00 AM to 8:00 PM")).to_be_visible()

    def test_hours_that_end_before_they_begin_are_not_sent(self, show):
        console = show(settings_world())
        page = open_section(console, "organization")
        page.get_by_label("Texts end at").select_option("9:00 AM")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_text("Choose a later time than the one texts begin at.")).to_be_visible()
        assert console.world.count("PUT", "/settings") == 0

    def test_a_refusal_stands_at_its_field(self, show):
        console = show(settings_world())
        problem = {
            "field": "help_answer",
            "problem": "It holds a link, which reads as marketing.",
            "remedy": "Leave the link out.",
        }
        console.world.answers["PUT", self.PATH] = refused(422, "invalid", problem)
        page = open_section(console, "organization")
        answer = page.get_by_label("To whoever asks for help")
        answer.fill("See https://riverside.example")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_text("Leave the link out.")).to_be_visible()
        expect(answer).to_have_attribute("aria-invalid", "true")
        expect(answer).to_have_value("See https://riverside.example")
        assert console.axe() == []

    def test_segments_are_counted_as_one_types(self, show):
        page = open_section(show(settings_world()), "organization")
        page.get_by_label("To whoever opts out").fill("{organization}: done")
        expect(page.get_by_text("23 characters, 1 segment")).to_be_visible()
        page.get_by_label("To whoever opts out").fill("Done ✓")
        expect(page.get_by_text("“✓” makes segments shorter.")).to_be_visible()
        page.get_by_label("To whoever opts out").fill("")
        expect(page.get_by_text("No answer is sent.")).to_be_visible()

    def test_what_somebody_else_saved_is_not_overwritten(self, show):
        console = show(settings_world())
        page = open_section(console, "organization")
        console.world.answers["PUT", self.PATH] = stale()
        page.get_by_label("Name", exact=True).fill("Riverside Tenants' Union")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_text("Somebody else changed this while you were editing")).to_be_visible()
        console.world.answers["GET", self.PATH] = a_settings(name="Tenants of the Riverside", version=9)
        page.get_by_role("button", name="Load the newest").click()
        expect(page.get_by_label("Name", exact=True)).to_have_value("Tenants of the Riverside")
        console.world.answers["PUT", self.PATH] = a_settings(version=10)
        page.get_by_label("Name", exact=True).fill("Riverside Tenants")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_text("The settings are saved.")).to_be_visible()
        assert [headers["if-match"] for _, headers in sent(console, "PUT", self.PATH)] == ['"7"', '"9"']

    def test_a_failure_in_the_middle_loses_nothing(self, show):
        console = show(settings_world())
        page = open_section(console, "organization")
        console.world.drop("/settings$", method="PUT", times=1)
        page.get_by_label("Name", exact=True).fill("Riverside Tenants' Union")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_role("alert")).to_contain_text("Groundswell did not answer")
        expect(page.get_by_label("Name", exact=True)).to_have_value("Riverside Tenants' Union")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_text("The settings are saved.")).to_be_visible()

    def test_leaving_with_changes_asks(self, show):
        page = open_section(show(settings_world()), "organization")
        page.get_by_label("Forget people's data after a while").uncheck()
        page.get_by_role("link", name="People").click()
        dialog = page.get_by_role("dialog", name="Leave without saving?")
        dialog.get_by_role("button", name="Cancel").click()
        expect(page.get_by_text("You have changes that are not saved.")).to_be_visible()
        page.get_by_role("link", name="People").click()
        dialog.get_by_role("button", name="Leave without saving").click()
        expect(page.get_by_role("table", name="People")).to_be_visible()

    def test_forgetting_sooner_warns(self, show):
        page = open_section(show(settings_world()), "organization")
        page.get_by_label("Days after a campaign has ended").fill("30")
        expect(page.get_by_text("That cannot be taken back.")).to_be_visible()
        page.get_by_label("Days after a campaign has ended").fill("3")
        page.get_by_role("button", name="Save changes").click()
        expect(page.get_by_text("Choose 7 to 3,650 days.")).to_be_visible()


class TestCarrier:
    PATH = f"{HOME}/service-vendors/twilio"

    def test_secrets_are_never_shown_and_left_alone_unless_typed(self, show):
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
        ((body, headers),) = sent(console, "PUT", self.PATH)
        assert body == {
            "secrets": {"auth_token": "a-new-token", "webhook_shared_key": ""},
            "settings": {"voice_message": "Hello, you have reached Riverside Tenants. Please text us."},
        }
        assert headers["if-match"] == '"7"'
        expect(form.get_by_label("Auth token")).to_have_value("")

    def test_the_carriers_refusal_is_told_in_words(self, show):
        console = show(settings_world())
        problem = {
            "field": "secrets",
            "problem": "The vendor refused this account: Twilio does not accept the account's credentials.",
            "remedy": "Enter the auth token anew.",
        }
        console.world.answers["PUT", self.PATH] = refused(422, "invalid", problem)
        page = open_section(console, "carrier")
        page.get_by_label("Auth token").fill("wrong")
        page.get_by_role("button", name="Check and save").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter the auth token anew. Nothing was stored.")
        expect(page.get_by_role("alert")).to_contain_text("This account was not accepted")

    def test_a_carrier_that_does_not_answer_is_told_as_such(self, show):
        console = show(settings_world())
        console.world.fail("/service-vendors/twilio$", 429, method="PUT", times=1)
        page = open_section(console, "carrier")
        page.get_by_role("button", name="Check and save").click()
        expect(page.get_by_role("alert")).to_contain_text("The carrier did not answer")

    def test_what_is_needed_is_asked_for_before_the_carrier_is(self, show):
        console = show(settings_world())
        console.world.answers["GET", self.PATH] = a_vendor(secrets_set=[], settings={}, in_use=False)
        console.world.answers["GET", f"{HOME}/settings"] = a_settings(service_vendor="")
        page = open_section(console, "carrier")
        expect(page.get_by_text("No carrier is connected yet")).to_be_visible()
        page.get_by_role("form", name="Twilio").get_by_role("button", name="Check and connect").click()
        expect(page.get_by_text("Please fill this in.")).to_have_count(2)
        assert console.world.count("PUT", "/service-vendors") == 0

    def test_switching_says_what_becomes_of_the_numbers(self, show):
        console = show(settings_world())
        page = open_section(console, "carrier")
        expect(page.get_by_text("You own 4 numbers with Twilio.")).to_be_visible()
        expect(page.get_by_role("link", name="See your numbers")).to_have_attribute("href", f"{HOME}/numbers")
        connect = page.get_by_role("form", name="Fake service").get_by_role("button")
        connect.last.focus()
        expect(page.get_by_role("tooltip")).to_contain_text("release them first")
        page.keyboard.press("Enter")
        assert console.world.count("PUT", "/service-vendors") == 0

    def test_without_numbers_one_switches(self, show):
        console = show(settings_world())
        trial = f"{HOME}/service-vendors/fakeservice"
        console.world.answers["GET", f"{HOME}/numbers/counts"] = {"area_codes": {}}
        console.world.answers["PUT", trial] = {**console.world.answers["GET", trial], "in_use": True}
        page = open_section(console, "carrier")
        expect(page.get_by_text("Connecting Fake service takes its place.")).to_be_visible()
        page.get_by_role("form", name="Fake service").get_by_role("button", name="Check and connect").click()
        expect(page.get_by_text("Fake service accepts this account")).to_be_visible()

    def test_somebody_who_was_faster_is_not_overwritten(self, show):
        console = show(settings_world())
        console.world.answers["PUT", self.PATH] = stale()
        page = open_section(console, "carrier")
        page.get_by_label("What callers hear").fill("Please text us.")
        page.get_by_role("form", name="Twilio").get_by_role("button", name="Check and save").click()
        console.world.answers["GET", self.PATH] = a_vendor(settings={"voice_message": "Hello."}, version=9)
        page.get_by_role("button", name="Load the newest").click()
        expect(page.get_by_label("What callers hear")).to_have_value("Hello.")


def choose(page: Any, who: str, what: str) -> None:
    page.get_by_role("button", name=f"Change {who}").click()
    page.get_by_role("menuitem", name=what).click()


class TestPeople:
    PATH = f"{HOME}/members"

    def test_each_stands_with_role_and_standing(self, show):
        page = open_section(show(settings_world()), "members")
        expect(page.get_by_role("row", name="Luis Ortega")).to_contain_text("Not confirmed")
        expect(page.get_by_role("row", name="Dev Patel")).to_contain_text("Switched off")
        expect(page.get_by_role("row", name="Nguyễn Thị Mai")).to_contain_text("(212) 555-0177")
        expect(page.get_by_text("6 people may work in this organization.")).to_be_visible()

    def test_an_invitation_shows_its_password_once(self, show):
        console = show(settings_world())
        page = open_section(console, "members")
        page.get_by_role("button", name="Invite somebody").click()
        expect(page.get_by_label("E-mail address")).to_be_focused()
        page.keyboard.type("tomas@example.org")
        page.get_by_label("Name", exact=True).fill("Tomás Herrera")
        page.get_by_role("radio", name="Admin").check()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Tomás Herrera is invited")
        expect(dialog).to_contain_text(PASSWORD)
        page.keyboard.press("Escape")
        expect(dialog).to_be_visible()
        dialog.get_by_role("button", name="I have passed it on").click()
        expect(dialog).to_be_hidden()
        assert PASSWORD not in page.content()
        ((body, _),) = sent(console, "POST", self.PATH)
        assert body == {"email": "tomas@example.org", "name": "Tomás Herrera", "role": "ADMIN"}

    def test_who_has_an_account_keeps_their_password(self, show):
        console = show(settings_world())
        known = a_member("u-9", "Tomás Herrera", "TEXTER", confirmed=False)
        console.world.answers["POST", self.PATH] = (201, an_invitation(known, None), {})
        page = open_section(console, "members")
        page.get_by_role("button", name="Invite somebody").click()
        page.get_by_label("E-mail address").fill("tomas@example.org")
        page.get_by_role("button", name="Invite", exact=True).click()
        expect(page.get_by_role("dialog")).to_contain_text("prove that the mailbox is theirs")

    def test_a_lost_answer_says_where_to_look(self, show):
        console = show(settings_world())
        console.world.drop("/members$", method="POST", times=1)
        page = open_section(console, "members")
        page.get_by_role("button", name="Invite somebody").click()
        page.get_by_label("E-mail address").fill("tomas@example.org")
        page.get_by_role("button", name="Invite", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("It is not known whether the invitation was made.")

    def test_a_role_is_changed_with_the_version_that_was_seen(self, show):
        console = show(settings_world())
        page = open_section(console, "members")
        grace = next(one for one in the_people() if one["name"] == "Grace Kim")
        console.world.answers["PATCH", f"{self.PATH}/u-5"] = {**grace, "role": "ADMIN", "version": 3}
        choose(page, "Grace Kim", "Change the role")
        page.get_by_role("dialog").get_by_role("radio", name="Admin").check()
        page.get_by_role("dialog").get_by_role("button", name="Save").click()
        expect(page.get_by_text("Grace Kim: Admin from now on.")).to_be_visible()
        ((body, headers),) = sent(console, "PATCH", f"{self.PATH}/u-5")
        assert (body, headers["if-match"]) == ({"role": "ADMIN"}, '"2"')

    def test_the_refusal_of_the_last_owner_is_told(self, show):
        console = show(settings_world())
        status, body, headers = refused(409, "conflict", title="Not possible now")
        body["detail"] = "This is the organization's last active owner. Make somebody else an owner first."
        console.world.answers["DELETE", f"{self.PATH}/u-2"] = (status, body, headers)
        page = open_section(console, "members")
        choose(page, "Amara Okafor", "Remove")
        page.get_by_role("dialog").get_by_role("button", name="Remove").click()
        expect(page.get_by_role("alert")).to_contain_text("Make somebody else an owner first.")

    def test_somebody_is_switched_off_after_a_question(self, show):
        console = show(settings_world())
        page = open_section(console, "members")
        off = {**the_people()[4], "active": False}
        console.world.answers["PATCH", f"{self.PATH}/u-5"] = off
        choose(page, "Grace Kim", "Switch off")
        expect(page.get_by_role("dialog")).to_contain_text("They are refused with their next click.")
        page.get_by_role("dialog").get_by_role("button", name="Switch off").click()
        expect(page.get_by_text("Grace Kim is switched off.")).to_be_visible()
        assert sent(console, "PATCH", f"{self.PATH}/u-5")[0][0] == {"active": False}

    def test_a_new_temporary_password_and_why_there_is_none(self, show):
        console = show(settings_world())
        page = open_section(console, "members")
        choose(page, "b.kowalczyk@example.org", "New temporary password")
        page.get_by_role("dialog").get_by_role("button", name="Make a new password").click()
        expect(page.get_by_role("dialog")).to_contain_text(PASSWORD)
        page.get_by_role("button", name="I have passed it on").click()
        status, body, headers = refused(409, "conflict", title="Not possible now")
        body["detail"] = "This person has a password of their own. POST /v1/session/reset."
        console.world.answers["POST", f"{self.PATH}/u-5/invitation"] = (status, body, headers)
        choose(page, "Grace Kim", "New temporary password")
        page.get_by_role("dialog").get_by_role("button", name="Make a new password").click()
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("They have signed in before and have a password of their own")
        expect(alert).not_to_contain_text("/v1/")

    def test_a_number_of_their_own_is_given_and_taken_back(self, show):
        console = show(settings_world())
        page = open_section(console, "members")
        choose(page, "Grace Kim", "Give an own number")
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Number").select_option("(212) 555-0188")
        dialog.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Grace Kim writes from this number from now on.")).to_be_visible()
        choose(page, "Nguyễn Thị Mai", "Change the own number")
        dialog.get_by_label("Number").select_option("No number of their own")
        dialog.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Nguyễn Thị Mai has no number of their own any more.")).to_be_visible()
        assert sent(console, "PUT", f"{self.PATH}/u-5/number")[0][0] == {"phone": FREE[1]}
        assert sent(console, "PUT", f"{self.PATH}/u-3/number")[0][0] == {"phone": None}

    def test_without_a_free_number_it_says_where_to_get_one(self, show):
        console = show(settings_world())
        console.world.answers["GET", f"{HOME}/numbers"] = a_page([])
        page = open_section(console, "members")
        choose(page, "Grace Kim", "Give an own number")
        expect(page.get_by_role("dialog")).to_contain_text("No number is free")
        expect(page.get_by_role("link", name="Go to Numbers")).to_be_visible()

    def test_one_leaves_and_goes_on_elsewhere(self, show):
        console = show(settings_world(organizations=2))
        me = console.world.answers["GET", "/me"]
        page = open_section(console, "members")
        choose(page, "Ada", "Leave")
        console.world.answers["GET", "/me"] = {**me, "memberships": me["memberships"][1:]}
        page.get_by_role("dialog").get_by_role("button", name="Leave").click()
        expect(page.get_by_text("You have left Riverside Tenants.")).to_be_visible()
        expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
        assert HOME not in page.url

    def test_the_only_owner_is_told_before_leaving(self, show):
        console = show(settings_world())
        alone = [one for one in the_people() if one["user_id"] != "u-2"]
        console.world.answers["GET", self.PATH] = a_page(alone)
        page = open_section(console, "members")
        choose(page, "Ada", "Leave")
        expect(page.get_by_role("dialog")).to_contain_text("You are the only owner")
        assert console.world.count("DELETE", "/members") == 0

    def test_names_from_several_pages_come_together(self, show):
        console = show(settings_world())
        people = the_people()
        pages = {"": a_page(people[:3], "next"), "next": a_page(people[3:])}
        console.world.answers["GET", self.PATH] = lambda query: pages[query.get("cursor", [""])[0]]
        page = open_section(console, "members")
        expect(page.get_by_role("rowheader")).to_have_count(8)


class TestKeys:
    PATH = f"{HOME}/clients"

    def test_those_that_end_soon_and_those_that_ended_stand_out(self, show):
        page = open_section(show(settings_world()), "keys")
        expect(page.get_by_role("row", name="CRM sync")).to_contain_text("Ends in 4 days")
        expect(page.get_by_role("row", name="Website form")).to_contain_text("Ended")
        expect(page.get_by_role("row", name="Old dashboard")).to_contain_text("Revoked")
        expect(page.get_by_role("button", name="Change Old dashboard")).to_have_count(0)

    def test_a_secret_is_shown_once(self, show):
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
        ((body, _),) = sent(console, "POST", self.PATH)
        assert body == {"name": "Nightly export", "role": "TEXTER", "expires_in_days": 30}

    def test_a_secret_is_copied_with_one_press(self, show):
        console = show(settings_world(), permissions=["clipboard-read", "clipboard-write"])
        page = open_section(console, "keys")
        choose(page, "CRM sync", "New secret")
        page.get_by_role("dialog").get_by_role("button", name="Make a new secret").click()
        page.get_by_role("button", name="Copy: Client secret").click()
        expect(page.get_by_role("button", name="Copied: Client secret")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == SECRET

    def test_a_key_is_revoked_after_a_question(self, show):
        console = show(settings_world())
        page = open_section(console, "keys")
        choose(page, "CRM sync", "Revoke")
        dialog = page.get_by_role("dialog", name="Revoke “CRM sync”?")
        expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
        dialog.get_by_role("button", name="Revoke").click()
        expect(page.get_by_text("“CRM sync” is revoked.")).to_be_visible()
        assert console.world.count("DELETE", "/clients/a91d1c55") == 1

    def test_a_failure_stays_in_its_dialog(self, show):
        console = show(settings_world())
        console.world.fail("/clients/", 500, method="DELETE", times=1)
        page = open_section(console, "keys")
        choose(page, "CRM sync", "Revoke")
        page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
        expect(page.get_by_role("alert")).to_contain_text("Something went wrong on our side")
        page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
        expect(page.get_by_text("“CRM sync” is revoked.")).to_be_visible()

    def test_without_a_key_it_says_what_one_is_for(self, show):
        console = show(settings_world())
        console.world.answers["GET", self.PATH] = a_page([])
        page = open_section(console, "keys")
        expect(page.get_by_text("No program has a key yet")).to_be_visible()
        expect(page.get_by_role("group", name="1. Get a token")).to_contain_text("YOUR_CLIENT_SECRET")
        expect(page.get_by_role("link", name="All that the API can do")).to_have_attribute("href", "/v1/docs")


class TestHistory:
    def test_it_is_narrowed_and_the_address_keeps_it(self, show):
        page = open_section(show(settings_world()), "history")
        rows = page.get_by_role("table", name="History").get_by_role("rowheader")
        expect(rows).to_have_count(9)
        page.get_by_label("By whom").select_option("Nguyễn Thị Mai")
        expect(rows).to_have_count(3)
        page.get_by_label("What came of it").select_option("Refused")
        expect(rows).to_have_text(["Changed a member"])
        page.reload()
        expect(rows).to_have_text(["Changed a member"])
        page.get_by_label("What", exact=True).select_option("Bought numbers")
        page.get_by_role("link", name="Show everything").click()
        expect(rows).to_have_count(9)

    def test_an_entry_shows_before_and_after(self, show):
        page = open_section(show(settings_world()), "history")
        opener = page.get_by_role("button", name="Changed the organization's settings")
        opener.focus()
        page.keyboard.press("Enter")
        row = page.get_by_role("dialog").get_by_role("row", name="Opens (organization)")
        expect(row.get_by_role("cell")).to_have_text(["08:00", "09:00"])
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()

    def test_ids_lead_to_their_pages(self, show):
        page = open_section(show(settings_world()), "history")
        page.get_by_role("button", name="Sent a campaign's texts").click()
        page.get_by_role("dialog").get_by_role("link", name=RUNNING).click()
        expect(page.get_by_role("heading", level=1, name="River clean-up")).to_be_visible()

    def test_a_refused_request_says_why(self, show):
        page = open_section(show(settings_world()), "history")
        page.get_by_role("button", name="Changed a member").click()
        expect(page.get_by_role("dialog")).to_contain_text("Their role did not allow it.")

    def test_it_is_readable_without_names(self, show):
        console = show(settings_world())
        console.world.fail("/(members|clients)\\?", 500)
        page = open_section(console, "history")
        table = page.get_by_role("table", name="History")
        expect(table).to_contain_text("Stopped all sending")
        expect(page.get_by_text("The names could not be loaded")).to_be_visible()
        expect(table).not_to_contain_text("Somebody who is no longer here")
        console.world.mend()
        page.get_by_role("button", name="Try again").click()
        expect(table).to_contain_text("Amara Okafor")
        expect(table).to_contain_text("Somebody who is no longer here")
