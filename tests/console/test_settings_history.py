"""The history: narrowed, opened, led on from, and readable without names."""

import pytest
from playwright.sync_api import expect

from tests.support.console_settings import settings_world
from tests.support.console_shapes import RUNNING
from tests.support.console_steps import open_section

pytestmark = pytest.mark.browser


def test_it_is_narrowed_and_the_address_keeps_it(show):
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


def test_an_entry_shows_before_and_after(show):
    page = open_section(show(settings_world()), "history")
    opener = page.get_by_role("button", name="Changed the organization's settings")
    opener.focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("dialog").get_by_role("row", name="Opens (organization)")
    expect(row.get_by_role("cell")).to_have_text(["08:00", "09:00"])
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_ids_lead_to_their_pages(show):
    page = open_section(show(settings_world()), "history")
    page.get_by_role("button", name="Sent a campaign's texts").click()
    page.get_by_role("dialog").get_by_role("link", name=RUNNING).click()
    expect(page.get_by_role("heading", level=1, name="River clean-up")).to_be_visible()


def test_a_refused_request_says_why(show):
    page = open_section(show(settings_world()), "history")
    page.get_by_role("button", name="Changed a member").click()
    expect(page.get_by_role("dialog")).to_contain_text("Their role did not allow it.")


def test_it_is_readable_without_names(show):
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
