"""A base address goes in; a page over the running stack comes out, and what went wrong unseen fails the test."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from local.console import TARGET
from tests.support.chromium import CHROMIUM, MISSING

PATIENCE = 30_000
REFUSED = re.compile(r"Failed to load resource.* 40[134]")
needs_console = pytest.mark.skipif(
    not (TARGET / "index.html").exists(), reason="the console is not built: make console"
)


@contextmanager
def browser_page(base_url: str, **context: Any) -> Iterator[Page]:
    """Skips where no Chromium is. Everything waits up to 20 s, because workers start cold."""
    if CHROMIUM is None:
        pytest.skip(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(base_url=base_url, locale="en-US", **context)
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: _keep(errors, said.type, said.text))
        yield page
        expect.set_options(timeout=5_000)
        browser.close()
    assert errors == []


def _keep(errors: list[str], kind: str, text: str) -> None:
    if kind == "error" and not REFUSED.search(text):
        errors.append(text)


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
