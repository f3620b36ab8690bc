"""The inbox: who waits longest, by keys and under the pointer, beside a thread or one after the other on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_inbox import GRACE, INBOX, LUIS, heads, inbox_world, path_of
from tests.support.console_shapes import HOME, at
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LIST = f"{HOME}/conversations"


def conversations(page: Page):
    return page.get_by_role("region", name="Conversations")


def test_who_waits_longest_is_on_top_and_every_tab_counts(show):
    page = begin(show(inbox_world()), INBOX, "Inbox")
    rows = conversations(page).get_by_role("listitem")
    expect(rows).to_have_count(7)
    expect(rows.first).to_contain_text("Yusuf")
    expect(rows.first).to_contain_text("Waits 41 min")
    expect(rows.first).to_contain_text("With Maya Lindqvist")
    tabs = page.get_by_role("navigation", name="Which conversations")
    for tab in ("Mine 2", "Unassigned 2", "Possible opt-outs 1", "Unknown senders 1", "All 7"):
        expect(tabs.get_by_role("link", name=tab)).to_be_visible()
    tabs.get_by_role("link", name="Unknown senders").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("(646) 555-0199")


def test_single_keys_do_it_all_but_never_while_typing(show):
    console = show(inbox_world())
    page = begin(console, INBOX, "Inbox")
    expect(conversations(page).get_by_role("listitem")).to_have_count(7)
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=2, name="Yusuf")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=2, name="Yusuf")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("It is yours now.")).to_be_visible()
    page.keyboard.press("r")
    answer = page.get_by_label("Your answer")
    expect(answer).to_be_focused()
    page.keyboard.type("jaoe? yes")
    expect(answer).to_have_value("jaoe? yes")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(answer).not_to_be_focused()
    page.keyboard.press("o")
    expect(page.get_by_role("dialog", name="Opt Yusuf out?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("e")
    expect(page.get_by_text("Closed. It opens again when they write.")).to_be_visible()
    assert console.world.count("POST", "/opt-outs$") == 0


def test_single_keys_can_be_turned_off(show):
    page = begin(show(inbox_world()), INBOX, "Inbox")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_label("Single keys do things").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("j")
    expect(page.get_by_text("Choose a conversation")).to_be_visible()
    page.reload()
    expect(conversations(page).get_by_role("listitem")).to_have_count(7)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_arrow_keys_walk_the_list(show):
    page = begin(show(inbox_world()), INBOX, "Inbox")
    rows = conversations(page).get_by_role("link")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="(646) 555-0199")).to_be_visible()


def test_under_the_pointer_the_list_stands_still_and_new_texts_are_announced(show):
    console = show(inbox_world())
    page = begin(console, f"{INBOX}?show=UNASSIGNED", "Inbox")
    rows = conversations(page).get_by_role("listitem")
    expect(rows).to_have_count(2)
    rows.first.hover()
    known = heads()
    new = {
        **known[GRACE],
        "review_due_at": None,
        "last_activity_at": at(),
        "first_name": "Rosa",
        "phone": "+12125552077",
        "last_message_id": "m-9",
    }
    console.world.answers["GET", LIST] = a_page([new, known[GRACE], known[LUIS]])
    expect(page.get_by_role("button", name="Show 1 new conversation")).to_be_visible(timeout=15_000)
    expect(rows).to_have_count(2)
    expect(page.get_by_text("New text from Rosa.")).to_be_attached()
    page.get_by_role("button", name="Show 1 new conversation").click()
    expect(rows.last).to_contain_text("Rosa")


def test_a_thread_that_cannot_be_had_leaves_the_list(show):
    console = show(inbox_world())
    console.world.fail(f"{path_of(LUIS)}$", 500)
    page = begin(console, f"{INBOX}?show=ALL&phone=%2B{LUIS[1:]}", "Inbox")
    pane = page.get_by_role("region", name="Conversation", exact=True)
    expect(pane.get_by_role("alert")).to_contain_text("Something went wrong on our side", timeout=15_000)
    expect(conversations(page).get_by_role("listitem")).to_have_count(7)
    console.world.mend()
    pane.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("region", name="Texts", exact=True)).to_contain_text("gloves")


def test_on_a_phone_list_and_thread_are_two_screens(show):
    console = show(inbox_world(), **PHONE)
    page = begin(console, INBOX, "Inbox")
    conversations(page).get_by_role("link", name="Luis").tap()
    expect(page.get_by_label("Your answer")).to_be_visible()
    expect(conversations(page)).to_be_hidden()
    for button in page.get_by_role("region", name="Conversation", exact=True).get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44
    page.get_by_role("link", name="All conversations").tap()
    expect(conversations(page)).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_count(0)


def test_today_leads_into_the_thread_and_says_how_long_the_oldest_waits(show):
    page = begin(show(inbox_world()))
    replies = page.get_by_role("region", name="Latest replies")
    expect(replies).to_contain_text("Longest wait: 41 min")
    replies.get_by_role("link", name="Luis").click()
    expect(page.get_by_role("heading", level=2, name="Luis")).to_be_visible()
