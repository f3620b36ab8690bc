"""A carrier's HTTP server in this process's event loop: it does what a test scripts and remembers its requests."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Request:
    """One request as it arrived; `form` keeps repeated fields."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, list[str]]
    headers: dict[str, str]

    def field(self, name: str) -> str | None:
        values = self.form.get(name)
        return values[0] if values else None


@dataclass
class Answer:
    """What the server does: it answers, hangs up (`reset`), or never answers (`silent`)."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False
    silent: bool = False
    cut_short: bool = False  # less body than was promised
    after_seconds: float = 0.0


Route = Callable[[Request], Answer]


def refusal(status: int, code: int, **headers: str) -> Answer:
    """An error as Twilio words it."""
    body = {"code": code, "message": "Something about +12025550123", "more_info": "", "status": status}
    return Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


class CarrierServer:
    """Answers from the script first, else by `route`."""

    def __init__(self, route: Route | None = None) -> None:
        self.route = route or (lambda _: refusal(404, 20404))
        self.script: deque[Answer] = deque()
        self.requests: list[Request] = []
        self.url = ""
        self.most_in_flight = 0
        self.connections = 0
        self._in_flight = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._serve_one(reader, writer):
                pass
        self._writers.discard(writer)
        writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        self.requests.append(await _read(reader))
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            answer = self.script.popleft() if self.script else self.route(self.requests[-1])
            return await _answer(reader, writer, answer)
        finally:
            self._in_flight -= 1


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
    form: dict[str, list[str]] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        form.setdefault(name, []).append(value)
    url = urlsplit(target)
    return Request(method, url.path, dict(parse_qsl(url.query, keep_blank_values=True)), form, headers)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer) -> bool:
    """Whether the connection stays open."""
    if answer.after_seconds:
        await asyncio.sleep(answer.after_seconds)
    if answer.silent:
        await reader.read(1)  # until the other side has enough
        return False
    if answer.reset:
        writer.transport.abort()
        return False
    body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
    promised = len(body) + (10 if answer.cut_short else 0)
    names = {"content-type": "application/json", "content-length": str(promised), **answer.headers}
    if answer.status == 204:
        names, body = {}, b""
    head = "".join(f"{name}: {value}\r\n" for name, value in names.items())
    writer.write(f"HTTP/1.1 {answer.status} X\r\n{head}\r\n".encode() + body)
    await writer.drain()
    return not answer.cut_short
