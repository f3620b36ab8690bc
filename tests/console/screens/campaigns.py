"""The list of campaigns, and one campaign's run: at work, and paused."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_shapes import HOME, PAUSED, RUNNING
from tests.support.console_world import a_world

LIST = f"{HOME}/campaigns"


def _listed(page: Page) -> None:
    expect(page.get_by_role("link", name="River clean-up")).to_be_visible()


def _run(page: Page) -> None:
    expect(page.get_by_role("table", name="Texts", exact=True)).to_be_visible()


SCREENS = (
    Screen(name="campaigns", heading="Campaigns", path=LIST, world=a_world, ready=_listed),
    Screen(name="run", heading="River clean-up", path=f"{LIST}/{RUNNING}/run", world=a_world, ready=_run),
    Screen(
        name="run-paused", heading="Rent strike vote", path=f"{LIST}/{PAUSED}/run", world=a_world, ready=_run
    ),
)
