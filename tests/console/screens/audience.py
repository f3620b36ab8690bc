"""A campaign's audience: choosing a file, looking at its columns, loading, and what came of it."""

import re
from pathlib import PurePath

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console import Bend, World
from tests.support.console_audience import BUILD, CSV, a_load, a_loading, audience_world
from tests.support.console_contacts import LOAD
from tests.support.console_refusals import not_a_phone
from tests.support.console_shapes import HOME

FILE = {"name": "tenants-march.csv", "mimeType": "text/csv", "buffer": CSV}


def choose(page: Page, name: str = FILE["name"], content: bytes = CSV) -> None:
    kind = "text/csv" if PurePath(name).suffix == ".csv" else "application/octet-stream"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def _empty(page: Page) -> None:
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()


def _wrong(page: Page) -> None:
    choose(page, "tenants.xlsx")
    expect(page.get_by_text("This is an Excel workbook")).to_be_visible()


def _columns(page: Page) -> None:
    choose(page)
    expect(page.get_by_role("table", name="The first rows, as they would be loaded")).to_be_visible()


def _no_phone(page: Page) -> None:
    choose(page)
    expect(page.get_by_label("Which column is the phone?")).to_be_visible()


def _loading(page: Page) -> None:
    expect(page.get_by_role("button", name="Cancel loading")).to_be_visible()


def _loaded(page: Page) -> None:
    expect(page.get_by_role("button", name="Download the 77 refused rows", exact=True)).to_be_visible()
    expect(page.get_by_role("table", name="Earlier loads")).to_be_visible()


def _failed(page: Page) -> None:
    expect(page.get_by_role("button", name="Try the same file again")).to_be_visible()


def without_phone() -> World:
    world = audience_world()
    problem = {
        "field": "mapping",
        "problem": "No column is the phone.",
        "remedy": "The file has: “First name”, “Contact”. Say which column is the phone.",
    }
    refusal = (422, {**not_a_phone(), "errors": [problem]}, {})
    world.bends.append(Bend("POST", re.compile("/preview$"), lambda: refusal))
    return world


def at_work() -> World:
    world = audience_world()
    world.answers["GET", f"{BUILD.partition('/build')[0]}/loads"] = {
        "items": [a_loading()],
        "next_cursor": None,
    }
    world.answers["GET", f"{HOME}/jobs/{LOAD}"] = a_loading()
    return world


def failing() -> World:
    world = at_work()
    reason = "Row 812: a quotation mark that opens is never closed. Mend the row and upload the file again."
    world.answers["GET", f"{HOME}/jobs/{LOAD}"] = a_load("FAILED", reason=reason)
    return world


def _screen(name: str, world, ready) -> Screen:
    return Screen(name=name, heading="Block party", path=BUILD, world=world, ready=ready)


SCREENS = (
    _screen("audience", audience_world, _empty),
    _screen("audience-wrong-file", audience_world, _wrong),
    _screen("audience-columns", audience_world, _columns),
    _screen("audience-no-phone", without_phone, _no_phone),
    _screen("audience-loading", at_work, _loading),
    _screen("audience-failed", failing, _failed),
    _screen("audience-loaded", lambda: audience_world(is_loaded=True), _loaded),
)
