"""A state folder and a port go in; a whole running Groundswell comes out, and ends without a trace of processes."""

import asyncio
import os
import shutil
import socket
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from local.stack import clock_shift
from local.stack.deploy import deploy
from local.stack.expand import CONSUMERS, expand
from local.stack.host_layer import build_host_layer
from local.stack.lock import StateLock
from local.stack.places import REGION, ROOT, STAGE, Places, StackError, aws_environment, choose_places
from local.stack.processes import Child, wait_until
from local.stack.proxy import serve
from local.stack.reload import Reloader

CALLBACKS = 2 * CONSUMERS
"""Reports that the carrier posts at the same time; each needs a worker of its own."""
OVERRIDABLE = ("TWILIO_API_BASE_URL", "BANDWIDTH_API_BASE_URL")
HALF_STATE = (
    "The stack in {state} was killed before it could save its state. Run `make clean`, then start again."
)


class RunningStack:
    """Use with `with`. `outputs` are the template's, `clock_offset` the seconds that its clock runs ahead."""

    def __init__(self, state: Path, port: int | None = None, *, reload: bool = False) -> None:
        self._lock = StateLock(state)
        self._state = state
        self._port = port
        self._reload = reload
        self._children: list[Child] = []
        self._reloader: Reloader | None = None
        self._proxy: _ProxyThread | None = None
        self.outputs: dict[str, str] = {}
        self.clock_offset = 0
        self.places: Places

    def __enter__(self) -> Self:
        self._lock.take()
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self) -> None:
        if self._lock.was_killed:
            raise StackError(HALF_STATE.format(state=_shown(self._state)))
        self.places = choose_places(self._state, self._port)
        self.clock_offset = clock_shift.choose_offset(self._state)
        packages = build_host_layer(self._state / "layer")
        emulator = self._start_emulator()
        simulator = self._start_simulator()
        emulator.wait_healthy(f"{self.places.emulator_url}/_ministack/health", 60)
        body = expand(self._environment(), packages)
        self.outputs = deploy(self.places, body, self._parameters())
        simulator.wait_healthy(f"{self.places.simulator_url}/_sim/health", 30)
        self._proxy = _ProxyThread(self.places, self.clock_offset)
        if self._reload:
            self._reloader = Reloader(self.places)
            self._reloader.start()

    def _start_emulator(self) -> Child:
        places = self.places
        shutil.rmtree(places.workers, ignore_errors=True)
        places.workers.mkdir(parents=True)
        mark = self._lock.mark_unsaved()
        environment = {
            **aws_environment(places),
            "GATEWAY_PORT": str(places.emulator_port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "LOG_LEVEL": os.environ.get("EMULATOR_LOG_LEVEL", "INFO"),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(places.emulator_state),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(places.emulator_state / "s3"),
            "TMPDIR": str(places.workers),
            "GROUNDSWELL_UNSAVED_MARK": str(mark),
            "GROUNDSWELL_WORKER_PYTHON": str(_worker_python(places.state)),
        }
        return self._start_child("emulator", ["-m", "local.stack.emulator"], environment)

    def _start_simulator(self) -> Child:
        options = ["--port", str(self.places.simulator_port), "--state", str(self._state / "simulator")]
        options += ["--clock-offset", str(self.clock_offset), "--callback-workers", str(CALLBACKS)]
        return self._start_child("simulator", ["-m", "local.simulator", *options], {})

    def _start_child(self, name: str, command: list[str], environment: Mapping[str, str]) -> Child:
        child = Child(name, [sys.executable, *command], environment, self.places.logs / f"{name}.log")
        self._children.append(child)
        return child

    def _environment(self) -> dict[str, str]:
        """What functions are told here otherwise than on AWS."""
        return {
            "CLOCK_OFFSET_SECONDS": str(self.clock_offset),
            "UPLOADS_ORIGIN": self.places.emulator_url,
        }

    def _parameters(self) -> dict[str, str]:
        carriers = {name: os.environ.get(name) or self.places.simulator_url for name in OVERRIDABLE}
        return {
            "Stage": STAGE,
            "PublicBaseUrl": self.places.base_url,
            "TwilioApiBaseUrl": carriers["TWILIO_API_BASE_URL"],
            "BandwidthApiBaseUrl": carriers["BANDWIDTH_API_BASE_URL"],
            "SweepRate": "rate(1 minute)",
            "ReconcileDelays": "5,10,20",
            "CompareRate": "rate(5 minutes)",
            "CompareAfterSeconds": "300",
            "VisibilitySeconds": "45",
            "ClaimSeconds": "45",
            "SignInsPerName": "1000",
            "SignInsPerAddress": "10000",
        }

    def check(self) -> None:
        """StackError if a part of the stack has died."""
        for child in self._children:
            if not child.is_alive:
                raise StackError(f"The {child.name} has stopped. Its log: {_shown(child.log)}")

    def stop(self) -> None:
        if self._reloader is not None:
            self._reloader.stop()
        if self._proxy is not None:
            self._proxy.stop()
        for child in reversed(self._children):
            child.stop()
        self._children.clear()
        self._lock.release()


class _ProxyThread:
    """The proxy on a loop of its own, so that its stack may be used from plain code."""

    def __init__(self, places: Places, clock_offset: int) -> None:
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(
            target=self._run, args=(places, clock_offset), name="proxy", daemon=True
        )
        self._thread.start()
        address = f"{places.base_url}/"
        wait_until(lambda: _connects(places.port), 10, lambda: f"{address} cannot be opened: {self._failure}",
                   alive=self._thread.is_alive)  # fmt: skip

    def _run(self, places: Places, clock_offset: int) -> None:
        try:
            self._loop.run_until_complete(serve(places, clock_offset, self._stopped))
        except BaseException as error:
            self._failure = error

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join(timeout=5)


def _connects(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _worker_python(state: Path) -> Path:
    """A command that runs this Python without the packages of this environment; PYTHONPATH is still honoured."""
    command = state / "worker-python"
    base = getattr(sys, "_base_executable", sys.executable)
    command.write_text(f'#!/bin/sh\nexec "{os.path.realpath(base)}" -S "$@"\n')
    command.chmod(0o755)
    return command


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
