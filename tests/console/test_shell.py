"""Around every page: STOP ALL in all weathers, the navigation, the organizations, and work that is not lost."""

import pytest
from playwright.sync_api import expect

from tests.support.console import TOKEN
from tests.support.console_numbers import NUMBERS, numbers_world
from tests.support.console_shapes import HOME, RUNNING
from tests.support.console_steps import EMAIL, begin
from tests.support.console_world import a_stop, a_world

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_stop_all_says_how_quickly_it_took_effect(show):
    console = show(a_world())
    page = begin(console)
    page.get_by_role("button", name="Stop all").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Stop all sending")).to_be_focused()
    assert console.axe() == []
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Stopped: 2 campaigns are paused")
    expect(dialog).to_contain_text("0.4 s after you pressed")
    assert console.world.count("POST", "/stop-all$") == 1


def test_a_stop_that_got_no_answer_is_not_taken_for_done(show):
    console = show(a_world())
    console.world.drop("/stop-all$", method="POST", times=1)
    console.world.answers["POST", f"{HOME}/stop-all"] = a_stop(1)
    page = begin(console)
    page.get_by_role("button", name="Stop all").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Stop all sending").click()
    expect(dialog.get_by_role("alert")).to_contain_text("it is not known whether anything was stopped")
    expect(dialog.get_by_role("alert")).to_contain_text("suspend the account at your carrier")
    dialog.get_by_role("button", name="Stop all sending").click()
    expect(dialog).to_contain_text("Stopped: 1 campaign is paused")
    world = console.world
    given = [
        world.headers[n]["idempotency-key"]
        for n, asked in enumerate(world.asked)
        if asked == ("POST", f"{HOME}/stop-all")
    ]
    assert len(given) == 2
    assert given[0] == given[1]


def test_what_was_stopped_is_listed_and_leads_to_where_it_is_resumed(show):
    page = begin(show(a_world()))
    page.get_by_role("button", name="Stop all").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Stop all sending").click()
    expect(dialog.get_by_role("link")).to_have_text(["River clean-up", "Spring assembly"])
    dialog.get_by_role("link", name="River clean-up").click()
    expect(page).to_have_url(f"https://console.example.org{HOME}/campaigns/{RUNNING}/run")
    expect(dialog).to_be_hidden()


def test_stop_all_without_a_connection_says_that_nothing_was_stopped(show):
    console = show(a_world())
    page = begin(console)
    expect(page.get_by_role("article")).to_have_count(2)
    page.context.set_offline(True)
    page.get_by_role("button", name="Stop all").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Stop all sending").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing was stopped: you are offline")
    expect(dialog.get_by_role("alert")).to_contain_text("suspend the account at your carrier")
    assert console.axe() == []
    page.context.set_offline(False)
    dialog.get_by_role("button", name="Stop all sending").click()
    expect(dialog).to_contain_text("Stopped: 2 campaigns are paused")


def test_a_page_asked_for_offline_opens_once_one_is_connected_again(show):
    page = begin(show(a_world()))
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.").first).to_be_attached()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Opt-outs").click()
    page.wait_for_timeout(1_000)
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1, name="Opt-outs")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, "Something went wrong on our side, so it is not known whether anything was stopped"),
        (429, "Nothing was stopped: too many requests at once"),
        (409, "Nothing was stopped: not possible now"),
    ],
)
def test_stop_all_that_fails_does_not_look_like_a_stop(show, status, said):
    console = show(a_world())
    console.world.fail("/stop-all$", status, method="POST", times=1)
    page = begin(console)
    page.get_by_role("button", name="Stop all").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Stop all sending").click()
    expect(dialog.get_by_role("alert")).to_contain_text(said)
    dialog.get_by_role("button", name="Stop all sending").click()
    expect(dialog).to_contain_text("Stopped: 2 campaigns are paused")


def test_stop_all_with_nothing_running_says_so_and_closes(show):
    console = show(a_world())
    console.world.answers["POST", f"{HOME}/stop-all"] = a_stop(0)
    page = begin(console)
    page.get_by_role("button", name="Stop all").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Stop all sending")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Nothing was being sent")
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Stop all")).to_be_focused()


def test_on_a_phone_stop_all_is_at_hand(show):
    page = begin(show(a_world(), **PHONE))
    page.get_by_role("button", name="Stop all").tap()
    page.get_by_role("dialog").get_by_role("button", name="Stop all sending").tap()
    expect(page.get_by_role("dialog")).to_contain_text("Stopped: 2 campaigns are paused")


def test_another_organization_is_one_choice_away(show):
    console = show(a_world(organizations=2))
    page = begin(console)
    page.get_by_role("button", name="Organization: Riverside Tenants").click()
    page.get_by_role("menuitem", name="Hillside Neighbors").click()
    expect(page.get_by_role("button", name="Organization: Hillside Neighbors")).to_be_visible()
    expect(page.get_by_role("button", name="Stop all")).to_have_count(0)
    expect(page.get_by_text("Luis")).to_have_count(0)


def test_who_was_taken_out_meanwhile_is_told_so_and_gets_out(show):
    console = show(a_world())
    console.page.clock.install()
    page = begin(console, f"{HOME}/campaigns", "Campaigns")
    console.world.answers["GET", "/me"] = {**console.world.answers["GET", "/me"], "memberships": []}
    console.world.fail("/campaigns", 403)
    page.clock.run_for(16_000)
    expect(page.get_by_role("heading", name="This page is not for you")).to_be_visible()
    page.get_by_role("link", name="Go to Today").click()
    expect(page.get_by_text("You are in no organization yet")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_of_many_organizations_each_can_be_reached_by_keyboard(show):
    console = show(a_world(organizations=2))
    me = console.world.answers["GET", "/me"]
    many = [
        {**me["memberships"][1], "organization_id": f"{n:08d}-0000-4000-8000-000000000000",
         "organization_name": f"Chapter {n}: {'a long name of a place ' * 3}"}
        for n in range(40)
    ]  # fmt: skip
    console.world.answers["GET", "/me"] = {
        **me,
        "memberships": [me["memberships"][0], *many, me["memberships"][1]],
    }
    page = begin(console)
    page.get_by_role("button", name="Organization: Riverside Tenants").focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("menu")
    expect(menu).to_be_visible()
    assert menu.evaluate("menu => menu.getBoundingClientRect().bottom <= innerHeight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="Hillside Neighbors")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Organization: Hillside Neighbors")).to_be_visible()


def test_the_title_says_the_page_and_the_organization(show):
    page = begin(show(a_world(organizations=2)))
    expect(page).to_have_title("Today · Riverside Tenants · Groundswell")
    page.get_by_role("link", name="Campaigns").click()
    expect(page).to_have_title("Campaigns · Riverside Tenants · Groundswell")


def test_on_a_phone_the_other_places_are_behind_more(show):
    page = begin(show(numbers_world(), **PHONE))
    expect(page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(
        ["Today", "Inbox", "Campaigns"]
    )
    more = page.get_by_role("button", name="More", exact=True)
    more.focus()
    page.keyboard.press("Enter")
    items = page.get_by_role("menuitem")
    expect(items).to_have_text(["Contacts", "Opt-outs", "Numbers", "Operations", "Settings"])
    in_the_menu = page.locator("[role=menu] :focus, [role=menu]:focus")
    expect(in_the_menu).to_have_count(1)  # it takes the keys a moment later
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    expect(items).to_have_count(0)
    page.keyboard.press("Enter")
    expect(items.first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Numbers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Numbers")).to_be_visible()
    expect(more).to_have_attribute("aria-current", "page")


def test_a_texters_more_holds_what_a_texter_may(show):
    page = begin(show(a_world("TEXTER"), **PHONE))
    page.get_by_role("button", name="More").tap()
    expect(page.get_by_role("menuitem")).to_have_text(["Opt-outs"])


def _half_filled(page):
    page.get_by_role("button", name="Buy numbers").click()
    dialog = page.get_by_role("dialog", name="Buy numbers")
    dialog.get_by_label("Area code").fill("917")
    dialog.get_by_label("How many").fill("7")
    return dialog


def test_a_session_that_ends_in_the_midst_of_a_form_loses_nothing_typed(show):
    console = show(numbers_world())
    page = begin(console, NUMBERS, "Numbers")
    dialog = _half_filled(page)
    dialog.get_by_role("button", name="Continue").click()
    dialog.get_by_label("Type 7 to confirm").fill("7")
    console.world.token = "another"
    console.world.fail("^/session/refresh$", 401, method="POST")
    dialog.get_by_role("button", name="Buy 7 numbers").click()
    again = page.get_by_role("dialog").filter(has_text="Sign in")
    expect(again.get_by_label("E-mail address")).to_have_value(EMAIL)
    console.world.mend()
    console.world.answers["POST", "/session"] = {
        **console.world.answers["POST", "/session"],
        "access_token": "another",
    }
    again.get_by_label("Password", exact=True).fill("correct-Horse-7")
    again.get_by_role("button", name="Sign in").click()
    expect(again).to_have_count(0)
    expect(dialog.get_by_label("Type 7 to confirm")).to_have_value("7")
    dialog.get_by_role("button", name="Buy 7 numbers").click()
    expect(dialog).to_contain_text("Buying number 8 of 20")
    assert console.world.token != TOKEN


def test_a_connection_that_breaks_in_the_midst_of_a_form_loses_nothing_typed(show):
    page = begin(show(numbers_world()), NUMBERS, "Numbers")
    dialog = _half_filled(page)
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.").first).to_be_attached()
    page.context.set_offline(False)
    expect(dialog.get_by_label("Area code")).to_have_value("917")
    expect(dialog.get_by_label("How many")).to_have_value("7")
