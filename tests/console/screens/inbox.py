"""The inbox: the list, a thread, one that may be an opt-out, one that cannot be answered, help, and empty."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_inbox import (
    AMINA,
    GRACE,
    INBOX,
    LUIS,
    NOAM,
    WEI,
    empty_inbox,
    inbox_world,
    long_thread,
)


def _listed(page: Page) -> None:
    expect(page.get_by_role("region", name="Conversations").get_by_role("listitem")).to_have_count(7)


def _opened(page: Page) -> None:
    expect(page.get_by_role("region", name="Texts", exact=True)).to_be_visible()


def _at_its_beginning(page: Page) -> None:
    _opened(page)
    page.get_by_role("button", name="Show earlier").scroll_into_view_if_needed()


def _writing(page: Page) -> None:
    _opened(page)
    page.get_by_label("Your answer").fill(
        "Yes, we have small ones too. Tell me their sizes – we’ll set them aside!"
    )


def _help(page: Page) -> None:
    _opened(page)
    page.get_by_role("button", name="Keyboard shortcuts").press("Enter") if page.get_by_role(
        "button", name="Keyboard shortcuts"
    ).is_visible() else page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def _opting_out(page: Page) -> None:
    _opened(page)
    page.get_by_role("button", name="Opt out").first.click()
    expect(page.get_by_role("dialog", name="Opt Grace")).to_be_visible()


def _nothing(page: Page) -> None:
    expect(page.get_by_text("No replies yet")).to_be_visible()


def _screen(name: str, ready, search: str = "", world=inbox_world) -> Screen:
    return Screen(name=name, heading="Inbox", path=f"{INBOX}{search}", world=world, ready=ready)


def _open(phone: str, show: str = "ALL") -> str:
    return f"?show={show}&phone=%2B{phone[1:]}"


SCREENS = (
    _screen("inbox", _listed),
    _screen("inbox-thread", _writing, _open(LUIS)),
    _screen("inbox-long-thread", _at_its_beginning, _open(LUIS), world=long_thread),
    _screen("inbox-right-to-left", _opened, _open(AMINA, "MINE")),
    _screen("inbox-review", _opened, _open(GRACE, "REVIEW")),
    _screen("inbox-held", _opened, _open(WEI, "MINE")),
    _screen("inbox-opted-out", _opened, _open(NOAM)),
    _screen("inbox-opting-out", _opting_out, _open(GRACE, "REVIEW")),
    _screen("inbox-shortcuts", _help, _open(LUIS)),
    _screen("inbox-empty", _nothing, world=empty_inbox),
)
