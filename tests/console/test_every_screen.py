"""Every screen over an API in trouble and over names that mean harm: it says what is the matter, and goes on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.console.screens import Screen, every_screen
from tests.support.console import World
from tests.support.console_browser import Console
from tests.support.console_steps import begin
from tests.support.hostile import HARM, make_hostile

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DATA = "^/organizations/[^/]+/|^/me/"
"""All that pages ask for; the frame (who am I, which organization) stands."""
SAID = {
    500: "Something went wrong on our side",
    429: "Too many requests at once",
    0: "Groundswell did not answer",
}
SCREENS = every_screen()
PAGES = list(
    {
        screen.path.partition("&")[0]: screen for screen in reversed(SCREENS) if not screen.world().bends
    }.values()
)
"""One screen of each page, and of each of its parts."""


def named(screen: Screen) -> str:
    return screen.name


@pytest.mark.parametrize("screen", PAGES, ids=named)
def test_it_says_what_is_the_matter_and_goes_on(show: Callable[..., Console], screen: Screen):
    """Late, broken, too much, no answer, and mended at last."""
    console = show(screen.world(), has_clock=True)
    console.world.hold(DATA)
    page = _open(console, screen)
    if console.world.held:
        page.clock.run_for(6_000)
        expect(page.get_by_text("It is still loading.").first).to_be_visible()
        for status, said in SAID.items():
            _bend(console.world, status)
            _try_again(console)
            _expect_alert(console, said)
    console.world.mend()
    _try_again(console)
    screen.ready(page)


@pytest.mark.parametrize("screen", SCREENS, ids=named)
def test_names_and_texts_that_mean_harm_do_none(show: Callable[..., Console], screen: Screen):
    console = show(make_hostile(screen.world()), color_scheme="dark", **PHONE)
    page = begin(console, screen.path, re.compile(re.escape(screen.heading.partition(" ")[0])))
    screen.ready(page)
    assert page.evaluate("window.harmed") is None
    assert console.axe() == []
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], "something sticks out"
    if _has_asked(console.world):
        assert HARM in page.inner_text("body"), "what means harm is shown as the text that it is"


def _bend(world: World, status: int) -> None:
    """From now on all is answered with that, also what still waits for an answer."""
    if status:
        world.fail(DATA, status)
    else:
        world.drop(DATA)
    world.bends[:] = world.bends[-1:]
    world.let_go()


def _try_again(console: Console) -> None:
    """Wherever it is offered, each of them once."""
    again = console.page.get_by_role("button", name="Try again", exact=True)
    console.settle()
    for turn in range(12):
        if not (many := again.count()):
            break
        again.nth(turn % many).click()
        console.settle()


def _expect_alert(console: Console, said: str) -> None:
    alert = console.page.get_by_role("main").get_by_role("alert").filter(has_text=said)
    for _ in range(12):
        if alert.first.is_visible():
            break
        console.page.clock.run_for(1_000)
        console.settle()
    expect(alert.first).to_be_visible()
    expect(console.page.get_by_role("heading", level=1)).to_have_count(1)


def _open(console: Console, screen: Screen) -> Page:
    """With every question asked that the page has by itself."""
    console.page.add_init_script("try { localStorage.setItem('groundswell-signed-in', '1') } catch {}")
    page = console.open(screen.path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    console.settle()
    return page


def _has_asked(world: World) -> bool:
    return any(method == "GET" and re.search(DATA, path) for method, path in world.asked)
