"""A new user's first quarter of an hour, on a fresh stack, by clicks and keys only: from the sign-in to the results.

docs/tour.md tells the same road; `make tour` draws its pictures.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from local.first_owner import LOCAL_PASSWORD, Owner, create_local_owner
from local.simulated_account import connect_simulated_account
from local.stack.places import ROOT
from local.stack.running import RunningStack
from tests.support.console_on_stack import browser_page, needs_console, sign_in

pytestmark = [pytest.mark.stack, needs_console]
SAMPLE = ROOT / "docs" / "sample-contacts.csv"
PEOPLE = 60
"""Of the sample's 63 rows two have no phone that can be texted, and one comes twice."""
VIEWPORT = {"width": 1280, "height": 860}
NAME = "Block party"
TEXT = ", it's Riverside Tenants. Block party on Saturday at 3, Linden Court. Can we count on you?"
ANSWER = "At 3, by the fountain. Bring a friend!"
DRAWN = os.environ.get("GROUNDSWELL_SCREENS")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Owner]]:
    """What `make run` starts, before its demo."""
    with RunningStack(tmp_path_factory.mktemp("fresh")) as running:
        owner = create_local_owner(running.places)
        connect_simulated_account(running.places.base_url, owner)
        yield running.places.base_url, owner


def test_a_new_user_gets_from_the_sign_in_to_the_results(fresh: tuple[str, Owner]) -> None:
    base_url, owner = fresh
    with browser_page(base_url, viewport=VIEWPORT, timezone_id="America/New_York") as page:
        sign_in(page, owner.email, LOCAL_PASSWORD)
        sees_what_to_do(page)
        begins_a_campaign(page)
        loads_contacts(page)
        writes_the_text(page)
        buys_numbers(page)
        tries_the_text(page)
        starts_and_sends(page)
        watches_it_go_out(page)
        answers_a_reply(page)
        reads_the_results(page)


def sees_what_to_do(page: Page) -> None:
    steps = page.get_by_role("region", name="Get ready to send")
    expect(steps).to_be_visible()
    draw(page, "1-today")


def begins_a_campaign(page: Page) -> None:
    go_to(page, "Campaigns")
    page.get_by_role("button", name="New campaign").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What is it called?").fill(NAME)
    dialog.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()


def loads_contacts(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(SAMPLE)
    expect(page.get_by_text("The first rows, as they would be loaded")).to_be_visible()
    draw(page, "2-columns")
    page.get_by_role("button", name="Load these contacts").click()
    expect(page.get_by_text(f"{PEOPLE} contacts are this campaign's audience")).to_be_visible(timeout=60_000)
    draw(page, "3-audience")
    page.get_by_role("link", name="Next: Text").click()


def writes_the_text(page: Page) -> None:
    box = page.get_by_label("What people read")
    box.fill("Hi ")
    page.get_by_role("button", name="Insert {first_name}").click()
    box.press_sequentially(TEXT)
    expect(page.get_by_text("It does not say how to opt out")).to_be_visible()
    page.get_by_role("button", name="Add “Reply STOP to opt out.”").click()
    expect(page.get_by_text(re.compile(r"Hi \S+, it's Riverside Tenants"))).to_be_visible()
    expect(page.get_by_text(re.compile("^(All changes saved|Saved)"))).to_be_visible()
    draw(page, "4-text")


def buys_numbers(page: Page) -> None:
    page.get_by_role("link", name="Next: Numbers").click()
    page.get_by_label("Area code").fill("212")
    page.get_by_label("How many").fill("2")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Type 2 to confirm").fill("2")
    page.get_by_role("button", name="Buy 2 numbers").click()
    expect(page.get_by_text("2 numbers in 212 are yours now")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("1 number reserved").first).to_be_visible()
    draw(page, "5-numbers")


def tries_the_text(page: Page) -> None:
    page.get_by_role("link", name="Back: Text").click()
    page.get_by_role("button", name="Send a test").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your phone number").fill("(212) 555-0142")
    dialog.get_by_role("button", name="Send the test").click()
    expect(dialog).to_contain_text("On its way to")
    dialog.get_by_role("button", name="Close").last.click()
    page.get_by_role("link", name="Next: Numbers").click()


def starts_and_sends(page: Page) -> None:
    page.get_by_role("link", name="Next: Start").click()
    page.get_by_role("button", name="Start the campaign").click()
    send = page.get_by_role("button", name=f"Send to {PEOPLE} people")
    expect(send).to_be_visible(timeout=90_000)
    draw(page, "6-ready")
    send.click()
    page.get_by_role("dialog").get_by_role("button", name=f"Send to {PEOPLE} people").click()


def watches_it_go_out(page: Page) -> None:
    bar = page.get_by_role("region", name="Where the texts are").locator("[data-total]")
    expect(bar).to_have_attribute("data-total", str(PEOPLE), timeout=60_000)
    expect(page.get_by_role("region", name="Replies").get_by_role("listitem").first).to_be_visible(
        timeout=60_000
    )
    draw(page, "7-run")


def answers_a_reply(page: Page) -> None:
    go_to(page, "Inbox")
    page.get_by_role("link", name=re.compile("What time does it start")).first.click()
    page.get_by_label("Your answer").fill(ANSWER)
    page.get_by_role("button", name="Send", exact=True).click()
    answer = page.locator("li[data-ours]").filter(has_text=ANSWER)
    expect(answer).to_contain_text(re.compile("Sent|Delivered"))
    draw(page, "8-inbox")


def reads_the_results(page: Page) -> None:
    go_to(page, "Campaigns")
    page.get_by_role("link", name=NAME, exact=True).click()
    texts = page.get_by_role("region", name="Where the texts are")
    expect(texts).to_contain_text(re.compile(r"Failed 4\b"), timeout=60_000)
    expect(texts).to_contain_text(re.compile(r"Delivered 56\b"))
    expect(page.get_by_role("table", name="Why texts failed")).to_contain_text("landline")
    draw(page, "9-results")


def draw(page: Page, name: str) -> None:
    if DRAWN:
        page.screenshot(path=Path(DRAWN) / f"tour-{name}.png", animations="disabled")


def go_to(page: Page, place: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name=place).click()
