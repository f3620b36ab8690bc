"""An organization's vendor opens with its own account, is kept for a while, and never for a stranger."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from groundswell import secrets
from groundswell.domain.errors import NotFound
from groundswell.settings import settings
from groundswell.tables import organizations
from groundswell.usecases import open_vendor as module
from groundswell.usecases.open_vendor import forget_vendor, open_vendor
from tests.support.build import ORGANIZATION, a_member, an_organization

pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    module._open.clear()
    secrets.forget()
    yield
    module._open.clear()
    secrets.forget()


def test_the_account_has_secrets_settings_and_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    standing = replace(
        settings(), public_base_url="https://texts.example.org/", twilio_api_base_url="http://127.0.0.1:9/"
    )
    monkeypatch.setattr(module, "settings", lambda: standing)
    organizations.add(
        an_organization(service_vendor="twilio", vendor_settings={"voice_message": "Hi"}), a_member()
    )
    secrets.put(ORGANIZATION, "twilio", {"auth_token": "hush"})
    account = open_vendor(ORGANIZATION).account
    assert account.organization_id == ORGANIZATION
    assert account.secrets == {"auth_token": "hush"}
    assert account.settings == {"voice_message": "Hi"}
    assert account.public_base_url == "https://texts.example.org"
    assert account.api_base_url == "http://127.0.0.1:9"


def test_it_is_made_once_until_its_account_is_changed() -> None:
    organizations.add(an_organization(), a_member())
    first = open_vendor(ORGANIZATION)
    assert open_vendor(ORGANIZATION) is first
    forget_vendor(ORGANIZATION)
    assert open_vendor(ORGANIZATION) is not first


def test_it_is_made_anew_after_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    organizations.add(an_organization(), a_member())
    first = open_vendor(ORGANIZATION)
    now = module.time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: now + module.KEPT_SECONDS + 1)
    assert open_vendor(ORGANIZATION) is not first


def test_for_an_unknown_organization_no_secret_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise AssertionError("SSM was asked")

    monkeypatch.setattr(secrets, "get", refuse)
    with pytest.raises(NotFound):
        open_vendor("nobody")
