"""A Python file goes in; every file of ours that it makes Python import comes out."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "layers/common"


def reached_from(start: Path) -> set[Path]:
    """`start` and all files of `groundswell`, and of the handler's own folder, that it imports, however far away."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        waiting += _imports(file, start.parent)
    return found


def _imports(file: Path, folder: Path) -> list[Path]:
    names: list[str] = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [path for name in names for path in _files(name, folder)]


def _files(name: str, folder: Path) -> list[Path]:
    found: list[Path] = []
    for root in (LAYER, folder):
        path = root.joinpath(*name.split("."))
        if root == LAYER and not name.startswith("groundswell"):
            continue
        found += [one for one in (path.with_suffix(".py"), path / "__init__.py") if one.exists()]
    return found


def layer_name(file: Path) -> str:
    """groundswell.tables.sends for its file."""
    return ".".join(file.relative_to(LAYER).with_suffix("").parts).removesuffix(".__init__")
