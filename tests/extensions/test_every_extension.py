"""Every folder under extensions/ keeps its contract: a new one is tested the day it appears."""

import dataclasses
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from groundswell.extensions import service_managers, service_vendors
from groundswell.extensions.registry import UnknownExtension
from groundswell.extensions.service_managers.base import NoConfig, ServiceManager, secret_fields
from groundswell.extensions.service_managers.hooks import HOOKS
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.extensions.service_vendors.webhooks import WebhookRequest

VENDORS = service_vendors.vendors.available()
MANAGERS = service_managers.managers.available()
ACCOUNT = Account(
    organization_id="org-1", secrets={}, settings={}, public_base_url="https://texts.example.org"
)
ROOT = Path(service_vendors.__file__).parents[2]


def managers_class(name: str) -> type[ServiceManager]:
    return service_managers.managers.get(name)


def vendors_class(name: str) -> type[ServiceVendor]:
    return service_vendors.vendors.get(name)


def sources(kind: Any, name: str) -> list[Path]:
    return sorted((Path(kind.__file__).parent / name.replace("-", "_")).rglob("*.py"))


CONTRACTS = {
    kind: {f"{kind.__name__}.{path.stem}" for path in Path(kind.__file__).parent.glob("[!_]*.py")}
    for kind in (service_vendors, service_managers)
}
"""The modules beside the folders: what an extension of the kind has to know."""
ALL = [(service_vendors, name) for name in VENDORS] + [(service_managers, name) for name in MANAGERS]


def test_the_shipped_ones_are_found() -> None:
    assert {"twilio", "fakeservice"} <= set(VENDORS)
    assert {"test-fake-example"} <= set(MANAGERS)


@pytest.mark.parametrize("registry", [service_vendors.vendors, service_managers.managers])
def test_an_unknown_name_lists_the_names_there_are(registry: Any) -> None:
    for name in ("smoke-signals", "base", "../twilio", ""):
        with pytest.raises(UnknownExtension, match=registry.available()[0]):
            registry.get(name)


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_each_module_says_what_it_is_and_knows_no_other_extension(kind: Any, name: str) -> None:
    own = f"{kind.__name__}.{name.replace('-', '_')}"
    for path in sources(kind, name):
        text = path.read_text()
        assert text.startswith('"""'), path
        for imported in re.findall(r"^\s*(?:from|import) (groundswell[\w.]*)", text, re.MULTILINE):
            allowed = ("groundswell.domain", "groundswell.messages", "groundswell.extensions.ports")
            assert imported.startswith((*allowed, own)) or imported in CONTRACTS[kind], (
                f"{path.name} imports {imported}"
            )


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_neither_environment_nor_aws_is_reached_for(kind: Any, name: str) -> None:
    for path in sources(kind, name):
        text = path.read_text()
        assert not re.search(r"os\.environ|getenv|boto3|botocore|datetime\.now|print\(", text), path


@pytest.mark.parametrize("name", VENDORS)
def test_a_vendor_is_complete_and_introduces_itself(name: str) -> None:
    cls = vendors_class(name)
    assert cls.name == name
    assert not inspect.isabstract(cls)
    assert cls.metadata.display_name
    assert cls.metadata.description.endswith(".")
    assert inspect.getdoc(cls)


@pytest.mark.parametrize("name", VENDORS)
def test_a_vendor_speaks_the_ports_words(name: str) -> None:
    for method in ServiceVendor.__abstractmethods__:
        ours, theirs = getattr(ServiceVendor, method), getattr(vendors_class(name), method)
        assert list(inspect.signature(theirs).parameters) == list(inspect.signature(ours).parameters), method
        assert inspect.iscoroutinefunction(theirs) == inspect.iscoroutinefunction(ours), method


@pytest.mark.parametrize("name", VENDORS)
def test_a_vendor_without_credentials_can_be_made_and_believes_nobody(name: str) -> None:
    vendor = vendors_class(name)(ACCOUNT)
    request = WebhookRequest(
        organization_id="org-1",
        path=f"/webhooks/org-1/{name}/inbound",
        query="",
        headers={"content-type": "application/x-www-form-urlencoded"},
        body="From=%2B12025550123&Body=STOP",
        received_at="2026-03-10T16:00:00+00:00",
    )
    with pytest.raises(BadSignature):
        vendor.read_webhook(request)


@pytest.mark.parametrize("name", VENDORS)
def test_a_vendor_explains_codes_that_it_does_not_know(name: str) -> None:
    advice = vendors_class(name)(ACCOUNT).explain("no such code")
    assert advice.code == "no such code"
    assert advice.meaning
    assert advice.advice


@pytest.mark.parametrize("name", VENDORS)
def test_a_vendor_is_cheap_to_know_and_dear_only_to_use(name: str) -> None:
    heavy = "{'twilio.rest', 'aiohttp', 'requests', 'urllib3'}"
    module = f"groundswell.extensions.service_vendors.{name}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT.parent, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_a_webhook_of_twilios_needs_neither_its_sdk_nor_an_http_client() -> None:
    module = "groundswell.extensions.service_vendors.twilio.webhook"
    heavy = "{'twilio.rest', 'aiohttp', 'requests', 'urllib3', 'twilio.http'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT.parent, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("name", MANAGERS)
def test_a_manager_introduces_itself_and_can_be_made_without_settings(name: str) -> None:
    cls = managers_class(name)
    assert issubclass(cls, ServiceManager)
    assert cls.name == name
    assert cls.metadata.display_name
    assert cls.metadata.description.endswith(".")
    assert inspect.getdoc(cls)
    cls.Config()


@pytest.mark.parametrize("name", MANAGERS)
def test_a_managers_settings_are_a_frozen_dataclass_that_hides_its_secrets(name: str) -> None:
    config = managers_class(name).Config
    assert dataclasses.is_dataclass(config)
    assert config.__dataclass_params__.frozen  # type: ignore[attr-defined]
    given = config(**dict.fromkeys(secret_fields(config), "hush"))
    assert "hush" not in repr(given)


@pytest.mark.parametrize("name", MANAGERS)
def test_a_managers_hooks_take_one_hook_and_say_what_they_are_for(name: str) -> None:
    cls = managers_class(name)
    for method in set(HOOKS.values()) & set(dir(cls)):
        function: Callable[..., Any] = getattr(cls, method)
        assert list(inspect.signature(function).parameters) == ["self", "hook"], method
        assert inspect.getdoc(function), method


def test_the_example_shows_every_hook() -> None:
    example = managers_class("test-fake-example")
    assert {name for name in vars(example) if name.startswith(("on_", "get_"))} == set(HOOKS.values())
    assert example.Config is not NoConfig
    assert secret_fields(example.Config)


@pytest.mark.parametrize("misspelt", ["on_mesage_send", "get_campaign_date"])
def test_a_misspelt_hook_fails_when_its_module_is_imported(misspelt: str) -> None:
    with pytest.raises(TypeError, match=misspelt):
        type("Typo", (ServiceManager,), {misspelt: lambda self, hook: None})


def test_hooks_are_frozen_and_named_by_one_method_each() -> None:
    assert len(set(HOOKS.values())) == len(HOOKS)
    for hook in HOOKS:
        assert hook.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert inspect.getdoc(hook)
