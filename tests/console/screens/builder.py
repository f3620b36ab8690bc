"""A campaign while it is built: its four steps, empty and full, with what can go wrong on the way."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.console.screens import Screen
from tests.support.console import World, problem
from tests.support.console_builder import (
    CAMPAIGN,
    NAME,
    a_draft,
    active_world,
    builder_world,
    costly_world,
    empty_world,
    ready_world,
    sent_world,
    starting_world,
)
from tests.support.console_shapes import HOME
from tests.support.console_world import a_world


def _text(page: Page) -> None:
    expect(page.get_by_text("Hi Marisol").first).to_be_visible()


def _unsaved(page: Page) -> None:
    _text(page)
    page.route(
        "**/v1/**", lambda route: route.abort() if route.request.method == "PATCH" else route.fallback()
    )
    page.get_by_label("What people read").fill("Hi {first_name}, come on Sunday. Reply STOP to opt out.")
    expect(page.get_by_text("could not be saved yet")).to_be_visible()


def _torn(page: Page) -> None:
    """Somebody else has written something meanwhile."""
    _text(page)
    theirs = a_draft(text="Hi {first_name}, we meet on Friday. Reply STOP to opt out.", version=9)

    def answer(route: Route) -> None:
        if route.request.method == "PATCH":
            route.fulfill(status=412, json=problem(412))
        else:
            route.fulfill(json=theirs)

    page.route(f"**/v1{CAMPAIGN}", answer)
    page.get_by_label("What people read").fill("Hi {first_name}, we meet on Sunday. Reply STOP to opt out.")
    expect(page.get_by_text("changed elsewhere meanwhile")).to_be_visible()


def _new(page: Page) -> None:
    page.get_by_role("button", name="New campaign").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _test(page: Page) -> None:
    _text(page)
    page.get_by_role("button", name="Send a test").click()
    page.get_by_label("Your phone number").fill("(212) 555-0155")
    page.get_by_role("button", name="Send the test").click()
    expect(page.get_by_text("On its way to")).to_be_visible()


def _hours(page: Page) -> None:
    expect(page.get_by_role("region", name="When texts may leave")).to_contain_text("Eastern Time")
    expect(page.get_by_role("table", name="Numbers for this campaign")).to_be_visible()


def _confirm(page: Page) -> None:
    page.get_by_role("button", name="Send to").click()
    expect(page.get_by_label("Type 1,486 to confirm")).to_be_visible()


def _says(text: str) -> Callable[[Page], None]:
    def ready(page: Page) -> None:
        expect(page.get_by_text(text).first).to_be_visible()

    return ready


def _step(name: str, step: str, world: Callable[[], World], ready: Callable[[Page], None]) -> Screen:
    return Screen(
        name=f"builder-{name}", heading=NAME, path=f"{CAMPAIGN}/build?step={step}", world=world, ready=ready
    )


SCREENS = (
    Screen(name="builder-new", heading="Campaigns", path=f"{HOME}/campaigns", world=a_world, ready=_new),
    _step("audience", "audience", builder_world, _says("1,486 people")),
    _step("text", "text", builder_world, _text),
    _step("text-empty", "text", empty_world, _says("Your text appears here")),
    _step("text-costly", "text", costly_world, _says("It does not say how to opt out")),
    _step("text-test", "text", builder_world, _test),
    _step("text-unsaved", "text", builder_world, _unsaved),
    _step("text-torn", "text", builder_world, _torn),
    _step("numbers", "numbers", builder_world, _hours),
    _step("numbers-none", "numbers", empty_world, _says("No number is free")),
    _step("start-missing", "start", empty_world, _says("The campaign has no contacts.")),
    _step("start-ready", "start", ready_world, _says("The account answers.")),
    _step("starting", "start", starting_world, _says("Moving the numbers")),
    _step("send", "start", active_world, _says("Ready to send")),
    _step("send-confirm", "start", active_world, _confirm),
    _step("sent", "start", sent_world, _says("This campaign has been sent")),
    _step("text-settled", "text", active_world, _says("The text is settled")),
)
