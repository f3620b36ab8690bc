"""The people of the organization: invited, changed, switched off, given a number, and leaving."""

import pytest
from playwright.sync_api import expect

from tests.support.console_members import PASSWORD, an_invitation, the_people
from tests.support.console_refusals import refused
from tests.support.console_sent import sent
from tests.support.console_settings import FREE, settings_world
from tests.support.console_shapes import HOME, a_member
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import choose, open_section

pytestmark = pytest.mark.browser
PATH = f"{HOME}/members"


def test_each_stands_with_role_and_standing(show):
    page = open_section(show(settings_world()), "members")
    expect(page.get_by_role("row", name="Luis Ortega")).to_contain_text("Not confirmed")
    expect(page.get_by_role("row", name="Dev Patel")).to_contain_text("Switched off")
    expect(page.get_by_role("row", name="Nguyễn Thị Mai")).to_contain_text("(212) 555-0177")
    expect(page.get_by_text("6 people may work in this organization.")).to_be_visible()


def test_an_invitation_shows_its_password_once(show):
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
    (made,) = sent(console.world, PATH)
    assert made.body == {"email": "tomas@example.org", "name": "Tomás Herrera", "role": "ADMIN"}


def test_who_has_an_account_keeps_their_password(show):
    console = show(settings_world())
    known = a_member("u-9", "Tomás Herrera", "TEXTER", confirmed=False)
    console.world.answers["POST", PATH] = (201, an_invitation(known, None), {})
    page = open_section(console, "members")
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill("tomas@example.org")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("prove that the mailbox is theirs")


def test_a_lost_answer_says_where_to_look(show):
    console = show(settings_world())
    console.world.drop("/members$", method="POST", times=1)
    page = open_section(console, "members")
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill("tomas@example.org")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("It is not known whether the invitation was made.")


def test_a_role_is_changed_with_the_version_that_was_seen(show):
    console = show(settings_world())
    page = open_section(console, "members")
    grace = next(one for one in the_people() if one["name"] == "Grace Kim")
    console.world.answers["PATCH", f"{PATH}/u-5"] = {**grace, "role": "ADMIN", "version": 3}
    choose(page, "Grace Kim", "Change the role")
    page.get_by_role("dialog").get_by_role("radio", name="Admin").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Grace Kim: Admin from now on.")).to_be_visible()
    (saved,) = sent(console.world, f"{PATH}/u-5", "PATCH")
    assert (saved.body, saved.seen) == ({"role": "ADMIN"}, '"2"')


def test_the_refusal_of_the_last_owner_is_told(show):
    console = show(settings_world())
    status, body, headers = refused(409, "conflict", title="Not possible now")
    body["detail"] = "This is the organization's last active owner. Make somebody else an owner first."
    console.world.answers["DELETE", f"{PATH}/u-2"] = (status, body, headers)
    page = open_section(console, "members")
    choose(page, "Amara Okafor", "Remove")
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("alert")).to_contain_text("Make somebody else an owner first.")


def test_somebody_is_switched_off_after_a_question(show):
    console = show(settings_world())
    page = open_section(console, "members")
    off = {**the_people()[4], "active": False}
    console.world.answers["PATCH", f"{PATH}/u-5"] = off
    choose(page, "Grace Kim", "Switch off")
    expect(page.get_by_role("dialog")).to_contain_text("They are refused with their next click.")
    page.get_by_role("dialog").get_by_role("button", name="Switch off").click()
    expect(page.get_by_text("Grace Kim is switched off.")).to_be_visible()
    assert sent(console.world, f"{PATH}/u-5", "PATCH")[0].body == {"active": False}


def test_a_new_temporary_password_and_why_there_is_none(show):
    console = show(settings_world())
    page = open_section(console, "members")
    choose(page, "b.kowalczyk@example.org", "New temporary password")
    page.get_by_role("dialog").get_by_role("button", name="Make a new password").click()
    expect(page.get_by_role("dialog")).to_contain_text(PASSWORD)
    page.get_by_role("button", name="I have passed it on").click()
    status, body, headers = refused(409, "conflict", title="Not possible now")
    body["detail"] = "This person has a password of their own. POST /v1/session/reset."
    console.world.answers["POST", f"{PATH}/u-5/invitation"] = (status, body, headers)
    choose(page, "Grace Kim", "New temporary password")
    page.get_by_role("dialog").get_by_role("button", name="Make a new password").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("They have signed in before and have a password of their own")
    expect(alert).not_to_contain_text("/v1/")


def test_a_number_of_their_own_is_given_and_taken_back(show):
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
    assert sent(console.world, f"{PATH}/u-5/number", "PUT")[0].body == {"phone": FREE[1]}
    assert sent(console.world, f"{PATH}/u-3/number", "PUT")[0].body == {"phone": None}


def test_without_a_free_number_it_says_where_to_get_one(show):
    console = show(settings_world())
    console.world.answers["GET", f"{HOME}/numbers"] = a_page([])
    page = open_section(console, "members")
    choose(page, "Grace Kim", "Give an own number")
    expect(page.get_by_role("dialog")).to_contain_text("No number is free")
    expect(page.get_by_role("link", name="Go to Numbers")).to_be_visible()


def test_one_leaves_and_goes_on_elsewhere(show):
    console = show(settings_world(organizations=2))
    me = console.world.answers["GET", "/me"]
    page = open_section(console, "members")
    choose(page, "Ada", "Leave")
    console.world.answers["GET", "/me"] = {**me, "memberships": me["memberships"][1:]}
    page.get_by_role("dialog").get_by_role("button", name="Leave").click()
    expect(page.get_by_text("You have left Riverside Tenants.")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    assert HOME not in page.url


def test_the_only_owner_is_told_before_leaving(show):
    console = show(settings_world())
    alone = [one for one in the_people() if one["user_id"] != "u-2"]
    console.world.answers["GET", PATH] = a_page(alone)
    page = open_section(console, "members")
    choose(page, "Ada", "Leave")
    expect(page.get_by_role("dialog")).to_contain_text("You are the only owner")
    assert console.world.count("DELETE", "/members") == 0


def test_names_from_several_pages_come_together(show):
    console = show(settings_world())
    people = the_people()
    pages = {"": a_page(people[:3], "next"), "next": a_page(people[3:])}
    console.world.answers["GET", PATH] = lambda query: pages[query.get("cursor", [""])[0]]
    page = open_section(console, "members")
    expect(page.get_by_role("rowheader")).to_have_count(8)
