"""Opt-outs: the newest, one looked up, by hand, a list, lifting one, an export, and none yet."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_inbox import NOAM
from tests.support.console_opt_outs import NEVER, OPT_OUTS, no_opt_outs, opt_outs_world


def _listed(page: Page) -> None:
    expect(page.get_by_role("table", name="The newest opt-outs")).to_contain_text("take me off your list")
    expect(page.get_by_role("region", name="The opt-out page").get_by_role("link")).to_be_visible()


def _found(page: Page) -> None:
    _listed(page)
    expect(page.get_by_role("list", name="History")).to_contain_text("form 118")


def _found_by_texter(page: Page) -> None:
    expect(page.get_by_role("list", name="History")).to_contain_text("form 118")


def _never(page: Page) -> None:
    _listed(page)
    expect(page.get_by_text("This phone has never opted out.")).to_be_visible()


def _no_phone(page: Page) -> None:
    _listed(page)
    expect(page.get_by_text("That is not a phone number")).to_be_visible()


def _adding(page: Page) -> None:
    _listed(page)
    page.get_by_role("button", name="Opt out a phone").click()
    page.get_by_role("dialog").get_by_label("Phone").fill("(212) 555-0177")
    page.get_by_role("dialog").get_by_label("How they asked").fill("Called the office on Friday")


def _importing(page: Page) -> None:
    _listed(page)
    page.get_by_role("button", name="Import a list").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Phones, one to a line").fill(
        "name,Mobile phone\nOkafor,(212) 555-0101\nReyes,(718) 555-0188\nKim,n/a\nHaddad,347-555-0120"
    )
    dialog.get_by_label("Where the list is from").fill("The list of our last provider")
    expect(dialog).to_contain_text("4 phones found.")


def _confirming(page: Page) -> None:
    _importing(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("dialog", name="Opt out 4 phones?")).to_be_visible()


def _imported(page: Page) -> None:
    _confirming(page)
    page.get_by_label("Type 4 to confirm").fill("4")
    page.get_by_role("button", name="Opt out 4 phones").click()
    expect(page.get_by_role("dialog", name="The list is imported")).to_be_visible()


def _lifting(page: Page) -> None:
    _found(page)
    page.get_by_role("button", name="Lift the opt-out").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _exported(page: Page) -> None:
    _listed(page)
    page.get_by_role("button", name="Export opt-outs").click()
    expect(page.get_by_role("link", name="Download the file")).to_be_visible()


def _nobody(page: Page) -> None:
    expect(page.get_by_text("Nobody has opted out")).to_be_visible()


def _screen(name: str, ready, find: str = "", world=opt_outs_world) -> Screen:
    search = f"?find={find.replace('+', '%2B')}" if find else ""
    return Screen(name=name, heading="Opt-outs", path=f"{OPT_OUTS}{search}", world=world, ready=ready)


SCREENS = (
    _screen("opt-outs", _listed),
    _screen("opt-outs-found", _found, NOAM),
    _screen("opt-outs-never", _never, NEVER),
    _screen("opt-outs-no-phone", _no_phone, "Noam"),
    _screen("opt-outs-adding", _adding),
    _screen("opt-outs-importing", _importing),
    _screen("opt-outs-confirming", _confirming),
    _screen("opt-outs-imported", _imported),
    _screen("opt-outs-lifting", _lifting, NOAM),
    _screen("opt-outs-exported", _exported),
    _screen("opt-outs-texter", _found_by_texter, NOAM, lambda: opt_outs_world("TEXTER")),
    _screen("opt-outs-empty", _nobody, world=no_opt_outs),
)
