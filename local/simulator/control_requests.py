"""What all control routes share: requests come in, checked JSON and query values or clear errors go out."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from local.simulator.accepted_log import LogFilter
from local.simulator.simulator import Simulator
from local.simulator.timing import read_moment

SIMULATOR = web.AppKey("simulator", Simulator)
Control = Callable[[Simulator, web.Request], Awaitable[Any]]


class Refused(Exception):
    """The request cannot be done; the sentence says what to do instead."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence, self.status = sentence, status


def answering(control: Control) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Make a route's handler: JSON out, `{"error": sentence}` when refused."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await control(request.app[SIMULATOR], request))
        except Refused as refused:
            return web.json_response({"error": refused.sentence}, status=refused.status)
        except ValueError as error:
            return web.json_response({"error": str(error)}, status=400)

    return answer


async def json_object(request: web.Request) -> dict[str, Any]:
    """The body as an object; no body is an empty one."""
    text = await request.text()
    try:
        body = json.loads(text) if text.strip() else {}
    except json.JSONDecodeError as error:
        raise Refused(f"the body is not JSON: {error}") from None
    if not isinstance(body, dict):
        raise Refused("the body must be a JSON object")
    return body


def text_of(body: dict[str, Any], name: str) -> str:
    """A text that must be there."""
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(f"{name!r} is missing or not a text")
    return value


def whole_number(request: web.Request, name: str, default: int, most: int) -> int:
    text = request.query.get(name, "") or str(default)
    if not text.isdigit() or int(text) > most:
        raise Refused(f"{name} must be a whole number of at most {most}")
    return int(text)


def log_filter(request: web.Request) -> LogFilter:
    """The filters of the two logs; an unknown one is refused, as it would silently match everything."""
    query = dict(request.query)
    paging = {"limit", "cursor"}
    names = {
        "to": "to", "from": "sender", "ref": "ref", "service": "service", "status": "status",
        "kind": "kind", "account_sid": "account", "body": "body", "since": "since", "sid": "sid",
    }  # fmt: skip
    unknown = set(query) - set(names) - paging
    if unknown:
        raise Refused(f"unknown filters: {', '.join(sorted(unknown))}; known are {', '.join(sorted(names))}")
    values: dict[str, Any] = {names[name]: value for name, value in query.items() if name in names}
    if "since" in values:
        try:
            values["since"] = read_moment(values["since"])
        except ValueError:
            raise Refused("since must be an ISO 8601 moment, with + written as %2B") from None
    return LogFilter(**values)
