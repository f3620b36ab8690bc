"""An answer: what was said so far, sent once, kept while it is written, held for the hours, never to who opted out."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_inbox import LUIS, NOAM, WEI, heads, inbox_world, ours, path_of, threads
from tests.support.console_sent import sent
from tests.support.console_shapes import HOME, a_text
from tests.support.console_steps import open_thread

pytestmark = pytest.mark.browser


def write(page: Page, text: str) -> None:
    page.get_by_label("Your answer").fill(text)


def test_a_thread_tells_who_wrote_what_and_what_became_of_it(show):
    page = open_thread(show(inbox_world()), LUIS)
    texts = page.get_by_role("region", name="Texts", exact=True)
    expect(texts.get_by_role("heading")).to_have_count(2)
    expect(texts).to_contain_text("Maya Lindqvist")
    expect(texts).to_contain_text("River clean-up")
    pane = page.get_by_role("region", name="Conversation", exact=True)
    expect(pane).to_contain_text("They write to(212) 369-8828")
    expect(pane.get_by_role("link", name="River clean-up")).to_have_attribute(
        "href", f"{HOME}/campaigns/c0ffee00-0000-4000-8000-000000000001/run"
    )
    expect(pane.get_by_role("link", name="Luis")).to_be_visible()


def test_an_answer_is_sent_with_what_was_seen_last(show):
    console = show(inbox_world())
    page = open_thread(console, LUIS)
    write(page, "Yes, in all sizes.")
    expect(page.get_by_text("1 segment, 142 left")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Sent.", exact=True)).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("")
    expect(page.get_by_label("Your answer")).to_be_focused()
    (answer,) = sent(console.world, "/messages")
    assert answer.body == {"text": "Yes, in all sizes.", "last_message_id": "m-2001-9"}
    assert len(answer.key) == 36


def test_pressing_twice_sends_once(show):
    console = show(inbox_world())
    console.world.delay("/messages$", 0.5, method="POST")
    page = open_thread(console, LUIS)
    write(page, "Yes")
    page.evaluate(
        """() => { const box = document.querySelector('textarea');
        const key = {key: 'Enter', ctrlKey: true, bubbles: true};
        const press = () => box.dispatchEvent(new KeyboardEvent('keydown', key));
        press(); press(); box.form.requestSubmit(); }"""
    )
    expect(page.get_by_text("Sent.", exact=True)).to_be_visible()
    assert console.world.count("POST", "/messages$") == 1


def test_an_answer_without_an_answer_goes_out_again_unchanged(show):
    console = show(inbox_world())
    console.world.drop("/messages$", method="POST", times=1)
    page = open_thread(console, LUIS)
    write(page, "Yes")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Trying again does nothing twice")
    # what comes in meanwhile must not make it another wish
    head = {**heads()[LUIS], "last_message_id": "m-new"}
    thread = threads(heads())[0]
    console.world.answers["GET", path_of(LUIS)] = {**thread, "conversation": head}
    page.get_by_role("link", name="Yusuf").click()
    expect(page.get_by_label("Your answer")).to_have_value("")
    page.get_by_role("link", name="Luis").first.click()
    expect(page.get_by_label("Your answer")).to_have_value("Yes")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Sent.", exact=True)).to_be_visible()
    first, second = sent(console.world, "/messages")
    assert first == second


def test_one_that_went_out_although_its_answer_was_lost_is_not_offered_again(show):
    console = show(inbox_world())
    world = console.world
    world.drop("/messages$", method="POST", times=1)
    page = open_thread(console, LUIS)
    write(page, "Yes")
    thread = threads(heads())[0]
    texts = [*thread["texts"], ours(LUIS, "Yes", 0, user_id="u-1", state="SENT")]
    world.answers["GET", path_of(LUIS)] = {**thread, "texts": texts}
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("It was sent after all")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_came_in_meanwhile_is_shown_before_it_is_asked_again(show):
    console = show(inbox_world())
    world = console.world
    world.fail("/messages$", 409, method="POST", times=1)
    page = open_thread(console, LUIS)
    write(page, "Yes")
    thread = threads(heads())[0]
    texts = [*thread["texts"], a_text(LUIS, "Never mind, we found some!", 0)]
    head = {**heads()[LUIS], "last_message_id": "m-new"}
    world.answers["GET", path_of(LUIS)] = {**thread, "conversation": head, "texts": texts}
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Something new came in")).to_be_visible()
    expect(page.get_by_role("region", name="Texts", exact=True)).to_contain_text("Never mind, we found some!")
    expect(page.get_by_label("Your answer")).to_have_value("Yes")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Sent.", exact=True)).to_be_visible()
    first, second = sent(world, "/messages")
    assert (first.body["last_message_id"], second.body["last_message_id"]) == ("m-2001-9", "m-new")
    assert first.key != second.key


def test_a_draft_waits_in_its_own_thread(show):
    page = open_thread(show(inbox_world()), LUIS)
    write(page, "Half a tho")
    page.get_by_role("link", name="Wei").click()
    expect(page.get_by_label("Your answer")).to_have_value("")
    page.get_by_role("link", name="Luis").click()
    expect(page.get_by_label("Your answer")).to_have_value("Half a tho")


def test_nothing_is_not_sent_and_the_button_says_why(show):
    console = show(inbox_world())
    page = open_thread(console, LUIS)
    button = page.get_by_role("button", name="Send")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_attribute("title", "Write what they shall read.")
    button.click(force=True)
    page.get_by_label("Your answer").press("Control+Enter")
    assert console.world.count("POST", "/messages$") == 0


def test_outside_their_hours_it_says_when_an_answer_leaves(show):
    page = open_thread(show(inbox_world()), WEI)
    expect(page.get_by_text("It is outside their hours.")).to_contain_text(" yours)")
    write(page, "See you")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("It waits for their hours and leaves")).to_be_visible()


def test_who_opted_out_cannot_be_answered(show):
    page = open_thread(show(inbox_world()), NOAM)
    expect(page.get_by_text("They have opted out and cannot be answered")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_count(0)
    page.get_by_role("link", name="See how they opted out").click()
    expect(page).to_have_url(f"https://console.example.org{HOME}/opt-outs?find=%2B12125552006")


def test_whoever_reads_above_is_told_of_a_new_text_below(show):
    console = show(inbox_world())
    thread = threads(heads())[0]
    long = [a_text(LUIS, f"Line {n}", 1400 - n) for n in range(40)]
    console.world.answers["GET", path_of(LUIS)] = {**thread, "texts": long}
    page = open_thread(console, LUIS)
    texts = page.get_by_role("region", name="Texts", exact=True)
    expect(texts.get_by_text("Line 39")).to_be_in_viewport()
    texts.evaluate("(box) => { box.scrollTop = 0 }")
    expect(texts.get_by_text("Line 0", exact=True)).to_be_in_viewport()
    console.world.answers["GET", path_of(LUIS)] = {**thread, "texts": [*long, a_text(LUIS, "One more", 0)]}
    page.get_by_role("button", name="New text below").click(timeout=15_000)
    expect(texts.get_by_text("One more")).to_be_in_viewport()
