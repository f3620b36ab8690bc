"""What the build leaves behind keeps its budget, and its own unit tests pass."""

import json
import re
import subprocess
from functools import cache

import pytest
from openapi_schema_validator import OAS31Validator

from local.console import SOURCES, TARGET, read_document
from local.stack.places import ROOT
from tests.console.screens import every_screen

BUDGET = 300_000
"""Bytes, compressed with gzip, before the first paint."""
pytestmark = pytest.mark.skipif(
    not (TARGET / "index.html").exists(), reason="the console is not built: make console"
)


def test_the_first_paint_keeps_its_budget():
    page = (TARGET / "index.html").read_text()
    first = [TARGET / name.lstrip("/") for name in re.findall(r'(?:src|href)="(/[^"]+)"', page)]
    assert len(first) >= 3
    sizes = {
        one.name: (zipped if (zipped := one.with_name(f"{one.name}.gz")).exists() else one).stat().st_size
        for one in first
    }
    assert sum(sizes.values()) + len(page) < BUDGET, sizes


def test_the_page_has_nothing_inline():
    page = (TARGET / "index.html").read_text()
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert "<style" not in page
    assert "style=" not in page
    assert not re.search(r"https?://", page)


def test_every_larger_file_lies_there_compressed():
    for file in TARGET.rglob("*.js"):
        if file.stat().st_size >= 1000:
            assert file.with_name(f"{file.name}.gz").exists()
            assert file.with_name(f"{file.name}.br").exists()


def test_it_has_at_most_a_dozen_runtime_packages_pinned_and_from_no_certain_registry():
    package = json.loads((SOURCES / "package.json").read_text())
    assert len(package["dependencies"]) <= 12
    every = {**package["dependencies"], **package["devDependencies"]}
    assert not [name for name, version in every.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)]
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    locked = {path: one for path, one in lock["packages"].items() if path}
    assert not [path for path, one in locked.items() if "resolved" in one or "integrity" not in one]


def test_its_unit_tests_pass():
    done = subprocess.run(
        ["sh", str(ROOT / "local/node.sh"), "npm", "test", "--silent"],
        cwd=SOURCES,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("screen", every_screen(), ids=lambda screen: screen.name)
def test_the_world_of_a_screen_answers_as_the_api_does(screen):
    """So that a test cannot pass against an API that does not exist."""
    document = _document()
    world, checked = screen.world(), 0
    for (method, path), answer in world.answers.items():
        found = answer({}) if callable(answer) else answer
        body = found[1] if isinstance(found, tuple) else found
        for schema in _schemas(document, method, path):
            OAS31Validator({**schema, "components": document["components"]}).validate(body)
            checked += 1
    assert checked > 10


@cache
def _document():
    return read_document()


def _schemas(document, method, path):
    """Of the answers that the API's description promises when all goes well."""
    bare = path.partition("?")[0]
    operation = next(
        item[method.lower()]
        for pattern, item in document["paths"].items()
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", pattern), f"/v1{bare}") and method.lower() in item
    )
    return [
        one["content"]["application/json"]["schema"]
        for code, one in operation["responses"].items()
        if code.startswith("2") and "content" in one
    ]
