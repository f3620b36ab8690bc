"""docs/api.md: its shell blocks run as they stand, in order, and print what they promise."""

import os
import re
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from local.stack.places import ROOT
from tests.support.stack import Stack
from tests.support.tenants import PASSWORD, add_tenant

pytestmark = pytest.mark.stack
GUIDE = (ROOT / "docs" / "api.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
PROMISED = re.findall(r"^# prints: (.*)$", "\n".join(BLOCKS), re.MULTILINE)


def test_it_promises_something_at_each_step():
    assert len(BLOCKS) >= 8
    assert all("# prints:" in block for block in BLOCKS[1:])


def test_the_first_integration_works_as_it_is_written(stack: Stack, tmp_path: Path) -> None:
    tenant = add_tenant(stack, "Readers of the Guide")
    environment = {
        **os.environ,
        "API": stack.base_url,
        "EMAIL": tenant.email,
        "PASSWORD": PASSWORD,
        "NO_PROXY": "*",
    }
    script = "set -eu\n" + "\n".join(BLOCKS)
    try:
        done = subprocess.run(
            ["sh"], input=script, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
    except subprocess.TimeoutExpired as late:
        pytest.fail(f"It still runs after {late.timeout} s and has printed: {late.stdout!r}")
    printed = done.stdout.splitlines()
    assert done.returncode == 0, f"{printed}\n{done.stderr[-2000:]}"
    assert len(printed) == len(PROMISED), printed
    for line, promised in zip(printed, PROMISED, strict=True):
        assert fnmatchcase(line, promised), (line, promised)
