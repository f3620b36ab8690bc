"""The console's source and the API's routes go in; the built console comes out in functions/console/static.

Nothing is done while nothing changed. `python -m local.console check` looks at types and style, `… test` runs the
unit tests.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from local.stack.places import ROOT

SOURCES = ROOT / "console"
TARGET = ROOT / "functions" / "console" / "static"
DOCUMENT = ROOT / ".cache" / "console" / "openapi.json"
BUILT = ROOT / ".cache" / "console" / "built"
ADMIN = ROOT / "functions" / "admin"
LAYER = ROOT / "layers" / "common" / "groundswell"
API = (ADMIN, LAYER / "domain", LAYER / "entrypoints", LAYER / "extensions", LAYER / "usecases")
"""What the API's description depends on; it is made anew only if one of these files has changed."""
MADE = {"node_modules", "schema.gen.ts"}


def build() -> bool:
    """Whether there was anything to build."""
    state = _fingerprint(_files(SOURCES))
    api = _fingerprint(file for folder in API for file in folder.rglob("*.py"))
    if (TARGET / "index.html").exists() and BUILT.exists() and BUILT.read_text() == f"{state} {api}":
        return False
    started = time.monotonic()
    print("Building the console …", flush=True)
    prepare()
    _npm("run", "build")
    BUILT.write_text(f"{state} {api}")
    print(f"Built in {time.monotonic() - started:.0f} s.", flush=True)
    return True


def prepare() -> None:
    """The packages of the lock file, and the types of the API as it is now."""
    lock, installed = SOURCES / "package-lock.json", SOURCES / "node_modules" / ".installed"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        print("Installing the console's packages (half a minute, once) …", flush=True)
        _npm("ci", "--no-audit", "--no-fund", "--ignore-scripts")
        shutil.copy(lock, installed)
    types = SOURCES / "src" / "api" / "schema.gen.ts"
    before = DOCUMENT.read_bytes() if DOCUMENT.exists() else b""
    DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
    DOCUMENT.write_text(json.dumps(read_document(), indent=1))
    if not types.exists() or DOCUMENT.read_bytes() != before:
        _npm("run", "types")


def read_document() -> dict[str, object]:
    """As the API gives it; nothing has to run for that. In a process of its own, as in Lambda."""
    path = os.pathsep.join((str(ADMIN), str(LAYER.parent)))
    path_asked = "/v1/openapi.json"
    asked = {"http": {"method": "GET", "path": path_asked}, "stage": "$default", "requestId": "build"}
    event = {"version": "2.0", "rawPath": path_asked, "headers": {}, "requestContext": asked}
    program = f"import serve_admin_api; print(serve_admin_api.handler({event!r}, None)['body'])"
    environment = {**os.environ, "PYTHONPATH": path, "AWS_DEFAULT_REGION": "us-east-1"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"The API's description could not be made:\n{done.stderr[-2000:]}")
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"openapi"')]
    document: dict[str, object] = json.loads(lines[0])
    return document


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in MADE:
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _fingerprint(files: Iterator[Path]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(files):
        digest.update(f"{file.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def _npm(*arguments: str) -> None:
    command = ["sh", str(ROOT / "local" / "node.sh"), "npm", *arguments]
    done = subprocess.run(command, cwd=SOURCES, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"npm {' '.join(arguments)} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        prepare()
        for script in sys.argv[1:]:
            _npm("run", script)
    else:
        build()
