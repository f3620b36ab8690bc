"""Where things lie: the project's folders, and the folders and ports of one running stack."""

import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REGION = "us-east-1"
API_ID = "c0ffee01"
STACK_NAME = "groundswell-local"
STAGE = "local"
ARTIFACTS = "groundswell-local-artifacts"
NO_CODE = "no-code.zip"


class StackError(Exception):
    """The stack cannot go on; the text says why and what to do, in one or two sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """One stack's folder and the three ports it answers on."""

    state: Path
    port: int
    emulator_port: int
    simulator_port: int

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def emulator_url(self) -> str:
        return f"http://127.0.0.1:{self.emulator_port}"

    @property
    def simulator_url(self) -> str:
        return f"http://127.0.0.1:{self.simulator_port}"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def emulator_state(self) -> Path:
        return self.state / "emulator"

    @property
    def workers(self) -> Path:
        return self.state / "workers"


def choose_places(state: Path, port: int | None = None) -> Places:
    """The stack's ports: `port` as asked for, the others as last time if they are still free."""
    state.mkdir(parents=True, exist_ok=True)
    remembered = _remembered(state)
    if port is not None and not is_free(port):
        raise StackError(
            f"Port {port} is taken by another program. Stop it, or choose another port: PORT=8888 make run"
        )
    taken: set[int] = {port} if port else set()
    chosen: dict[str, int] = {}
    for name in ("port", "emulator_port", "simulator_port"):
        wanted = port if name == "port" and port else remembered.get(name)
        if wanted is None or (wanted != port and (wanted in taken or not is_free(wanted))):
            wanted = _free_port(taken)
        taken.add(wanted)
        chosen[name] = wanted
    (state / "ports.json").write_text(json.dumps(chosen))
    return Places(state=state, **chosen)


def _remembered(state: Path) -> dict[str, int]:
    try:
        read = json.loads((state / "ports.json").read_text())
    except (OSError, ValueError):
        return {}
    return {name: port for name, port in read.items() if isinstance(port, int)}


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port(taken: set[int]) -> int:
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        if port not in taken:
            return port


def aws_environment(places: Places) -> dict[str, str]:
    """What a process needs in order to talk to this stack's AWS and to no other."""
    return {
        "AWS_ENDPOINT_URL": places.emulator_url,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
