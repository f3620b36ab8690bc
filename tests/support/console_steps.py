"""What people do in the console, in one call each."""

from re import Pattern
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.console_inbox import INBOX
from tests.support.console_settings import SECTION
from tests.support.console_shapes import coded

EMAIL, PASSWORD = "ada@example.org", "correct-Horse-7"


def sign_in(page: Page) -> None:
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def begin(console: Any, path: str = "/", heading: str | Pattern[str] = "Today") -> Page:
    """Signed in already, at a page."""
    console.page.add_init_script("try { localStorage.setItem('groundswell-signed-in', '1') } catch {}")
    page: Page = console.open(path)
    page.get_by_role("heading", level=1, name=heading).wait_for(
        timeout=5_000
    )  # looks more often than expect does
    return page


def open_section(console: Any, section: str) -> Page:
    """Of the settings."""
    return begin(console, SECTION + section, "Settings")


def choose(page: Page, whom: str, what: str) -> None:
    """From the menu in the row of a member or a key."""
    page.get_by_role("button", name=f"Change {whom}").click()
    page.get_by_role("menuitem", name=what).click()


def open_thread(console: Any, phone: str, show: str = "ALL") -> Page:
    page = begin(console, f"{INBOX}?show={show}&phone={coded(phone)}", "Inbox")
    expect(page.get_by_role("region", name="Texts", exact=True)).to_be_visible()
    return page
