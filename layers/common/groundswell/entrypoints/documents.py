"""The API describes itself: its routes go in, /v1/openapi.json and the page /v1/docs come out."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import Route

OPENAPI = "/v1/openapi.json"
DOCS = "/v1/docs"
_KEPT = {"Cache-Control": "public, max-age=300"}


def describe(routes: Sequence[Route]) -> None:
    """A route's function name is its operationId, its docstring's first line the summary, its file the tag."""
    for route in routes:
        lines = (route.func.__doc__ or "").strip().splitlines()
        route.operation_id = route.func.__name__
        route.summary = lines[0].rstrip(".") if lines else None
        route.description = " ".join(line.strip() for line in lines).strip()
        route.tags = [route.func.__module__.rsplit(".", 1)[-1].replace("_", " ")]


def add_documents(
    app: APIGatewayHttpResolver, document: Callable[[], Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """Adds both routes; their methods and paths. `document` is asked once, when somebody wants to see it."""
    document = lru_cache(maxsize=1)(document)

    def read_openapi_document() -> Response[Any]:
        """The OpenAPI document of this API."""
        return Response(
            status_code=200, content_type="application/json", body=document(), headers=dict(_KEPT)
        )

    def read_docs_page() -> Response[Any]:
        """The same for people."""
        page = import_module("groundswell.entrypoints.docs_page")
        headers = {**_KEPT, "Content-Security-Policy": page.POLICY}
        body = page.render(document())
        return Response(status_code=200, content_type="text/html; charset=utf-8", body=body, headers=headers)

    app.get(OPENAPI, include_in_schema=False)(read_openapi_document)
    app.get(DOCS, include_in_schema=False)(read_docs_page)
    return [("GET", OPENAPI), ("GET", DOCS)]
