"""What the console has sent: a world and the end of a path go in; each body with its key and version comes out."""

from dataclasses import dataclass
from typing import Any

from tests.support.console import World


@dataclass(frozen=True, slots=True)
class Sent:
    """`key` is its Idempotency-Key; `seen` is the version that it may replace, as If-Match says it."""

    body: Any
    key: str | None
    seen: str | None


def sent(world: World, path: str, method: str = "POST") -> list[Sent]:
    rows = zip(world.asked, world.bodies, world.headers, strict=True)
    return [
        Sent(body, headers.get("idempotency-key"), headers.get("if-match"))
        for (asked, where), body, headers in rows
        if asked == method and where.endswith(path)
    ]
