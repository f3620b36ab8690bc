"""A manager's settings are checked, kept, used by its hooks, and their secrets never shown."""

from collections.abc import Iterator

import pytest

from groundswell import hooks, secrets
from groundswell.domain.errors import Invalid, NotFound
from groundswell.extensions.service_managers.hooks import BuyingNumbers, NumbersWanted
from groundswell.tables import extension_data, organizations
from groundswell.usecases.configure_service_manager import configure_service_manager, read_service_manager
from tests.support.build import ORGANIZATION, a_member, an_organization

EXAMPLE = "test-fake-example"


@pytest.fixture(autouse=True)
def _organization(aws: None) -> Iterator[None]:
    secrets.forget()
    hooks.forget_config(ORGANIZATION, EXAMPLE)
    organizations.add(an_organization(service_managers=(EXAMPLE,)), a_member())
    yield
    secrets.forget()
    hooks.forget_config(ORGANIZATION, EXAMPLE)


def test_before_anything_is_entered_the_defaults_count() -> None:
    shown = read_service_manager(ORGANIZATION, EXAMPLE)
    assert shown.values == {"most_numbers_at_once": 50}
    assert shown.secrets_set == ()


def test_what_was_entered_is_kept_and_its_secret_only_named() -> None:
    configure_service_manager(ORGANIZATION, EXAMPLE, {"example_token": "hush"})
    shown = configure_service_manager(ORGANIZATION, EXAMPLE, {"most_numbers_at_once": 3})
    assert shown.values == {"most_numbers_at_once": 3}
    assert shown.secrets_set == ("example_token",)
    assert "hush" not in str(extension_data.get(ORGANIZATION, EXAMPLE, extension_data.CONFIG))


def test_the_managers_hooks_see_it_at_once() -> None:
    organization = organizations.get(ORGANIZATION)
    wanted = BuyingNumbers(area_code="202", count=80)
    assert hooks.fire(wanted, organization) == [(EXAMPLE, NumbersWanted(area_code="202", count=50))]
    configure_service_manager(ORGANIZATION, EXAMPLE, {"most_numbers_at_once": 3})
    assert hooks.fire(wanted, organization) == [(EXAMPLE, NumbersWanted(area_code="202", count=3))]


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ({"most": 3}, "It has: most_numbers_at_once, example_token."),
        ({"most_numbers_at_once": "three"}, "Give a whole number."),
        ({"most_numbers_at_once": True}, "Give a whole number."),
        ({"example_token": 3}, "Give a text."),
        ({"example_token": "x" * 1001}, "Shorten it."),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(given: dict[str, object], remedy: str) -> None:
    with pytest.raises(Invalid) as caught:
        configure_service_manager(ORGANIZATION, EXAMPLE, given)
    assert caught.value.field in given
    assert caught.value.remedy == remedy
    assert read_service_manager(ORGANIZATION, EXAMPLE).values == {"most_numbers_at_once": 50}


def test_unknown_managers_and_organizations_are_not_found() -> None:
    with pytest.raises(NotFound):
        configure_service_manager(ORGANIZATION, "smoke-signals", {})
    with pytest.raises(NotFound):
        configure_service_manager("nobody", EXAMPLE, {"most_numbers_at_once": 3})
