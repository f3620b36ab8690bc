"""The clients made from the OpenAPI document compile under strict rules and do their first steps with the API."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from local.clients import ROOT, TARGET, TOOLS, make_clients
from tests.functions.admin.conftest import handler, members
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, USER
from tests.support.http import Handler
from tests.support.wsgi import wsgi

__all__ = ["handler", "members"]
pytestmark = pytest.mark.network
NODE = ROOT / "local" / "node.sh"
STEPS = [
    "You are OWNER of Friends of the River.",
    "is now Renamed, version 1.",
    "412: Somebody else changed this first.",
    "name: It is empty. Write something.",
    "The newest campaign is Renamed (DRAFT).",
]


@pytest.fixture(scope="module", autouse=True)
def _made() -> None:
    if not TOOLS.exists() and os.environ.get("GROUNDSWELL_OFFLINE"):
        pytest.skip("no package registry")
    subprocess.run(["sh", "local/setup.sh", "clients"], cwd=ROOT, check=True, capture_output=True)
    make_clients()


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def address(handler: Handler, members: Aws) -> Iterator[str]:
    """The API on a port of its own, asked by the organization's owner."""
    server = make_server("127.0.0.1", 0, wsgi(handler, USER), handler_class=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def run(*command: str | Path, folder: Path) -> str:
    cache = str(ROOT / ".cache" / "mypy-clients")
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "MYPY_CACHE_DIR": cache}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def assert_walked(told: str) -> None:
    lines = told.splitlines()
    assert len(lines) == len(STEPS)
    for line, expected in zip(lines, STEPS, strict=True):
        assert expected in line


def test_the_python_client_is_typed_and_works(address: str, aws: Aws) -> None:
    folder, python = TARGET / "python", TOOLS / "python"
    run(
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--python-executable",
        python,
        "first_steps.py",
        folder=folder,
    )
    run(python, "-m", "compileall", "-q", "groundswell_client", folder=folder)
    assert_walked(run(python, "first_steps.py", address, "a-token", ORGANIZATION, folder=folder))
    (made,) = aws.rows("campaigns")
    assert (made["organization_id"], made["name"]) == (ORGANIZATION, "Renamed")


def test_the_typescript_client_is_typed_and_works(address: str, aws: Aws) -> None:
    """It was compiled by `tsc --strict` when it was made."""
    steps = ("node", "built/first_steps.js", address, "a-token", ORGANIZATION)
    assert_walked(run("sh", NODE, *steps, folder=TARGET / "typescript"))
    (made,) = aws.rows("campaigns")
    assert made["name"] == "Renamed"


def test_a_wrong_value_does_not_compile() -> None:
    """Otherwise the types would be worth nothing."""
    folder, wrong = TARGET / "typescript", TARGET / "typescript" / "wrong.ts"
    wrong.write_text((folder / "first_steps.ts").read_text().replace('name: "Renamed"', "name: 5"))
    options = ["--noEmit", "--strict", "--module", "NodeNext", "--target", "ES2022", "--types", "node"]
    command = ["sh", str(NODE), "npx", "tsc", *options, wrong.name]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    wrong.unlink()
    assert done.returncode != 0
    assert "Type 'number' is not assignable to type 'string'" in done.stdout
