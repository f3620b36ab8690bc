"""ETags and If-Match: what a thing looks like goes in, its ETag comes out; and the version that a caller saw."""

import inspect
import json
import re
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import Field

from groundswell.domain.errors import Stale
from groundswell.entrypoints.problem_kinds import BadRequest

EDITS = frozenset({"PATCH", "PUT", "DELETE"})
IfMatch = Annotated[
    str | None,
    Field(description="The ETag that you saw; the change is refused if it is no longer the newest"),
]


def version_of(if_match: str | None) -> int | None:
    """None where any version will do."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = re.fullmatch(r'\s*(?:W/)?"?([0-9]{1,18})"?\s*', if_match)
    if not found:
        raise BadRequest(
            "If-Match", "This is not an ETag of ours.", 'Send the ETag of the GET, for example "3".'
        )
    return int(found[1])


def etag_of(body: Any, *, digest: bool) -> str | None:
    """The version that the thing carries; else, where a `digest` is wanted, one of how it looks."""
    if not isinstance(body, dict):
        return None
    if "version" in body:
        return f'"{body["version"]}"'
    if not digest:
        return None
    looks = json.dumps(body, sort_keys=True, default=str).encode()
    return f'"{blake2b(looks, digest_size=9).hexdigest()}"'


def checks_itself(route: Callable[..., Any]) -> bool:
    """Whether the route takes If-Match and compares the version in the write itself."""
    return "if_match" in inspect.signature(route).parameters


def if_match_of(event: Mapping[str, Any]) -> str | None:
    """The header, unless any version will do."""
    headers = event.get("headers") or {}
    given = next((str(value) for name, value in headers.items() if name.lower() == "if-match"), "*").strip()
    return None if given == "*" else given


def as_get(event: dict[str, Any]) -> dict[str, Any] | None:
    """The same caller's GET of the path that the request edits under a condition; None without one."""
    request = event["requestContext"]
    if request["http"]["method"] not in EDITS or if_match_of(event) is None:
        return None
    get = {**request, "http": {**request["http"], "method": "GET"}}
    return {**event, "requestContext": get, "body": None, "rawQueryString": "", "queryStringParameters": None}


def require_match(given: str, current: str | None) -> None:
    """Stale unless the thing looks as the caller saw it; what has no ETag was seen by nobody."""
    tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
    if current is None or current not in tags:
        raise Stale("If-Match")
