"""A world of answers goes in; a port comes out by which a browser finds the console at its own address, over TLS.

It is the browser's proxy, so whatever a page asks for ends here: files are answered by the very handler that Lambda
calls, /v1 and uploads by the world. No request is intercepted in the browser, so its caches work as people's do.
"""

import json
import socket
import ssl
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import urlsplit

from groundswell.entrypoints.static_files import serve_folder
from local.console import TARGET
from tests.support.certificate import make_certificate
from tests.support.console import UPLOADS, World

ORIGIN = "https://console.example.org"
HOSTS = tuple(urlsplit(one).netloc for one in (ORIGIN, UPLOADS))
CERTIFICATE = make_certificate(HOSTS)
_static = serve_folder(TARGET, uploads=UPLOADS)
_FROM_ANYWHERE = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST, PUT",
    "access-control-allow-headers": "*",
}


class ConsoleServer(ThreadingHTTPServer):
    """`busy` is how many requests have no answer yet; `troubles` is what went wrong in answering."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.world = World()
        self.connections: set[_Connection] = set()
        self.troubles: list[str] = []
        self.busy = 0
        self.lock = Lock()
        self.url = f"http://127.0.0.1:{self.server_port}"
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def turn_to(self, world: World) -> None:
        """All who are connected are hung up on, so that nothing that was asked of one world comes to the next."""
        with self.lock:
            self.world, old = world, list(self.connections)
        for one in old:
            one.shut()

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up, as it does when a page is closed, is no trouble."""


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: ConsoleServer
    host = ""

    def setup(self) -> None:
        super().setup()
        with self.server.lock:
            self.world = self.server.world
            self.server.connections.add(self)

    def do_CONNECT(self) -> None:
        self.host = self.path.partition(":")[0]
        if self.host not in HOSTS:
            self.send_error(502, "Only the console can be reached")
            return
        self.send_response_only(200)
        self.end_headers()
        self.connection = CERTIFICATE.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)

    def finish(self) -> None:
        with self.server.lock:
            self.server.connections.discard(self)
        super().finish()
        if isinstance(self.connection, ssl.SSLSocket):
            self._hang_up()

    def log_message(self, *_: object) -> None:
        """Nothing is written."""

    def _take(self) -> None:
        with self.server.lock:
            self.server.busy += 1
        try:
            self._give()
        except OSError:
            raise
        except Exception as error:
            self.server.troubles.append(f"{self.command} {self.path}: {error!r}")
            raise
        finally:
            with self.server.lock:
                self.server.busy -= 1

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _take

    def _give(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        if UPLOADS.endswith(self.host):
            self._take_upload(headers)
        elif self.path.startswith("/v1/"):
            self._ask(headers, body)
        else:
            self._give_file(headers)

    def _give_file(self, headers: Mapping[str, str]) -> None:
        asked = {"http": {"method": self.command}}
        path = urlsplit(self.path).path
        found = _static({"rawPath": path, "headers": headers, "requestContext": asked}, None)
        body = b64decode(found["body"]) if found.get("isBase64Encoded") else found["body"].encode()
        self._answer(found["statusCode"], found["headers"], body)

    def _ask(self, headers: Mapping[str, str], body: bytes) -> None:
        found = self.world.ask(
            self.command, self.path.removeprefix("/v1"), headers, json.loads(body) if body else None
        )
        if found is None:
            self._break_off()
            return
        status, content, more = found
        kind = "application/problem+json" if status >= 400 else "application/json"
        text = b"" if status == 204 else json.dumps(content).encode()
        self._answer(status, {"content-type": kind, **more}, text)

    def _take_upload(self, headers: Mapping[str, str]) -> None:
        """As a bucket does: without a token, and readable from any origin; what is fetched is a file."""
        if self.command == "OPTIONS":
            self._answer(204, _FROM_ANYWHERE)
            return
        if self.command == "GET":
            file = {"content-type": "text/csv", "content-disposition": "attachment"}
            self._answer(200, file, b"row,reason")
            return
        token = {"authorization": f"Bearer {self.world.token}"}
        found = self.world.ask("POST", "/uploads", {**headers, **token})
        if found is None:
            self._break_off()
        else:
            # Nothing has to be said of an upload that simply works.
            status = 204 if found[0] == 404 else found[0]
            self._answer(status, {**_FROM_ANYWHERE, "content-type": "application/xml"})

    def _answer(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _break_off(self) -> None:
        """A browser asks anew by itself, unnoticed, if a connection that it has used before ends without a byte.

        So a few bytes are sent, too few for an answer.
        """
        self.wfile.write(b"HTTP/1.1 ")
        self.close_connection = True
        self._hang_up()

    def _hang_up(self) -> None:
        self.shut()
        self.connection.close()

    def shut(self) -> None:
        with suppress(OSError):  # the browser was first
            self.connection.shutdown(socket.SHUT_RDWR)
