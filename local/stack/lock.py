"""One stack per state folder: a lock that dies with its process, and a pid file for people."""

import fcntl
import os
from pathlib import Path
from typing import TextIO

from local.stack.places import StackError

HALF_WRITTEN = "unsaved"


class StateLock:
    """Held while a stack runs. `unsaved` marks a folder whose emulator has not yet saved its state."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._file: TextIO | None = None

    def take(self) -> None:
        self._state.mkdir(parents=True, exist_ok=True)
        # Opened without truncating: the holder's pid must stay readable.
        self._file = os.fdopen(os.open(self._state / "stack.pid", os.O_RDWR | os.O_CREAT, 0o644), "r+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = self._file.read().strip()
            raise StackError(
                f"The stack is already running (process {holder}). Stop it with: kill {holder}"
            ) from None
        self._file.seek(0)
        self._file.truncate()
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        if self._file is not None:
            (self._state / "stack.pid").unlink(missing_ok=True)
            self._file.close()
            self._file = None

    @property
    def was_killed(self) -> bool:
        return (self._state / HALF_WRITTEN).exists()

    def mark_unsaved(self) -> Path:
        """The emulator removes the mark itself once it has saved everything."""
        mark = self._state / HALF_WRITTEN
        mark.write_text("The emulator saves its state when it is stopped, not before.\n")
        return mark
