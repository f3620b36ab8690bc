"""What is decided about a conversation: a doubtful reply, whose it is, and that it is done."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_inbox import ADA, GRACE, INBOX, LUIS, MAYA, STRANGER, YUSUF, inbox_world, path_of
from tests.support.console_sent import sent
from tests.support.console_shapes import HOME, colleagues
from tests.support.console_steps import open_thread

pytestmark = pytest.mark.browser


def conversations(page: Page):
    return page.get_by_role("region", name="Conversations")


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
    assert first.body == {"phone": GRACE, "reason": "Moved away"}


def test_an_admin_gives_it_to_a_colleague_and_a_texter_takes_it_or_gives_it_back(show):
    admin = show(inbox_world())
    page = open_thread(admin, LUIS)
    page.get_by_label("Who looks after it").select_option("Maya Lindqvist")
    expect(
        page.get_by_role("alert")
        .filter(has_text="looks after it now")
        .or_(page.get_by_text("It is yours now."))
    ).to_be_visible()
    assert sent(admin.world, "/assignee", "PUT")[0].body == {"user_id": MAYA}
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
    assert sent(console.world, "/close")[0].body == {"last_message_id": "m-2003-9"}


def test_one_that_is_not_as_it_was_is_not_closed_and_is_read_anew(show):
    console = show(inbox_world())
    console.world.fail("/close$", 409, method="POST")
    page = open_thread(console, YUSUF)
    before = console.world.count("GET", f"{path_of(YUSUF)}$")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_text("Not possible now")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Yusuf")).to_be_visible()
    assert console.world.count("GET", f"{path_of(YUSUF)}$") > before
