"""The list of campaigns, and one campaign as it runs."""

import pytest
from playwright.sync_api import expect

from tests.support.console_campaigns import a_campaign, a_report
from tests.support.console_shapes import BLAST, DONE, DRAFT, HOME, RUNNING
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin
from tests.support.console_world import a_world

pytestmark = pytest.mark.browser
LIST = f"{HOME}/campaigns"
RUN = f"{LIST}/{RUNNING}/run"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_the_list_says_how_each_fares(show):
    page = begin(show(a_world()), LIST, "Campaigns")
    expect(page.get_by_role("row", name="River clean-up")).to_contain_text("3 unclear")
    expect(page.get_by_role("row", name="Rent strike vote")).to_contain_text("Everything was stopped.")
    expect(page.get_by_role("row", name="Block party")).to_contain_text("Could not start")


def test_it_is_searched_as_one_types(show):
    page = begin(show(a_world()), LIST, "Campaigns")
    expect(page.get_by_role("rowheader")).to_have_count(4)
    page.get_by_label("Search by name or text").fill("strike riverside")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page).to_have_url(f"https://console.example.org{LIST}?find=strike+riverside")
    page.get_by_label("Search by name or text").fill("nothing like this")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_role("link", name="Show all campaigns").click()
    expect(page.get_by_role("rowheader")).to_have_count(4)
    expect(page.get_by_label("Search by name or text")).to_have_value("")


def test_a_search_looks_through_all_of_them(show):
    console = show(a_world())
    pages = {
        "": a_page([a_campaign(DONE, "First", "DRAFT")], "2"),
        "2": a_page([a_campaign(DRAFT, "Second", "DRAFT")], "3"),
        "3": a_page([a_campaign(RUNNING, "Third", "DRAFT")]),
    }
    console.world.answers["GET", LIST] = lambda query: pages[query.get("cursor", [""])[0]]
    console.world.fail("cursor=3", 409)
    page = begin(console, f"{LIST}?find=third", "Campaigns")
    expect(page.get_by_text("Not all campaigns could be searched.")).to_be_visible()
    console.world.mend()
    page.get_by_role("button", name="Search the rest").click()
    expect(page.get_by_role("link", name="Third")).to_be_visible()
    expect(page.get_by_role("rowheader")).to_have_count(1)


def test_arrow_keys_go_from_row_to_row(show):
    page = begin(show(a_world()), LIST, "Campaigns")
    page.get_by_role("link", name="River clean-up").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Rent strike vote")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("link", name="Spring assembly")).to_be_focused()


def test_a_copy_is_one_press(show):
    console = show(a_world())
    page = begin(console, LIST, "Campaigns")
    page.get_by_role("button", name="Copy “Spring assembly”").click()
    expect(page.get_by_text("“Copy of Spring assembly” is a draft")).to_be_visible()


def test_a_copy_is_one_press_on_a_phone_too(show):
    page = begin(show(a_world(), **PHONE), LIST, "Campaigns")
    button = page.get_by_role("button", name="Copy “Spring assembly”")
    size = button.bounding_box()
    assert min(size["width"], size["height"]) >= 44
    button.tap()
    expect(page.get_by_text("“Copy of Spring assembly” is a draft")).to_be_visible()


def test_more_come_page_by_page(show):
    console = show(a_world())
    first, second = a_campaign(DONE, "First", "DRAFT"), a_campaign(DRAFT, "Second", "DRAFT")
    pages = {"": a_page([first], "next"), "next": a_page([second])}
    console.world.answers["GET", LIST] = lambda query: pages[query.get("cursor", [""])[0]]
    page = begin(console, LIST, "Campaigns")
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("rowheader")).to_have_count(2)
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)


@pytest.mark.parametrize("status", [500, 429])
def test_a_list_that_cannot_be_had_offers_to_try_again(show, status):
    console = show(a_world())
    console.world.fail("/campaigns\\?", status, retry_after=1)
    page = begin(console, LIST, "Campaigns")
    expect(page.get_by_role("alert")).to_be_visible(timeout=15_000)
    assert console.axe() == []
    console.world.mend()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("link", name="River clean-up")).to_be_visible()


def test_a_texter_does_not_get_there_by_address(show):
    console = show(a_world("TEXTER"))
    page = begin(console, LIST, "This page is not for you")
    assert console.world.count("GET", "/campaigns") == 0
    page.get_by_role("link", name="Go to Today").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_a_run_shows_figures_failures_with_advice_and_replies(show):
    console = show(a_world())
    page = begin(console, RUN, "River clean-up")
    expect(page.get_by_role("region", name="Where the texts are").locator("[data-total]")).to_have_attribute(
        "data-total", "1700"
    )
    expect(page.get_by_role("table", name="Why texts failed")).to_contain_text(
        "Take the number off your list."
    )
    expect(page.get_by_role("table", name="Why texts were not sent")).to_contain_text(
        "The person has opted out."
    )
    expect(page.get_by_role("region", name="Replies")).to_contain_text("Yes, I'll be there!")


def test_its_pace_and_finish_time_are_measured(show):
    console = show(a_world())
    path = f"{HOME}/campaigns/{RUNNING}/blasts/{BLAST}"
    looks = [0]

    def moving(_query):
        looks[0] += 1
        states = dict(a_report()["states"])
        moved = min(looks[0] * 10, 200)
        return a_report(states={**states, "READY": states["READY"] - moved, "SENT": states["SENT"] + moved})

    console.world.answers["GET", path] = moving
    page = begin(console, RUN, "River clean-up")
    expect(page.get_by_text("Done in")).to_be_visible(timeout=15_000)
    expect(page.locator("dd").first).not_to_have_text("–")


def test_texts_are_shown_by_state_page_by_page(show):
    page = begin(show(a_world()), RUN, "River clean-up")
    texts = page.get_by_role("table", name="Texts", exact=True)
    expect(texts.get_by_role("rowheader")).to_have_count(5)
    page.get_by_role("button", name="Show more").last.click()
    expect(texts.get_by_role("rowheader")).to_have_count(10)
    page.get_by_role("navigation", name="State").get_by_role("link", name="Not sent").click()
    expect(texts).to_contain_text("The person has opted out.")
    expect(page).to_have_url(f"https://console.example.org{RUN}?blast={BLAST}&state=SKIPPED")


def test_it_is_paused_and_resumed(show):
    console = show(a_world())
    path = f"{HOME}/campaigns/{RUNNING}"

    def become(state):
        def change(_query):
            console.world.answers["GET", path] = a_campaign(RUNNING, "River clean-up", state)
            return console.world.answers["GET", path]

        return change

    console.world.answers["POST", f"{path}/pause"] = become("PAUSED")
    console.world.answers["POST", f"{path}/resume"] = become("ACTIVE")
    page = begin(console, RUN, "River clean-up")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("This campaign is paused")).to_be_visible()
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert console.world.count("POST", "/(pause|resume)$") == 2


def test_a_nervous_second_press_on_pause_does_not_resume(show):
    console = show(a_world())
    path = f"{HOME}/campaigns/{RUNNING}"

    def paused(_query):
        console.world.answers["GET", path] = a_campaign(RUNNING, "River clean-up", "PAUSED")
        return console.world.answers["GET", path]

    console.world.answers["POST", f"{path}/pause"] = paused
    page = begin(console, RUN, "River clean-up")
    button = page.get_by_role("button", name="Pause").bounding_box()
    for _ in range(6):
        page.mouse.click(button["x"] + button["width"] / 2, button["y"] + button["height"] / 2)
        page.wait_for_timeout(80)
    expect(page.get_by_role("button", name="Resume")).to_be_enabled()
    assert console.world.count("POST", "/pause$") == 1
    assert console.world.count("POST", "/resume$") == 0


def test_what_cannot_be_paused_says_why(show):
    console = show(a_world())
    page = begin(console, f"{LIST}/{DONE}/run", "Spring assembly")
    button = page.get_by_role("button", name="Pause")
    button.focus()
    expect(page.get_by_role("tooltip")).to_contain_text(
        "There is nothing to pause: the campaign is completed."
    )
    button.click(force=True)
    assert console.world.count("POST", "/pause$") == 0


def test_a_refused_pause_is_told(show):
    console = show(a_world())
    console.world.fail("/pause$", 409, method="POST")
    page = begin(console, RUN, "River clean-up")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("alert").filter(has_text="Not possible now")).to_contain_text(
        "wait until it is completed"
    )


def test_a_campaign_that_does_not_exist_says_so(show):
    console = show(a_world())
    begin(console, f"{LIST}/nothing/run", "Campaign")
    expect(console.page.get_by_role("alert")).to_contain_text("This does not exist")


def test_a_draft_has_sent_nothing_and_says_why(show):
    page = begin(show(a_world()), f"{LIST}/{DRAFT}/run", "Block party")
    expect(page.get_by_text("Nothing has been sent yet")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Choose numbers again, then start.")
