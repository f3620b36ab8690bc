"""Commands go in; running children with their own logs come out, and all of them end with us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from local.stack.places import ROOT, StackError

PR_SET_PDEATHSIG = 1


class Child:
    """One process of the stack."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        with log.open("ab") as sink:
            # A session of its own: Ctrl-C reaches us alone, and we stop the children in order.
            self._process = subprocess.Popen(
                list(command), cwd=ROOT, env={**inherited, **environment}, start_new_session=True,
                preexec_fn=_end_with_parent,
                stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT,
            )  # fmt: skip

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def wait_healthy(self, url: str, seconds: float) -> None:
        wait_until(lambda: _answers(url), seconds, self._died_or_late(seconds), alive=lambda: self.is_alive)

    def _died_or_late(self, seconds: float) -> Callable[[], str]:
        def text() -> str:
            what = f"did not get ready within {seconds:.0f} s" if self.is_alive else "stopped while starting"
            return f"The {self.name} {what}. Its log: {self.log}{_last_words(self.log)}"

        return text

    def stop(self, seconds: float = 20.0) -> bool:
        """Ask it to end; True if it did so by itself within `seconds` (the emulator saves its state then)."""
        if not self.is_alive:
            return False
        self._process.send_signal(signal.SIGTERM)
        graceful = True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            graceful = False
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        return graceful


def _end_with_parent() -> None:
    """Runs in the child: Linux sends SIGTERM when we die without a word, so that the emulator still saves its state."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_until(
    ready: Callable[[], bool],
    seconds: float,
    complaint: Callable[[], str],
    alive: Callable[[], bool] = lambda: True,
) -> None:
    """Return when `ready`; StackError with the complaint when time is up or `alive` is no longer so."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline or not alive():
            raise StackError(complaint())
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  (our own address)
            return bool(answer.status < 500)
    except OSError:
        return False


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-3:] if log.exists() else []
    return "".join(f"\n    {line}" for line in lines)
