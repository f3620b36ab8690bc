"""Changed source files go in; workers that import them anew come out."""

import threading

from watchfiles import PythonFilter, watch

from local.stack.deploy import list_functions, restart_workers
from local.stack.places import ROOT, Places

WATCHED = ("layers/common/groundswell", "functions")


class Reloader:
    """A thread that watches the product's source while the stack runs."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reload", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        folders = [ROOT / folder for folder in WATCHED]
        for _ in watch(*folders, watch_filter=PythonFilter(), stop_event=self._stopped, rust_timeout=500):
            restart_workers(self._places, list_functions(self._places))
