"""SAM takes the template and builds it, with neither containers nor Lambda's own Python on the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from samtranslator.yaml_helper import yaml_parse

from tests.support.template import ROOT, functions

SAM = ROOT / ".venv-sam/bin/sam"

pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(os.environ.get("GROUNDSWELL_OFFLINE") == "1", reason="GROUNDSWELL_OFFLINE=1"),
    pytest.mark.skipif(not SAM.exists(), reason="make setup-sam has not been run"),
]


def sam(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if name.startswith("PIP_") or name == "HOME"},
        "PATH": "/usr/bin:/bin",
        "PYTHON": sys.executable,
        "AWS_DEFAULT_REGION": "us-east-1",
        "SAM_CLI_TELEMETRY": "0",
    }
    return subprocess.run(
        [str(SAM), *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_sam_finds_nothing_to_object_to() -> None:
    done = sam("validate", "--lint")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "is a valid SAM Template" in done.stdout


def test_sam_builds_the_layer_and_takes_the_functions_as_they_are(tmp_path: Path) -> None:
    done = sam("build", "--build-dir", str(tmp_path / "build"), "--cache-dir", str(tmp_path / "cache"))
    assert done.returncode == 0, done.stderr[-2000:]
    built = tmp_path / "build"
    layer = built / "CommonLayer/python"
    assert (layer / "groundswell/messages.py").is_file()
    assert not [name for name in ("boto3", "botocore", "s3transfer") if (layer / name).exists()]
    compiled = [path.name for path in layer.rglob("*.so")]
    assert compiled
    assert not [name for name in compiled if "aarch64" not in name]
    # Lambda's limit for a function with its layers, unpacked, is 250 MB.
    assert sum(path.stat().st_size for path in layer.rglob("*") if path.is_file()) < 200 * 1024 * 1024
    resources = yaml_parse((built / "template.yaml").read_text())["Resources"]
    for name, function in functions().items():
        code = (built / resources[name]["Properties"]["CodeUri"]).resolve()
        assert code == (ROOT / function["CodeUri"]).resolve()
