"""Today: what runs, what needs a person, how to begin; whatever happens to the API."""

import pytest
from playwright.sync_api import expect

from tests.support.console_campaigns import a_campaign
from tests.support.console_shapes import BLAST, DRAFT, HOME, RUNNING
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin
from tests.support.console_today import anxious_world, practice_world
from tests.support.console_world import a_world

pytestmark = pytest.mark.browser


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


def test_each_first_step_leads_to_where_it_is_done(show):
    console = show(a_world(is_new=True))
    draft = a_campaign(DRAFT, "Block party", "DRAFT", contacts=0)
    console.world.answers["GET", f"{HOME}/campaigns"] = a_page([draft])
    steps = begin(console).get_by_role("region", name="Get ready to send")
    ways = {
        "Connect it": "/settings?section=carrier",
        "Buy numbers": "/numbers",
        "Load them": f"/campaigns/{DRAFT}/build?step=audience",
        "Check and start": f"/campaigns/{DRAFT}/build?step=start",
    }
    for name, path in ways.items():
        expect(steps.get_by_role("link", name=name)).to_have_attribute("href", f"{HOME}{path}")
    expect(steps.get_by_role("link", name="Make a campaign")).to_have_count(0)


def test_the_first_steps_are_put_away_taken_up_and_said_to_be_done(show):
    console = show(a_world(is_new=True))
    page = begin(console)
    steps = page.get_by_role("region", name="Get ready to send")
    steps.get_by_role("button", name="Hide these steps").click()
    expect(steps).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Get ready to send: 0 of 5 steps done").click()
    expect(steps).to_be_visible()
    console.world.answers |= a_world().answers
    page.reload()
    expect(page.get_by_text("You are set up: the first campaign is on its way")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.reload()
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_text("You are set up")).to_have_count(0)


def test_an_admin_is_told_to_ask_an_owner_for_the_carrier(show):
    page = begin(show(a_world("ADMIN", is_new=True)))
    expect(page.get_by_role("region", name="Get ready to send")).to_contain_text("Ask one of yours.")
    expect(page.get_by_role("link", name="Connect it")).to_have_count(0)


def test_practice_is_called_practice(show):
    console = show(practice_world("TEXTER"))
    page = begin(console)
    expect(page.get_by_text("Practice mode: no text reaches a real phone")).to_be_visible()


def test_all_that_needs_attention_leads_to_its_rows(show):
    console = show(anxious_world())
    page = begin(console)
    attention = page.get_by_role("region", name="Needs attention")
    rows = {
        "Read and decide": "/inbox?show=REVIEW",
        "Show the steps": "/operations?view=stuck",
        "Show the jobs": "/operations?view=jobs&state=FAILED",
        "Show the texts": "/operations?view=unsettled",
        "Open your conversations": "/inbox?show=MINE",
        "Open them in the inbox": "/inbox?show=UNASSIGNED",
        "Set it up": "/account",
    }
    for name, path in rows.items():
        expect(attention.get_by_role("link", name=name)).to_have_attribute("href", f"{HOME}{path}")
    expect(attention.get_by_role("link", name="Show the failed texts").first).to_have_attribute(
        "href", f"{HOME}/campaigns/{RUNNING}/run?blast={BLAST}&state=FAILED"
    )
    expect(attention).to_contain_text("14 people wait for an answer, the first for about 4 hours")
    expect(attention).to_contain_text("Only 84% of “River clean-up” is delivered")
    # what "Running now" shows was asked for once, not once for each part of the page
    assert console.world.count("GET", f"{RUNNING}/blasts$|{RUNNING}/blasts\\?") == 1


def test_a_part_of_the_attention_that_fails_is_named(show):
    console = show(a_world())
    console.world.fail("/conversations/waiting", 500)
    page = begin(console)
    expect(page.get_by_text("Could not be checked: who waits for an answer.")).to_be_visible(timeout=15_000)


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
    console.settle()
    page.context.set_offline(True)
    notice = page.get_by_text("You are offline. What you see")
    expect(notice).to_be_visible()
    expect(page.get_by_text("What time does it start?").first).to_be_visible()
    assert console.axe() == []
    page.context.set_offline(False)
    expect(notice).to_be_hidden()


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
    page.get_by_role("button", name="Dark mode").click()
    page.reload()
    expect(page.get_by_role("button", name="Light mode")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(12, 19, 24)"
