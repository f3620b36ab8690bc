"""Contacts, and one person's page: found, browsed, opted out, unknown, exported and erased."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_contacts import GRACE
from tests.support.console_people import OMAR, UNKNOWN, people_world
from tests.support.console_shapes import HOME
from tests.support.console_world import a_world

CONTACTS = f"{HOME}/contacts"


def _browsed(page: Page) -> None:
    expect(page.get_by_role("rowheader")).to_have_count(10)


def _found(page: Page) -> None:
    _browsed(page)
    expect(page.get_by_role("link", name="Open their page")).to_be_visible()


def _refused(page: Page) -> None:
    _browsed(page)
    expect(page.get_by_role("alert")).to_contain_text("That is not a phone number")


def _none(page: Page) -> None:
    expect(page.get_by_text("No campaign has contacts yet")).to_be_visible()


def _exporting(page: Page) -> None:
    _browsed(page)
    page.get_by_role("button", name="Export").click()
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("link", name="Download")).to_be_visible()


def _person(page: Page) -> None:
    expect(page.get_by_role("table", name="Every text to them")).to_be_visible()
    expect(page.get_by_text("In your lists")).to_be_visible()


def _unknown(page: Page) -> None:
    expect(page.get_by_text("Nothing was ever sent to this person")).to_be_visible()


def _opting_out(page: Page) -> None:
    _person(page)
    page.get_by_role("button", name="Opt out").click()
    expect(page.get_by_label("How did they ask for it?")).to_be_focused()


def _erased(page: Page) -> None:
    _person(page)
    page.get_by_role("button", name="Erase").click()
    page.get_by_label("Why?").fill("Asked for it by letter on 3 March")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Type 1 to confirm").fill("1")
    page.get_by_role("button", name="Erase this person").click()
    expect(page.get_by_text("Everything that was held is erased")).to_be_visible()


SCREENS = (
    Screen(name="contacts", heading="Contacts", path=CONTACTS, world=people_world, ready=_browsed),
    Screen(
        name="contacts-found",
        heading="Contacts",
        path=f"{CONTACTS}?find=(212)%20555-0142",
        world=people_world,
        ready=_found,
    ),
    Screen(
        name="contacts-refused",
        heading="Contacts",
        path=f"{CONTACTS}?find=212555999999",
        world=people_world,
        ready=_refused,
    ),
    Screen(
        name="contacts-none",
        heading="Contacts",
        path=CONTACTS,
        world=lambda: a_world(is_new=True),
        ready=_none,
    ),
    Screen(name="contacts-export", heading="Contacts", path=CONTACTS, world=people_world, ready=_exporting),
    Screen(
        name="person",
        heading="Grace Okafor",
        path=f"{CONTACTS}/{GRACE}",
        world=people_world,
        ready=_person,
    ),
    Screen(
        name="person-out", heading="عمر حداد", path=f"{CONTACTS}/{OMAR}", world=people_world, ready=_person
    ),
    Screen(
        name="person-unknown",
        heading="(917) 555-0111",
        path=f"{CONTACTS}/{UNKNOWN}",
        world=people_world,
        ready=_unknown,
    ),
    Screen(
        name="person-opt-out",
        heading="Grace Okafor",
        path=f"{CONTACTS}/{GRACE}",
        world=people_world,
        ready=_opting_out,
    ),
    Screen(
        name="person-erased",
        heading="Grace Okafor",
        path=f"{CONTACTS}/{GRACE}",
        world=people_world,
        ready=_erased,
    ),
)
