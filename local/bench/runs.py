"""Measurements in fresh processes, each with a cloud and a carrier of its own; their laps come out."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from local.bench.account import PUBLIC_URL
from local.bench.stopwatch import Lap
from local.cloud.definitions import ROOT
from local.cloud.process import CloudProcess, free_port, start_server
from local.stack.clock_shift import clock_offset_seconds


class MeasureFailed(Exception):
    """The measured process did not come to its end; its own output says why."""


@contextmanager
def surroundings(carrier_ms: int) -> Iterator[dict[str, str]]:
    """The environment of a process that is to be measured."""
    carrier_url = f"http://127.0.0.1:{free_port()}"
    carrier = start_server("local.bench.carrier", carrier_url, str(carrier_ms))
    try:
        with CloudProcess() as cloud:
            yield {
                **os.environ,
                **cloud.environment,
                "TWILIO_API_BASE_URL": carrier_url,
                "PUBLIC_BASE_URL": PUBLIC_URL,
                "CLOCK_OFFSET_SECONDS": str(clock_offset_seconds(datetime.now(UTC))),
                "PYTHONPATH": os.pathsep.join((str(ROOT / "layers/common"), str(ROOT))),
            }
    finally:
        carrier.terminate()
        carrier.wait(10)


def laps(module: str, *arguments: object, carrier_ms: int = 0) -> tuple[dict[str, Lap], int]:
    """The laps that the module prints at its end, and the bytes of log that it wrote before."""
    with surroundings(carrier_ms) as environment:
        command = [sys.executable, "-m", module, *map(str, arguments)]
        done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise MeasureFailed(f"{' '.join(command[1:])} ended with {done.returncode}")
    *logged, last = done.stdout.decode().splitlines()
    found: dict[str, dict[str, Any]] = json.loads(last)
    return {name: Lap(**one) for name, one in found.items()}, sum(len(line) + 1 for line in logged)
