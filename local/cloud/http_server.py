"""A very small HTTP server on the loopback: requests go to one function, its answers go back, possibly later."""

import asyncio
from collections.abc import Callable, Mapping

Answer = tuple[int, Mapping[str, str], bytes]
Handle = Callable[[str, str, dict[str, str], bytes], Answer]
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class _Connection(asyncio.Protocol):
    """Keeps the connection; one request at a time, as HTTP/1.1 clients do without pipelining."""

    def __init__(self, handle: Handle, seconds: Callable[[], float]) -> None:
        self._handle, self._seconds = handle, seconds
        self._buffer = bytearray()
        self._head: tuple[str, str, dict[str, str]] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._head is None:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            self._head = _parse(bytes(self._buffer[:end]).decode("latin-1"))
            del self._buffer[: end + 4]
            if self._head[2].get("expect", "").lower() == "100-continue":
                self._write(CONTINUE)
        method, target, headers = self._head
        length = int(headers.get("content-length", "0"))
        if len(self._buffer) < length:
            return
        body = bytes(self._buffer[:length])
        del self._buffer[:length]
        self._head = None
        status, names, content = self._handle(method, target, headers, body)
        head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in names.items())
        if not any(name.lower() == "content-length" for name in names):
            head += f"content-length: {len(content)}\r\n"
        answer = head.encode() + b"\r\n" + content
        seconds = self._seconds()
        if seconds:
            asyncio.get_running_loop().call_later(seconds, self._write, answer)
        else:
            self._write(answer)

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)


def _parse(head: str) -> tuple[str, str, dict[str, str]]:
    first, *lines = head.split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    return method, target, {name.strip().lower(): value.strip() for name, _, value in pairs}


async def serve(handle: Handle, port: int, *, seconds: Callable[[], float] = lambda: 0.0) -> None:
    """Answer on 127.0.0.1 until cancelled, each request after `seconds()`."""
    server = await asyncio.get_running_loop().create_server(
        lambda: _Connection(handle, seconds), "127.0.0.1", port, backlog=512
    )
    async with server:
        await server.serve_forever()
