"""What the console's API answers in a test: a world of answers goes in, and can be bent; each answer comes out."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event, RLock
from typing import Any
from urllib.parse import parse_qs, urlsplit

UPLOADS = "https://files.example.org"
"""Where the world takes uploads; they are bent by the path /uploads."""
TOKEN = "a-token"
Answer = tuple[int, Any, Mapping[str, str]]


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
    """`answers` by method and path below /v1; `asked` is what the console has asked for, in its order.

    The console asks from other threads than the test's.
    """

    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    bends: list[Bend] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    token: str = TOKEN
    held: list[Event] = field(default_factory=list)
    _lock: Any = field(default_factory=RLock, repr=False)

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
        self.let_go()

    def let_go(self) -> None:
        """What is held is answered, as the world is bent now."""
        with self._lock:
            held, self.held = self.held, []
        for one in held:
            one.set()

    def count(self, method: str, path: str) -> int:
        return sum(1 for asked in self.asked if asked[0] == method and re.search(path, asked[1]))

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Answer | None:
        """Notes that it was asked, and answers when the world is so inclined."""
        with self._lock:
            self.bodies.append(body)
            self.headers.append(headers)
            self.asked.append((method, path))
            freed = self._hold_back(method, path)
        if freed:
            freed.wait()
        return self.answer(method, path, headers)

    def answer(self, method: str, path: str, headers: Mapping[str, str]) -> Answer | None:
        with self._lock:
            bend = self._bend(method, path)
        if bend is not None:
            if not bend.seconds:
                return bend.answer()
            time.sleep(bend.seconds)
        if not path.startswith("/session") and headers.get("authorization") != f"Bearer {self.token}":
            return 401, problem(401), {}
        bare = path.partition("?")[0]
        found = self.answers.get((method, path), self.answers.get((method, bare)))
        if callable(found):
            with self._lock:
                found = found(parse_qs(urlsplit(path).query))
        if found is None:
            return 404, problem(404), {}
        return found if isinstance(found, tuple) else (200, found, {})

    def _bend(self, method: str, path: str) -> Bend | None:
        bend = next((one for one in self.bends if one.method == method and one.path.search(path)), None)
        if bend is not None:
            if bend.times == 1:
                self.bends.remove(bend)
            bend.times = max(bend.times - 1, 0)
        return bend

    def _hold_back(self, method: str, path: str) -> Event | None:
        if not any(one.holds and one.method == method and one.path.search(path) for one in self.bends):
            return None
        self.held.append(Event())
        return self.held[-1]


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
