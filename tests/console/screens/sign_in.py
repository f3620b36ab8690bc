"""Signing in, and the way to a new password."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console import World
from tests.support.console_world import a_world


def _signed_out() -> World:
    world = a_world()
    world.fail("^/session/refresh$", 401, method="POST")
    return world


def _asked(page: Page) -> None:
    expect(page.get_by_label("Password", exact=True)).to_be_visible()


def _forgot(page: Page) -> None:
    page.get_by_role("button", name="Forgot your password?").click()
    expect(page.get_by_role("heading", level=1, name="Reset your password")).to_be_visible()


SCREENS = (
    Screen(name="sign-in", heading="Sign in", path="/sign-in", world=_signed_out, ready=_asked),
    Screen(name="sign-in-reset", heading="Sign in", path="/sign-in", world=_signed_out, ready=_forgot),
)
