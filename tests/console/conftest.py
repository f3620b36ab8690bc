"""A browser for the session, and the console in it; every test ends by looking for what went wrong unseen."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from local.console import TARGET
from tests.support.chromium import CHROMIUM, MISSING
from tests.support.console_browser import SWITCHES, Consoles


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip(MISSING)
    if not (TARGET / "index.html").exists():
        pytest.skip("the console is not built: make console")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture(scope="session")
def consoles(browser: Any) -> Consoles:
    return Consoles(browser)


@pytest.fixture
def show(consoles: Consoles) -> Iterator[Callable[..., Any]]:
    """Opens a console over a world; afterwards neither an error nor a breach of the policy may have happened."""
    opened = []

    def open_one(world: Any, **context: Any) -> Any:
        opened.append(consoles.open(world, **context))
        return opened[-1]

    yield open_one
    assert [trouble for console in opened for trouble in consoles.close(console)] == []
