"""A long conversation: its newest texts are there at once, the earlier ones at the press of a button."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.console_inbox import LUIS, long_thread, path_of
from tests.support.console_shapes import a_text
from tests.support.console_steps import open_thread

pytestmark = pytest.mark.browser
TOP = "(box) => box.getBoundingClientRect().top"


def texts_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Texts", exact=True)


def line(page: Page, number: int) -> Locator:
    return texts_of(page).get_by_text(f"Line {number}", exact=True)


def earlier(page: Page) -> Locator:
    return page.get_by_role("button", name="Show earlier")


def test_the_newest_are_shown_and_the_earlier_ones_on_demand(show):
    page = open_thread(show(long_thread()), LUIS)
    expect(line(page, 129)).to_be_in_viewport()
    expect(texts_of(page).get_by_role("listitem")).to_have_count(50)
    earlier(page).click()
    expect(texts_of(page).get_by_role("listitem")).to_have_count(100)
    expect(page.get_by_text("50 earlier texts above.")).to_be_attached()
    earlier(page).click()
    expect(texts_of(page).get_by_role("listitem")).to_have_count(130)
    expect(earlier(page)).to_have_count(0)
    expect(texts_of(page)).to_be_focused()  # the button is gone, the place is not
    bodies = texts_of(page).get_by_role("listitem").locator("p:first-child").all_inner_texts()
    assert bodies == [f"Line {number}" for number in range(130)]


def test_what_one_reads_stays_where_it_is(show):
    page = open_thread(show(long_thread()), LUIS)
    expect(line(page, 129)).to_be_in_viewport()
    for first in (80, 30):
        texts_of(page).evaluate("(box) => { box.scrollTop = 0 }")
        expect(line(page, first)).to_be_in_viewport()
        before = line(page, first).evaluate(TOP)
        earlier(page).press("Enter")
        expect(line(page, max(first - 50, 0))).to_be_attached()
        assert abs(line(page, first).evaluate(TOP) - before) < 2


def test_a_page_that_fails_says_so_and_can_be_asked_for_again(show):
    console = show(long_thread())
    page = open_thread(console, LUIS)
    expect(line(page, 129)).to_be_in_viewport()
    console.world.fail(r"cursor=before-80", 500, times=1)
    earlier(page).click()
    expect(texts_of(page).get_by_role("alert")).to_be_visible()
    expect(line(page, 129)).to_be_attached()
    earlier(page).click()
    expect(line(page, 30)).to_be_attached()
    expect(texts_of(page).get_by_role("alert")).to_have_count(0)


def test_earlier_texts_stay_while_new_ones_come(show):
    console = show(long_thread())
    page = open_thread(console, LUIS)
    earlier(page).click()
    expect(line(page, 30)).to_be_attached()
    newest = console.world.answers["GET", path_of(LUIS)]

    def grown(query):
        page_now = newest(query)
        return (
            page_now
            if "cursor" in query
            else {**page_now, "texts": [*page_now["texts"][1:], a_text(LUIS, "One more", 0)]}
        )

    console.world.answers["GET", path_of(LUIS)] = grown
    expect(texts_of(page).get_by_text("One more")).to_be_attached(timeout=15_000)
    expect(texts_of(page).get_by_role("listitem")).to_have_count(101)
    expect(line(page, 30)).to_be_attached()
    expect(line(page, 80)).to_be_attached()  # it has left the newest page, not the thread


def test_pressing_twice_shows_them_once(show):
    console = show(long_thread())
    page = open_thread(console, LUIS)
    console.world.delay("cursor=before-80", 0.4)
    earlier(page).dblclick()
    expect(texts_of(page).get_by_role("listitem")).to_have_count(100)
    expect(earlier(page)).to_be_enabled()
    expect(texts_of(page).get_by_role("listitem")).to_have_count(100)
