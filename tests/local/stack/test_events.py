"""HTTP events get the form that API Gateway gives them (payload format 2.0)."""

import json
from typing import Any

import pytest

from local.stack.expand import expand
from local.stack.places import ROOT


def event(**headers: str) -> dict[str, Any]:
    return {
        "version": "2.0",
        "headers": headers,
        "requestContext": {"domainName": "x", "http": {"sourceIp": "y"}},
    }


@pytest.fixture(autouse=True)
def _patches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDSWELL_WORKER_PYTHON", "python3")


def test_cookies_become_a_list_and_leave_the_headers() -> None:
    from local.stack.emulator_patches import complete_event

    given = event(cookie="a=1; b=2", host="127.0.0.1:8787")
    complete_event(given)
    assert given["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in given["headers"]
    assert given["requestContext"]["domainName"] == "127.0.0.1:8787"


def test_a_request_without_cookies_has_no_list_of_them() -> None:
    from local.stack.emulator_patches import complete_event

    given = event()
    complete_event(given)
    assert "cookies" not in given


def test_the_source_address_is_the_last_that_was_forwarded() -> None:
    from local.stack.emulator_patches import complete_event

    given = event(**{"x-forwarded-for": "203.0.113.9, 127.0.0.1"})
    complete_event(given)
    assert given["requestContext"]["http"]["sourceIp"] == "127.0.0.1"


def test_each_function_imports_from_its_own_folder() -> None:
    resources = json.loads(expand({"CLOCK_OFFSET_SECONDS": "7"}, ROOT / "nowhere"))["Resources"]
    found = {
        name: one["Properties"]["Environment"]["Variables"]
        for name, one in resources.items()
        if one["Type"] == "AWS::Lambda::Function"
    }
    assert found["SweepFunction"]["PYTHONPATH"].split(":")[0] == str(ROOT / "functions/jobs")
    assert found["ServeAdminApiFunction"]["PYTHONPATH"].split(":")[0] == str(ROOT / "functions/admin")
    assert {variables["CLOCK_OFFSET_SECONDS"] for variables in found.values()} == {"7"}
    assert not [one for one in resources.values() if one["Type"] == "AWS::Lambda::LayerVersion"]
