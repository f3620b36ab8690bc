"""The cloud in a process of its own behind loopback HTTP, so that its work is not on the clients' account.

`python -m local.cloud.process PORT` serves it; `CloudProcess` starts, asks and stops one.
"""

import asyncio
import json
import socket
import subprocess
import sys
import time
from typing import Any
from urllib.request import Request, urlopen

from local.cloud.cloud import Cloud
from local.cloud.definitions import environment
from local.cloud.http_server import Answer, serve


class CloudProcess:
    """A running cloud; use it in a `with`."""

    def __init__(self) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"

    def __enter__(self) -> "CloudProcess":
        self._process = start_server("local.cloud.process", self.url)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.url)

    def meter(self) -> dict[str, Any]:
        return dict(ask(self.url, "meter"))


def ask(url: str, command: str, **arguments: Any) -> Any:
    """What the cloud behind this address says to a command of `_Desk`."""
    request = Request(f"{url}/_cloud/{command}", json.dumps(arguments).encode(), method="POST")  # noqa: S310
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.loads(answer.read())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(module: str, url: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a module that serves `url`, and wait until it answers."""
    port = int(url.rpartition(":")[2])
    process = subprocess.Popen([sys.executable, "-m", module, str(port), *arguments])
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.02)
    process.kill()
    raise RuntimeError(f"{module} did not start on {url}")


class _Desk:
    """Commands beside AWS's own: what has been counted, and what lies on the queues."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def __call__(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        if target.startswith("/_cloud/"):
            answer = getattr(self, f"do_{target.rpartition('/')[2]}")(**json.loads(body))
            return 200, {}, json.dumps(answer).encode()
        return self._cloud.answer(method, target, headers, body)

    def do_meter(self) -> dict[str, Any]:
        return self._cloud.meter.reading()

    def do_take(self, queue: str, most: int) -> list[dict[str, str]]:
        """Messages for a function, gone from the queue; not billed, the caller bills what Lambda would do."""
        place, now = self._cloud.sqs.queues[queue], time.monotonic()
        ids = place.take(most, now, now + 3600, self._cloud.sqs.turn)
        taken = [{"messageId": one, "body": place.bodies[one]} for one in ids]
        for one in ids:
            place.delete(one)
        return taken


if __name__ == "__main__":
    asyncio.run(serve(_Desk(Cloud()), int(sys.argv[1])))
