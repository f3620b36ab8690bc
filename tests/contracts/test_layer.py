"""The layer holds what Lambda needs and no more, for the processor and the Python that Lambda has."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from local.stack.host_layer import build_host_layer, layer_packages
from tests.support.template import ROOT, functions, handler_file

LOCK = ROOT / "layers/common/requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.M)
HANDLERS = sorted({handler_file(function) for function in functions().values()})


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_host_layer(tmp_path_factory.mktemp("layer") / "python")


@pytest.mark.parametrize("file", HANDLERS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_handler_imports_with_nothing_but_the_layer(file: Path, packages: Path) -> None:
    path = os.pathsep.join(map(str, (file.parent, ROOT / "layers/common", packages)))
    program = f"import {file.stem} as module; assert callable(module.handler)"
    environment = {"PYTHONPATH": path, "PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": "us-east-1"}
    python = getattr(sys, "_base_executable", sys.executable)
    done = subprocess.run(
        [python, "-S", "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_layer_is_not_the_development_environment(packages: Path) -> None:
    present = {path.name for path in packages.iterdir()}
    assert {"twilio", "phonenumbers", "aws_lambda_powertools", "pynamodb"} <= present
    assert not {"pytest", "ministack", "moto", "rich"} & present


def test_runtime_pins_are_the_ones_that_the_tests_run_with() -> None:
    tested = dict(PIN.findall(DEV_LOCK.read_text()))
    assert {name: tested.get(name) for name in layer_packages()} == {
        name: version for name, version in PIN.findall(LOCK.read_text()) if name in layer_packages()
    }


@pytest.mark.parametrize(
    "lock", ["requirements-dev.txt", "requirements-sam.txt", "layers/common/requirements.txt"]
)
def test_a_lock_file_carries_hashes_and_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    pinned = [block for block in re.split(r"\n(?=[a-z0-9])", text) if PIN.match(block)]
    assert pinned
    assert not [block.splitlines()[0] for block in pinned if "--hash=sha256:" not in block]
