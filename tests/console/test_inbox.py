"""The inbox: reading, answering once and only once, deciding, and all of it by keyboard and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_inbox import (
    ADA,
    GRACE,
    INBOX,
    LUIS,
    MAYA,
    NOAM,
    STRANGER,
    WEI,
    YUSUF,
    a_text,
    heads,
    inbox_world,
    ours,
    threads,
)
from tests.support.console_steps import begin
from tests.support.console_world import HOME, at, colleagues
from tests.support.console_world import page as a_page

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LIST = f"{HOME}/conversations"


def path_of(phone: str) -> str:
    return f"{LIST}/%2B{phone[1:]}"


def open_thread(console, phone: str, show: str = "ALL") -> Page:
    page = begin(console, f"{INBOX}?show={show}&phone=%2B{phone[1:]}", "Inbox")
    expect(page.get_by_role("region", name="Texts", exact=True)).to_be_visible()
    return page


def conversations(page: Page):
    return page.get_by_role("region", name="Conversations")


def sent(world, path: str, method: str = "POST") -> list[tuple[object, str]]:
    """Bodies and keys of what was asked, in its order."""
    return [
        (world.bodies[n], world.headers[n].get("idempotency-key"))
        for n, asked in enumerate(world.asked)
        if asked[0] == method and asked[1].endswith(path)
    ]


def write(page: Page, text: str) -> None:
    page.get_by_label("Your answer").fill(text)


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
    ((body, key),) = sent(console.world, "/messages")
    assert body == {"text": "Yes, in all sizes.", "last_message_id": "m-2001-9"}
    assert len(key) == 36


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
    (first, first_key), (second, second_key) = sent(world, "/messages")
    assert (first["last_message_id"], second["last_message_id"]) == ("m-2001-9", "m-new")
    assert first_key != second_key


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


def test_a_doubtful_reply_is_kept(show):
    console = show(inbox_world())
    page = open_thread(console, GRACE, "REVIEW")
    expect(page.get_by_text("Read it and decide within 13 days 4 h")).to_be_visible()
    page.get_by_role("button", name="No, keep them").click()
    expect(page.get_by_text("Kept. They still get your texts.")).to_be_visible()
    assert console.world.count("DELETE", "/review$") == 1


def test_a_doubtful_reply_is_an_opt_out_with_its_reason(show):
    console = show(inbox_world())
    console.world.drop("/opt-outs$", method="POST", times=1)
    page = open_thread(console, GRACE, "REVIEW")
    page.get_by_role("button", name="Opt out").last.click()
    dialog = page.get_by_role("dialog", name="Opt Grace out?")
    dialog.get_by_label("Why").fill("x")
    dialog.get_by_role("button", name="Opt out").click()
    expect(dialog).to_contain_text("Write at least three characters.")
    dialog.get_by_label("Why").fill("Moved away")
    dialog.get_by_role("button", name="Opt out").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    dialog.get_by_role("button", name="Opt out").click()
    expect(page.get_by_text("Grace is opted out.")).to_be_visible()
    first, second = sent(console.world, "/opt-outs")
    assert first == second
    assert first[0] == {"phone": GRACE, "reason": "Moved away"}


def test_an_admin_gives_it_to_a_colleague_and_a_texter_takes_it_or_gives_it_back(show):
    admin = show(inbox_world())
    page = open_thread(admin, LUIS)
    page.get_by_label("Who looks after it").select_option("Maya Lindqvist")
    expect(
        page.get_by_role("alert")
        .filter(has_text="looks after it now")
        .or_(page.get_by_text("It is yours now."))
    ).to_be_visible()
    assert sent(admin.world, "/assignee", "PUT")[0][0] == {"user_id": MAYA}
    texter = show(inbox_world("TEXTER"))
    page = open_thread(texter, YUSUF)
    choice = page.get_by_label("Who looks after it")
    expect(choice.get_by_role("option")).to_have_text(["Nobody", "You", "Maya Lindqvist"])
    choice.select_option("Nobody")
    assert texter.world.count("GET", "/members") == 0


def test_a_texter_sees_who_looks_after_it_and_who_wrote(show):
    page = open_thread(show(inbox_world("TEXTER")), LUIS)
    texts = page.get_by_role("region", name="Texts", exact=True)
    expect(texts.get_by_role("listitem").filter(has_text="We bring bags and coffee")).to_contain_text(
        "Maya Lindqvist"
    )
    expect(conversations(page).get_by_role("listitem").filter(has_text="Yusuf")).to_contain_text(
        "With Maya Lindqvist"
    )


def test_who_is_gone_or_has_no_name_is_a_colleague(show):
    world = inbox_world("TEXTER")
    world.answers["GET", f"{HOME}/colleagues"] = colleagues({ADA: "Ada Okafor", MAYA: ""})
    page = open_thread(show(world), LUIS)
    texts = page.get_by_role("region", name="Texts", exact=True)
    expect(texts.get_by_role("listitem").filter(has_text="We bring bags and coffee")).to_contain_text(
        "A colleague"
    )


def test_closing_goes_on_to_the_next(show):
    console = show(inbox_world())
    page = open_thread(console, YUSUF)
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page).to_have_url(f"https://console.example.org{INBOX}?show=ALL&phone=%2B{STRANGER[1:]}")
    assert sent(console.world, "/close")[0][0] == {"last_message_id": "m-2003-9"}


def test_one_that_is_not_as_it_was_is_not_closed_and_is_read_anew(show):
    console = show(inbox_world())
    console.world.fail("/close$", 409, method="POST")
    page = open_thread(console, YUSUF)
    before = console.world.count("GET", f"{path_of(YUSUF)}$")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_text("Not possible now")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Yusuf")).to_be_visible()
    assert console.world.count("GET", f"{path_of(YUSUF)}$") > before


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
