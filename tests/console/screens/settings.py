"""The settings' sections as an owner and as an admin see them, their dialogs, and one's own account."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console import World
from tests.support.console_settings import (
    ACCOUNT,
    SECTION,
    settings_world,
    unconfirmed_world,
    with_second_factor,
)
from tests.support.console_shapes import HOME


def _organization(page: Page) -> None:
    expect(page.get_by_label("To whoever opts out")).to_be_visible()


def _organization_seen(page: Page) -> None:
    expect(page.get_by_text("9:00 AM to 8:00 PM, the recipient's time")).to_be_visible()


def _carrier(page: Page) -> None:
    expect(page.get_by_role("heading", name="Twilio")).to_be_visible()
    expect(page.get_by_label("Auth token")).to_be_visible()
    expect(page.get_by_label("Webhook secret")).to_be_visible()


def _people(page: Page) -> None:
    expect(page.get_by_role("table", name="People")).to_contain_text("Amara Okafor")


def _inviting(page: Page) -> None:
    _people(page)
    page.get_by_role("button", name="Invite somebody").click()
    expect(page.get_by_role("dialog")).to_contain_text("No e-mail is sent.")


def _invited(page: Page) -> None:
    _inviting(page)
    page.get_by_label("E-mail address").fill("tomas@example.org")
    page.get_by_label("Name").fill("Tomás Herrera")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Temporary password")


def _keys(page: Page) -> None:
    expect(page.get_by_role("table", name="API keys")).to_contain_text("Nightly export")


def _secret(page: Page) -> None:
    _keys(page)
    page.get_by_role("button", name="Create a key").click()
    page.get_by_label("What is it for?").fill("Nightly export")
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("button", name="I have stored it")).to_be_visible()


def _history(page: Page) -> None:
    table = page.get_by_role("table", name="History")
    expect(table).to_contain_text("Changed the organization's settings")
    expect(table).to_contain_text("Amara Okafor")


def _entry(page: Page) -> None:
    _history(page)
    page.get_by_role("button", name="Changed the organization's settings").click()
    expect(page.get_by_role("dialog")).to_contain_text("Opens (organization)")


def _account(page: Page) -> None:
    expect(page.get_by_text("You are here")).to_be_visible()


def _second_factor(page: Page) -> None:
    _account(page)
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("img", name="QR code for your authenticator app")).to_be_visible()


def _unconfirmed(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign out and set a password")).to_be_visible()


def _settings(
    name: str, section: str, ready: Callable[[Page], None], world: Callable[[], World] = settings_world
) -> Screen:
    return Screen(name=name, heading="Settings", path=SECTION + section, world=world, ready=ready)


def _as_admin() -> World:
    return settings_world("ADMIN")


def _account_screen(
    name: str, ready: Callable[[Page], None], world: Callable[[], World] = settings_world
) -> Screen:
    return Screen(name=name, heading="Your account", path=ACCOUNT, world=world, ready=ready)


SCREENS = (
    _settings("settings-organization", "organization", _organization),
    _settings("settings-organization-admin", "organization", _organization_seen, _as_admin),
    _settings("settings-carrier", "carrier", _carrier),
    _settings("settings-people", "members", _people),
    _settings("settings-people-admin", "members", _people, _as_admin),
    _settings("settings-people-invite", "members", _inviting),
    _settings("settings-people-invited", "members", _invited),
    _settings("settings-keys", "keys", _keys),
    _settings("settings-keys-secret", "keys", _secret),
    _settings("settings-history", "history", _history),
    _settings("settings-history-entry", "history", _entry),
    _account_screen("settings-account", _account),
    _account_screen("settings-account-factor", _second_factor),
    _account_screen("settings-account-protected", _account, with_second_factor),
    Screen(
        name="settings-unconfirmed",
        heading="One step before you can begin",
        path=f"{HOME}/today",
        world=unconfirmed_world,
        ready=_unconfirmed,
    ),
)
