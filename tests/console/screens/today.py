"""Today on a busy morning, an anxious one and the first one; in practice mode; and STOP ALL."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_shapes import HOME
from tests.support.console_today import anxious_world, practice_world
from tests.support.console_world import a_world


def _busy(page: Page) -> None:
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_text("Luis")).to_be_visible()


def _new(page: Page) -> None:
    expect(page.get_by_text("No replies yet")).to_be_visible()


def _anxious(page: Page) -> None:
    _busy(page)
    expect(page.get_by_text("14 people wait for an answer").first).to_be_visible()


def _practice(page: Page) -> None:
    _busy(page)
    expect(page.get_by_text("Practice mode")).to_be_visible()


def _asked(page: Page) -> None:
    _busy(page)
    page.get_by_role("button", name="Stop all").click()
    expect(page.get_by_role("dialog", name="Stop all sending?")).to_be_visible()


def _stopped(page: Page) -> None:
    _asked(page)
    page.get_by_role("dialog").get_by_role("button", name="Stop all sending").click()
    expect(page.get_by_role("dialog")).to_contain_text("Stopped: 2 campaigns are paused")


SCREENS = (
    Screen(name="today", heading="Today", path=f"{HOME}/today", world=a_world, ready=_busy),
    Screen(
        name="today-first",
        heading="Today",
        path=f"{HOME}/today",
        world=lambda: a_world(is_new=True),
        ready=_new,
    ),
    Screen(
        name="today-attention", heading="Today", path=f"{HOME}/today", world=anxious_world, ready=_anxious
    ),
    Screen(
        name="today-practice", heading="Today", path=f"{HOME}/today", world=practice_world, ready=_practice
    ),
    Screen(name="stop-all", heading="Today", path=f"{HOME}/today", world=a_world, ready=_asked),
    Screen(name="stop-all-done", heading="Today", path=f"{HOME}/today", world=a_world, ready=_stopped),
)
