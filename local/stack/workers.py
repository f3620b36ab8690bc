"""A stack and a function's name go in; one of that stack's own workers of the function is killed."""

import contextlib
import os
import signal
import subprocess

from local.stack.places import STAGE, Places


def kill_one_worker(places: Places, function: str) -> int | None:
    """SIGKILL, as when a Lambda's machine dies; the killed process's id, or None if there is no such worker."""
    for pid in workers_in(_processes(), places, function):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return pid
    return None


def workers_in(listing: str, places: Places, function: str) -> list[int]:
    """Of the lines “id command” those that are workers of this stack: other stacks have workers of the same name."""
    mark = f" {places.workers}/ministack-lambda-groundswell-{STAGE}-{function}-"
    return [int(line.split(maxsplit=1)[0]) for line in listing.splitlines() if mark in line]


def _processes() -> str:
    command = ["ps", "-A", "-ww", "-o", "pid=,args="]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
