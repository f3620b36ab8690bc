"""The numbers: what there is, none yet, bought, stopped short by the carrier, and one given back."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console import World
from tests.support.console_numbers import NUMBERS, buying_world, no_numbers_world, numbers_world


def _listed(page: Page) -> None:
    expect(page.get_by_role("table", name="All numbers").get_by_role("row")).to_have_count(11)
    expect(page.get_by_text("River clean-up").first).to_be_visible()


def _none(page: Page) -> None:
    expect(page.get_by_text("No numbers yet")).to_be_visible()


def _form(page: Page) -> None:
    _listed(page)
    page.get_by_role("button", name="Buy numbers").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Area code").fill("917")
    dialog.get_by_label("How many").fill("20")
    expect(dialog).to_contain_text("917 is in New York.")


def _question(page: Page) -> None:
    _form(page)
    page.get_by_role("dialog").get_by_role("button", name="Continue").click()
    expect(page.get_by_role("dialog")).to_contain_text("Buy 20 numbers in 917 (New York)?")


def _purchases(page: Page) -> None:
    _listed(page)
    expect(page.get_by_text("Buying number 8 of 20")).to_be_visible()
    expect(page.get_by_text("12 of 20 bought in 212")).to_be_visible()


def _release(page: Page) -> None:
    _listed(page)
    page.get_by_role("button", name="Release (646) 219-1104").click()
    expect(page.get_by_role("dialog", name="Release (646) 219-1104?")).to_be_visible()


def _failed(page: Page) -> None:
    expect(page.get_by_role("region", name="By area code").get_by_role("alert")).to_be_visible(timeout=15_000)


def _failing_world() -> World:
    world = numbers_world()
    world.fail("/numbers", 500)
    return world


SCREENS = (
    Screen(name="numbers", heading="Numbers", path=NUMBERS, world=numbers_world, ready=_listed),
    Screen(name="numbers-none", heading="Numbers", path=NUMBERS, world=no_numbers_world, ready=_none),
    Screen(name="numbers-buy", heading="Numbers", path=NUMBERS, world=numbers_world, ready=_form),
    Screen(name="numbers-confirm", heading="Numbers", path=NUMBERS, world=numbers_world, ready=_question),
    Screen(name="numbers-purchases", heading="Numbers", path=NUMBERS, world=buying_world, ready=_purchases),
    Screen(name="numbers-release", heading="Numbers", path=NUMBERS, world=numbers_world, ready=_release),
    Screen(name="numbers-failed", heading="Numbers", path=NUMBERS, world=_failing_world, ready=_failed),
)
