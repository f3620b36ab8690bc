"""Today on a busy morning, and on the first one."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_world import HOME, a_world


def _busy(page: Page) -> None:
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_text("Luis")).to_be_visible()


def _new(page: Page) -> None:
    expect(page.get_by_text("No replies yet")).to_be_visible()


SCREENS = (
    Screen(name="today", heading="Today", path=f"{HOME}/today", world=a_world, ready=_busy),
    Screen(
        name="today-first",
        heading="Today",
        path=f"{HOME}/today",
        world=lambda: a_world(is_new=True),
        ready=_new,
    ),
)
