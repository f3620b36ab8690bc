"""The documents are a test: every hook is described, with the dataclasses it really takes and gives."""

import re
import typing
from pathlib import Path

import pytest

from groundswell import hooks
from groundswell.extensions.service_managers import managers
from groundswell.extensions.service_managers.hooks import HOOKS, CampaignDataAsked
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.texts import SendOutcome
from groundswell.tables.extension_data import Drawer
from tests.support.build import a_campaign, an_organization

DOCS = Path(__file__).parents[2] / "docs"
HOOKS_PAGE = (DOCS / "hooks.md").read_text()
EXTENDING_PAGE = (DOCS / "extending.md").read_text()


@pytest.mark.parametrize(("hook", "method"), HOOKS.items(), ids=list(HOOKS.values()))
def test_each_hook_has_a_chapter_with_its_signature(hook: type, method: str) -> None:
    function = getattr(managers.get("test-fake-example"), method)
    answer = typing.get_type_hints(function)["return"]
    words = "None" if answer is type(None) else getattr(answer, "__name__", str(answer))
    words = (
        " | ".join("None" if part is type(None) else part.__name__ for part in typing.get_args(answer))
        or words
    )
    assert f"### {method}\n\n`{method}({hook.__name__}) -> {words}`\n" in HOOKS_PAGE


def test_no_hook_is_described_that_does_not_exist() -> None:
    assert re.findall(r"^### (\w+)$", HOOKS_PAGE, re.MULTILINE) == list(HOOKS.values())


def test_every_outcome_of_a_send_is_described() -> None:
    for outcome in typing.get_args(SendOutcome):
        assert f"| `{outcome.__name__}(" in EXTENDING_PAGE


def test_every_secret_of_every_vendor_is_described() -> None:
    for name in set(vendors.available()) - {"fakeservice"}:
        metadata = vendors.get(name).metadata
        for field in (
            *metadata.secret_fields,
            *metadata.optional_secret_fields,
            *metadata.optional_setting_fields,
        ):
            assert f"`{field}`" in EXTENDING_PAGE


def test_the_example_on_the_page_works(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", EXTENDING_PAGE, re.DOTALL)
    assert code
    module: dict[str, typing.Any] = {"__name__": "my_manager"}
    exec(code[1], module)
    monkeypatch.setattr(hooks.managers, "get", lambda name: {"my-manager": module["EXTENSION"]}[name])
    organization, asked = (
        an_organization(service_managers=("my-manager",)),
        CampaignDataAsked(campaign=a_campaign()),
    )
    ((_, before),) = hooks.fire(asked, organization)
    Drawer(organization.organization_id, "my-manager").put({"approved": True}, a_campaign().campaign_id)
    ((_, after),) = hooks.fire(asked, organization)
    assert (before.fully_configured, after.fully_configured) == (False, True)
    assert before.missing
