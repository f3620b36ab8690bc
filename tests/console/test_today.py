"""Today: what runs, what needs a person, how to begin; whatever happens to the API."""

import pytest
from playwright.sync_api import expect

from tests.support.console_steps import begin
from tests.support.console_world import BLAST, HOME, RUNNING, a_stop, a_world
from tests.support.console_world import page as a_page

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_the_bar_sums_to_the_audience(show):
    page = begin(show(a_world()))
    bar = page.get_by_role("article").filter(has_text="River clean-up").locator("[data-total]")
    expect(bar).to_have_attribute("data-total", "1700")
    expect(bar).to_have_attribute(
        "aria-label",
        "1,700 contacts: 904 delivered, 301 sent, 48 being sent, 212 waiting, "
        "140 held, 13 being prepared, 3 unclear, 18 not sent, 61 failed",
    )


def test_every_count_leads_to_its_texts(show):
    page = begin(show(a_world()))
    page.get_by_role("article").filter(has_text="River clean-up").get_by_role(
        "link", name="Failed 61"
    ).click()
    expect(page).to_have_url(
        f"https://console.example.org{HOME}/campaigns/{RUNNING}/run?blast={BLAST}&state=FAILED"
    )


def test_it_says_what_needs_attention_and_what_to_do(show):
    console = show(a_world())
    console.world.answers["GET", f"{HOME}/dead-letters"] = {"items": [{"message_id": "1"}]}
    console.world.answers["POST", f"{HOME}/dead-letters/replay-all"] = {"replayed": 1, "left": 0}
    page = begin(console)
    attention = page.get_by_role("region", name="Needs attention")
    expect(attention).to_contain_text("“Block party” could not start")
    expect(attention).to_contain_text("Choose numbers again, then start.")
    attention.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("1 step is being tried again.")).to_be_visible()
    sent = [
        console.world.headers[n]
        for n, (_, path) in enumerate(console.world.asked)
        if path.endswith("replay-all")
    ]
    assert len(sent[0]["idempotency-key"]) == 36


def test_a_new_organization_is_shown_the_way(show):
    console = show(a_world(is_new=True))
    page = begin(console)
    expect(page.get_by_role("region", name="Get ready to send").get_by_role("listitem")).to_have_count(5)
    expect(page.locator("[aria-current=step]")).to_contain_text("Connect a carrier")
    expect(page.get_by_text("Nothing is being sent")).to_be_visible()
    assert console.axe() == []


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
    expect(dialog.get_by_role("alert")).to_contain_text("Groundswell did not answer")
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


def test_one_panel_that_fails_leaves_the_others(show):
    console = show(a_world())
    console.world.fail("/conversations\\?", 500)
    page = begin(console)
    replies = page.get_by_role("region", name="Latest replies")
    expect(replies.get_by_role("alert")).to_contain_text("Something went wrong on our side", timeout=15_000)
    expect(replies).to_contain_text("REQ-42")
    expect(page.get_by_role("article").filter(has_text="River clean-up")).to_be_visible()
    assert console.axe() == []
    console.world.mend()
    replies.get_by_role("button", name="Try again").click()
    expect(replies).to_contain_text("Luis")


def test_too_many_requests_wait_as_long_as_asked_and_go_on(show):
    console = show(a_world())
    console.world.fail("/conversations\\?", 429, times=1, retry_after=2)
    page = begin(console)
    replies = page.get_by_role("region", name="Latest replies")
    expect(replies).to_contain_text("Too many requests at once. Trying again")
    expect(replies).to_contain_text("Luis")


def test_what_takes_long_says_so(show):
    console = show(a_world())
    page = begin(console)
    console.page.clock.install()
    never = a_page([])
    console.page.route("**/v1/**/conversations?*", lambda route: never)
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    console.page.clock.run_for(6_000)
    expect(page.get_by_role("region", name="Latest replies")).to_contain_text("It is still loading.")
    console.page.unroute_all(behavior="ignoreErrors")


def test_without_a_connection_it_keeps_what_it_has_and_says_so(show):
    console = show(a_world())
    page = begin(console)
    expect(page.get_by_text("What time does it start?").first).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(page.get_by_text("What time does it start?").first).to_be_visible()
    assert console.axe() == []
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_be_hidden()


def test_a_texter_is_offered_what_a_texter_may(show):
    console = show(a_world("TEXTER"))
    page = begin(console)
    expect(page.get_by_role("region", name="Latest replies")).to_contain_text("Luis")
    expect(page.get_by_role("button", name="Stop all")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(
        ["Today", "Inbox", "Opt-outs"]
    )
    assert console.axe() == []
    assert console.world.count("GET", "/(campaigns|dead-letters|unknown-sends|jobs)") == 0


def test_another_organization_is_one_choice_away(show):
    console = show(a_world(organizations=2))
    page = begin(console)
    page.get_by_role("button", name="Organization: Riverside Tenants").click()
    page.get_by_role("menuitem", name="Hillside Neighbors").click()
    expect(page.get_by_role("button", name="Organization: Hillside Neighbors")).to_be_visible()
    expect(page.get_by_role("button", name="Stop all")).to_have_count(0)
    expect(page.get_by_text("Luis")).to_have_count(0)


def test_on_a_phone_stop_all_is_at_hand(show):
    page = begin(show(a_world(), **PHONE))
    page.get_by_role("button", name="Stop all").tap()
    page.get_by_role("dialog").get_by_role("button", name="Stop all sending").tap()
    expect(page.get_by_role("dialog")).to_contain_text("Stopped: 2 campaigns are paused")


def test_the_keyboard_reaches_everything(show):
    page = begin(show(a_world()))
    expect(page.get_by_role("article")).to_have_count(2)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()
    page.get_by_role("link", name="Campaigns").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Campaigns")).to_be_focused()


def test_dark_is_remembered(show):
    page = begin(show(a_world()))
    page.get_by_role("button", name="Dark colours").click()
    page.reload()
    expect(page.get_by_role("button", name="Light colours")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(12, 19, 24)"
