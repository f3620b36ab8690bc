"""The API's routes go in; its OpenAPI document and clients for Python and TypeScript come out in .local/clients."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "clients"
TARGET = ROOT / ".local" / "clients"
TOOLS = ROOT / ".venv-clients" / "bin"
TYPESCRIPT = ("package.json", "package-lock.json", "tsconfig.json", "first_steps.ts")


def make_clients(target: Path = TARGET) -> None:
    """Both clients with their first steps, ready to run."""
    target.mkdir(parents=True, exist_ok=True)
    document = target / "openapi.json"
    document.write_text(json.dumps(read_document(), indent=1))
    make_python(document, target / "python")
    make_typescript(document, target / "typescript")


def read_document() -> dict[str, object]:
    """As the API gives it; nothing has to run for that."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    sys.path[:0] = [str(ROOT / "layers" / "common"), str(ROOT / "functions" / "admin")]
    import serve_admin_api

    document: dict[str, object] = serve_admin_api.handler.__self__.document()
    return document


def make_python(document: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    options = ["--meta", "setup", "--config", SOURCES / "python.yaml", "--fail-on-warning"]
    _run(TOOLS / "openapi-python-client", "generate", "--path", document, "--output-path", target, *options)
    shutil.copy(SOURCES / "first_steps.py", target)


def make_typescript(document: Path, target: Path) -> None:
    """The packages of the last time stay as long as the lock file does."""
    target.mkdir(exist_ok=True)
    lock, installed = SOURCES / "package-lock.json", target / "node_modules" / ".installed"
    is_new = not installed.exists() or installed.read_bytes() != lock.read_bytes()
    for name in TYPESCRIPT:
        shutil.copy(SOURCES / name, target)
    if is_new:
        _node("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", folder=target)
        shutil.copy(lock, installed)
    _node("npx", "openapi-typescript", document, "-o", "schema.d.ts", folder=target)
    _node("npx", "tsc", "--project", "tsconfig.json", folder=target)


def _node(*command: str | Path, folder: Path) -> None:
    _run("sh", ROOT / "local" / "node.sh", *command, folder=folder)


def _run(*command: str | Path, folder: Path = ROOT) -> None:
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")


if __name__ == "__main__":
    make_clients()
    print(f"{TARGET.relative_to(ROOT)}/python      pip install it; first_steps.py shows how it is used")
    print(
        f"{TARGET.relative_to(ROOT)}/typescript  schema.d.ts for openapi-fetch; first_steps.ts shows how it is used"
    )
