"""The runtime lock file goes in; a folder with exactly those packages, linked from this environment, comes out.

Workers get this folder and no other packages, so that what is not in the layer cannot be imported here either.
"""

import re
import shutil
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from local.stack.places import ROOT, StackError

LOCK = ROOT / "layers/common/requirements.txt"
OF_THE_LAMBDA_RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3")


def layer_packages() -> list[str]:
    """Names of the packages that the lock file holds for this Python."""
    found = re.findall(r"^([a-z0-9][a-z0-9._-]*)==\S+ ?(;[^\\\n]*)?", LOCK.read_text(), flags=re.M)
    return [name for name, marker in found if not marker]


def build_host_layer(folder: Path) -> Path:
    """Fill `folder` anew with links to the packages' modules; takes some milliseconds."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in sorted({*layer_packages(), *OF_THE_LAMBDA_RUNTIME}):
        for entry in _top_level(name):
            link = folder / entry.name
            if not link.exists():
                link.symlink_to(entry)
    return folder


def _top_level(name: str) -> set[Path]:
    try:
        found: Distribution = distribution(name)
    except PackageNotFoundError:
        raise StackError(f"The package {name} is missing from .venv. Run `make setup`.") from None
    site = Path(str(found.locate_file("")))
    parts = {Path(file).parts[0] for file in found.files or ()}
    return {site / part for part in parts if part not in ("..", "__pycache__") and (site / part).exists()}
