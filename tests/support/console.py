"""The built console in a browser, with an API that a test can bend: a world of answers goes in, a page comes out.

Nothing listens on any port: the browser's requests are answered here, files by the very handler that Lambda calls.
"""

import json
import re
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, Route

from groundswell.entrypoints.static_files import serve_folder
from local.console import SOURCES, TARGET

ORIGIN = "https://console.example.org"
UPLOADS = "https://files.example.org"
"""Where the world takes uploads; they are bent by the path /uploads."""
AXE = SOURCES / "node_modules" / "axe-core" / "axe.min.js"
TOKEN = "a-token"
Answer = tuple[int, Any, Mapping[str, str]]
_static = serve_folder(TARGET, uploads=UPLOADS)
_WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
_EXPECTED = re.compile(r"Failed to load resource|net::ERR_")


@dataclass(slots=True)
class Bend:
    """How one route misbehaves; `times` says how often (0: always). `holds`: until the world is mended."""

    method: str
    path: re.Pattern[str]
    answer: Callable[[], Answer | None]
    times: int = 0
    seconds: float = 0.0
    holds: bool = False


@dataclass(slots=True)
class World:
    """`answers` by method and path below /v1; `asked` is what the console has asked for, in its order."""

    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    bends: list[Bend] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    token: str = TOKEN
    held: list[Callable[[], None]] = field(default_factory=list)

    def fail(
        self, path: str, status: int, *, method: str = "GET", times: int = 0, retry_after: int = 0
    ) -> None:
        headers = {"retry-after": str(retry_after)} if retry_after else {}
        self.bends.append(Bend(method, re.compile(path), lambda: (status, problem(status), headers), times))

    def drop(self, path: str, *, method: str = "GET", times: int = 0) -> None:
        """No answer at all."""
        self.bends.append(Bend(method, re.compile(path), lambda: None, times))

    def delay(self, path: str, seconds: float, *, method: str = "GET", times: int = 1) -> None:
        answer = Bend(method, re.compile(path), lambda: (0, None, {}), times, seconds)
        self.bends.append(answer)

    def hold(self, path: str, *, method: str = "GET") -> None:
        """No answer before the world is mended."""
        self.bends.append(Bend(method, re.compile(path), lambda: None, holds=True))

    def mend(self) -> None:
        self.bends.clear()
        held, self.held = self.held, []
        for go_on in held:
            go_on()

    def holds(self, method: str, path: str) -> bool:
        return any(one.holds and one.method == method and one.path.search(path) for one in self.bends)

    def count(self, method: str, path: str) -> int:
        return sum(1 for asked in self.asked if asked[0] == method and re.search(path, asked[1]))

    def answer(self, method: str, path: str, headers: Mapping[str, str]) -> Answer | None:
        bend = next((one for one in self.bends if one.method == method and one.path.search(path)), None)
        if bend is not None:
            if bend.times == 1:
                self.bends.remove(bend)
            bend.times = max(bend.times - 1, 0)
            if bend.seconds:
                time.sleep(bend.seconds)
            else:
                return bend.answer()
        if not path.startswith("/session") and headers.get("authorization") != f"Bearer {self.token}":
            return 401, problem(401), {}
        bare = path.partition("?")[0]
        found = self.answers.get((method, path), self.answers.get((method, bare)))
        if callable(found):
            found = found(parse_qs(urlsplit(path).query))
        if found is None:
            return 404, problem(404), {}
        return found if isinstance(found, tuple) else (200, found, {})


def problem(status: int) -> dict[str, Any]:
    kind = {401: "sign-in", 403: "forbidden", 404: "not-found", 409: "conflict", 429: "busy"}.get(
        status, "unexpected"
    )
    return {
        "type": f"/v1/docs#problem-{kind}",
        "title": "Not possible now" if status == 409 else "Something",
        "status": status,
        "detail": "Pause it, or wait until it is completed.",
        "instance": "urn:groundswell:request:REQ-42",
        "errors": [],
    }


@dataclass(slots=True)
class Console:
    """A page of the console; `troubles` must stay empty."""

    page: Page
    world: World
    troubles: list[str]

    def open(self, path: str = "/") -> Page:
        self.page.goto(f"{ORIGIN}{path}")
        return self.page

    def axe(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA and its own best practices."""
        self.page.wait_for_timeout(350)  # what fades in has faded in
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.violations ?? []")
        return found


def open_console(browser: Browser, world: World, **context: Any) -> Console:
    shown = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-US", **context})
    shown.add_init_script(_WATCH)
    page = shown.new_page()
    page.set_default_timeout(10_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda said: said.type == "error" and not _EXPECTED.search(said.text) and troubles.append(said.text),
    )
    page.route("**/*", lambda route: _fulfill(route, world))
    return Console(page, world, troubles)


def _fulfill(route: Route, world: World) -> None:
    request = route.request
    parts = urlsplit(request.url)
    if request.url.startswith(UPLOADS):
        _take_upload(route, world)
        return
    if not parts.path.startswith("/v1/"):
        answer = _static(
            {"rawPath": parts.path, "headers": {}, "requestContext": {"http": {"method": request.method}}},
            None,
        )
        body = b64decode(answer["body"]) if answer.get("isBase64Encoded") else answer["body"]
        route.fulfill(status=answer["statusCode"], headers=answer["headers"], body=body)
        return
    path = parts.path.removeprefix("/v1") + (f"?{parts.query}" if parts.query else "")
    world.asked.append((request.method, path))
    world.headers.append(request.headers)
    world.bodies.append(request.post_data_json if request.post_data else None)
    if world.holds(request.method, path):
        world.held.append(lambda: _answer(route, world, path))
    else:
        _answer(route, world, path)


def _answer(route: Route, world: World, path: str) -> None:
    found = world.answer(route.request.method, path, route.request.headers)
    if found is None:
        route.abort("connectionreset")
        return
    status, body, headers = found
    kind = "application/problem+json" if status >= 400 else "application/json"
    text = "" if status == 204 else json.dumps(body)
    route.fulfill(status=status, headers={"content-type": kind, **headers}, body=text)


def _take_upload(route: Route, world: World) -> None:
    """As a bucket does: without a token, and readable from any origin; what is fetched is a file."""
    if route.request.method == "GET":
        headers = {"content-type": "text/csv", "content-disposition": "attachment"}
        route.fulfill(status=200, headers=headers, body="row,reason")
        return
    world.asked.append((route.request.method, "/uploads"))
    world.headers.append(route.request.headers)
    world.bodies.append(None)
    found = world.answer("POST", "/uploads", {"authorization": f"Bearer {world.token}"})
    if found is None:
        route.abort("connectionreset")
    else:
        headers = {"access-control-allow-origin": "*", "content-type": "application/xml"}
        # Nothing has to be said of an upload that simply works.
        route.fulfill(status=204 if found[0] == 404 else found[0], headers=headers, body="")
