"""How long somebody with an empty cache waits for Today and its numbers: measured and printed, not held to a limit."""

import time
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_on_stack import browser_page, needs_console
from tests.support.stack import Stack
from tests.support.tenants import PASSWORD, Tenant

pytestmark = [pytest.mark.stack, needs_console]
RUNS = 5


def test_today_and_its_numbers_come_to_an_empty_cache(stack: Stack, tenant: Tenant):
    runs = [_open(stack, tenant) for _ in range(RUNS)]
    for form, today in runs:
        print(
            f"sign-in form {form:.2f} s, then Today with its numbers {today:.2f} s, together {form + today:.2f} s"
        )
    print(f"median of {RUNS}: {median(form + today for form, today in runs):.2f} s")


def _open(stack: Stack, tenant: Tenant) -> tuple[float, float]:
    """A new browser each time: from the address to the form, and from pressing Sign in to the last number."""
    with browser_page(stack.base_url) as page:
        began = time.perf_counter()
        page.goto("/")
        expect(page.get_by_label("E-mail address")).to_be_visible()
        form = time.perf_counter() - began
        page.get_by_label("E-mail address").fill(tenant.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        began = time.perf_counter()
        page.get_by_role("button", name="Sign in").click()
        _wait_for_numbers(page)
        return form, time.perf_counter() - began


def _wait_for_numbers(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    expect(page.get_by_role("region", name="Latest replies").get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_role("region", name="Running now")).to_be_visible()
    main = page.get_by_role("main")
    expect(main.get_by_role("status").filter(has_text="Loading")).to_have_count(0)
    expect(main.get_by_text("Checking …")).to_have_count(0)
