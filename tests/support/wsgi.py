"""A Lambda handler as a WSGI application, which programs that speak HTTP can call in this process."""

import io
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote

from tests.support.http import Handler, an_event


def wsgi(handler: Handler, user: str | None) -> Callable[..., Iterable[bytes]]:
    """Every request comes from `user`, as if the authorizer had seen their token."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = (environ.get("wsgi.input") or io.BytesIO()).read(length).decode("utf-8", "surrogateescape")
        headers = {
            name[5:].replace("_", "-").lower(): value
            for name, value in environ.items()
            if name.startswith("HTTP_")
        }
        event = an_event(
            environ["REQUEST_METHOD"],
            unquote(environ["PATH_INFO"]),
            raw_body=body or None,
            user=user,
            query=dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
            headers={**headers, "content-type": environ.get("CONTENT_TYPE") or "application/json"},
        )
        answer = handler(event, None)
        start_response(f"{int(answer['statusCode'])} x", list(answer["headers"].items()))
        return [(answer["body"] or "").encode()]

    return application
