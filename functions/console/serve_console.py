"""GET or HEAD / and everything that no other route takes -> the console: files that `make console` built."""

from pathlib import Path

from groundswell.entrypoints.static_files import serve_folder

handler = serve_folder(Path(__file__).parent / "static")
