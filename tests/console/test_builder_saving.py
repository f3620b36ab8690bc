"""The draft saves itself: once one pauses, over a lost connection, and never over what somebody else wrote."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_browser import Console
from tests.support.console_builder import CAMPAIGN, NAME, TEXT, a_draft, builder_world
from tests.support.console_sent import sent
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
PATCHES = "/campaigns/[^/]+$"


def _open(console: Console, step: str) -> Page:
    return begin(console, f"{CAMPAIGN}/build?step={step}", NAME)


def test_words_are_saved_once_one_pauses(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.answers["PATCH", CAMPAIGN] = a_draft(text=f"{TEXT} Thanks!", version=8)
    page.get_by_label("What people read").press("End")
    page.get_by_label("What people read").fill(f"{TEXT} Thanks!")
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    (saved,) = sent(console.world, CAMPAIGN, "PATCH")
    assert (saved.body, saved.seen) == ({"text": f"{TEXT} Thanks!"}, '"7"')


def test_a_save_whose_answer_was_lost_is_not_taken_for_a_conflict(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.drop(PATCHES, method="PATCH", times=1)
    page.get_by_label("What people read").fill("Hello. STOP ends it.")
    expect(page.get_by_text("could not be saved yet")).to_be_visible()
    console.world.answers["GET", CAMPAIGN] = a_draft(text="Hello. STOP ends it.", version=8)
    console.world.fail(PATCHES, 412, method="PATCH", times=1)
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    expect(page.get_by_label("What people read")).to_have_value("Hello. STOP ends it.")


@pytest.mark.parametrize("choice", ["Keep mine", "Take what is saved"])
def test_two_who_write_at_once_are_asked_whose_words_count(show, choice):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.fail(PATCHES, 412, method="PATCH", times=1)
    console.world.answers["GET", CAMPAIGN] = a_draft(text="What the other wrote. STOP.", version=9)
    console.world.answers["PATCH", CAMPAIGN] = a_draft(text="What I wrote. STOP.", version=10)
    page.get_by_label("What people read").fill("What I wrote. STOP.")
    note = page.get_by_role("status").filter(has_text="This campaign was changed elsewhere")
    expect(note).to_contain_text("What the other wrote.")
    expect(note).to_contain_text("What I wrote.")
    expect(page.get_by_label("What people read")).to_have_value("What I wrote. STOP.")
    page.get_by_role("button", name=choice).click()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    kept = "What I wrote. STOP." if choice == "Keep mine" else "What the other wrote. STOP."
    expect(page.get_by_label("What people read")).to_have_value(kept)
    assert len(sent(console.world, CAMPAIGN, "PATCH")) == (2 if choice == "Keep mine" else 1)


def test_without_a_connection_nothing_is_lost(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.drop(PATCHES, method="PATCH")
    page.context.set_offline(True)
    page.get_by_label("What people read").fill("Written on the train. STOP ends it.")
    expect(page.get_by_text("You are offline. Your words are kept on this device")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("What people read")).to_have_value("Written on the train. STOP ends it.")
    console.world.mend()
    console.world.answers["PATCH", CAMPAIGN] = a_draft(text="Written on the train. STOP ends it.", version=8)
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible(timeout=15_000)
    assert page.evaluate("Object.keys(localStorage).filter(one => one.includes('draft')).length") == 0


def test_who_leaves_in_the_middle_of_a_sentence_has_saved_it(show):
    console = show(builder_world())
    page = _open(console, "text")
    page.get_by_label("What people read").fill("Half a sen")
    with page.expect_request(lambda one: one.method == "PATCH"):
        page.get_by_role("link", name="All campaigns").click()
    expect(page.get_by_role("heading", level=1, name="Campaigns")).to_be_visible()
    assert [one.body for one in sent(console.world, CAMPAIGN, "PATCH")] == [{"text": "Half a sen"}]


def test_a_refused_text_says_so_and_stays(show):
    console = show(builder_world())
    console.world.fail(PATCHES, 422, method="PATCH")
    page = _open(console, "text")
    page.get_by_label("What people read").fill("x" * 1601)
    expect(page.get_by_role("alert").filter(has_text="Your last words are not saved")).to_be_visible()
    expect(page.get_by_text("carriers take 1,600")).to_be_visible()


def test_two_tabs_keep_their_words_apart_and_a_closed_ones_are_taken_on(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.drop(PATCHES, method="PATCH")
    page.get_by_label("What people read").fill("From the first tab. STOP ends it.")
    expect(page.get_by_text("could not be saved yet")).to_be_visible()
    other = console.another_tab()
    _open(other, "text")
    expect(other.page.get_by_label("What people read")).to_have_value(TEXT)
    other.page.get_by_label("What people read").fill("From the second tab. STOP ends it.")
    expect(other.page.get_by_text("could not be saved yet")).to_be_visible()
    expect(page.get_by_label("What people read")).to_have_value("From the first tab. STOP ends it.")
    other.page.close()
    page.reload()
    expect(page.get_by_label("What people read")).to_have_value("From the second tab. STOP ends it.")


def test_who_comes_back_to_the_builder_goes_on_with_words_that_are_not_saved(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.drop(PATCHES, method="PATCH")
    page.get_by_label("What people read").fill("Half a sen")
    page.get_by_role("link", name="All campaigns").click()
    expect(page.get_by_role("heading", level=1, name="Campaigns")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("What people read")).to_have_value("Half a sen")
    console.world.mend()
    console.world.answers["PATCH", CAMPAIGN] = a_draft(text="Half a sen", version=8)
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible(timeout=15_000)
