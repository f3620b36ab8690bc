"""The API's routes and rules go in; its OpenAPI 3.1 document comes out."""

import inspect
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Route

from groundswell.domain.organization import Role
from groundswell.entrypoints.conditions import EDITS, checks_itself
from groundswell.entrypoints.identity import Access, Rule
from groundswell.entrypoints.paging import DEFAULT_LIMIT, MAX_LIMIT, Paging
from groundswell.entrypoints.problem_kinds import MEDIA_TYPE

TITLE = "Groundswell admin API"
VERSION = "1.0.0"
DESCRIPTION = """\
Run text-message campaigns: load contacts, buy numbers, start a campaign, send, and follow what happens.

Sign in at POST /v1/session and send `Authorization: Bearer <access_token>`. Phones are E.164, times are UTC.
Errors are problem+json (RFC 9457) and say what to do. Lists take `limit` and `cursor`. Every POST of an
organization takes an `Idempotency-Key`; where it sends texts or spends money it is required."""
_TEXT = {"type": "string"}
_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "title": "Problem",
        "required": ["type", "title", "status", "detail", "instance", "errors"],
        "properties": {
            "type": {**_TEXT, "format": "uri-reference"},
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": {**_TEXT, "description": "What is wrong and what to do"},
            "instance": {**_TEXT, "description": "Names the request; tell it to whoever helps you"},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
        },
        "examples": [
            {
                "type": "/v1/docs#problem-invalid",
                "title": "Please correct this",
                "status": 422,
                "detail": "Some of what you sent is not right. See `errors` for what to change.",
                "instance": "urn:groundswell:request:JKJaXmPLvHcESHA",
                "errors": [{"field": "name", "problem": "It is missing.", "remedy": "Send it."}],
            }
        ],
    },
    "FieldError": {
        "type": "object",
        "title": "FieldError",
        "required": ["field", "problem", "remedy"],
        "properties": {"field": _TEXT, "problem": _TEXT, "remedy": _TEXT},
    },
}
_ERRORS = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Your role does not allow this",
    404: "There is no such thing in this organization",
    409: "Its present state does not allow this",
    412: "It changed meanwhile (If-Match)",
    415: "The body is not JSON",
    422: "Something in the request has to be corrected",
    429: "Too much at once",
    503: "The carrier did not answer",
}
_PAGING = [
    {
        "name": "limit",
        "in": "query",
        "description": "How many entries a page may have",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    },
    {"name": "cursor", "in": "query", "description": "`next_cursor` of the page before", "schema": _TEXT},
]
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that you saw; the change is refused if it is no longer the newest",
    "schema": _TEXT,
}
_RETRY_AFTER = {"description": "Seconds to wait before the same request", "schema": {"type": "integer"}}
_ETAG = {"description": "Send it back as If-Match to change only what you saw", "schema": _TEXT}


@dataclass(frozen=True, slots=True)
class Described:
    """What the document is made of: the resolver, its routes, who may call them, and which need an Idempotency-Key."""

    app: APIGatewayHttpResolver
    routes: tuple[Route, ...]
    rules: Mapping[tuple[str, str], Rule]
    key_required: frozenset[tuple[str, str]]
    secret_answers: frozenset[tuple[str, str]] = frozenset()


def build_document(api: Described) -> dict[str, Any]:
    """Powertools' document, with what it cannot know: who may call, which errors, paging and Idempotency-Keys."""
    document: dict[str, Any] = json.loads(
        api.app.get_openapi_json_schema(title=TITLE, version=VERSION, description=DESCRIPTION)
    )
    document["openapi"] = "3.1.0"
    document["servers"] = [{"url": "/"}]
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("ValidationError", "HTTPValidationError", "ResponseValidationError"):
        schemas.pop(unused, None)
    schemas |= _SCHEMAS
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    tags: dict[str, str] = {}
    for route, operation in _operations(api, document):
        _complete(api, route, operation)
        tags.setdefault(operation["tags"][0], (inspect.getmodule(route.func).__doc__ or "").strip())
    document["tags"] = [{"name": name, "description": text} for name, text in tags.items()]
    return document


def _operations(api: Described, document: dict[str, Any]) -> Iterator[tuple[Route, dict[str, Any]]]:
    for route in api.routes:
        if route.include_in_schema:
            yield route, document["paths"][route.openapi_path][route.method.lower()]


def _complete(api: Described, route: Route, operation: dict[str, Any]) -> None:
    key = (route.method, route.path)
    rule = api.rules[key]
    operation.pop("deprecated", None)
    parameters = [one for one in operation.get("parameters", []) if one["name"] not in ("limit", "cursor")]
    if _asks_for(route, Paging):
        parameters += _PAGING
    if route.method == "POST" and isinstance(rule, Role) and key not in api.secret_answers:
        parameters.append(_key_parameter(required=key in api.key_required))
    if parameters:
        operation["parameters"] = parameters
    if route.method in EDITS and rule is not Access.PUBLIC and not checks_itself(route.func):
        operation.setdefault("parameters", []).append(_IF_MATCH)
    operation["security"] = [] if rule is Access.PUBLIC else [{"token": []}]
    if isinstance(rule, Role):
        operation["description"] += (
            f"\n\nNeeds the role {rule}{'' if rule is Role.OWNER else ' or a higher one'}."
        )
        operation["x-role"] = str(rule)
    _answers(route, operation, rule is Access.PUBLIC)
    if route.method == "GET" and any((method, route.path) in api.rules for method in EDITS):
        operation["responses"]["200"]["headers"] = {"ETag": _ETAG}


def _asks_for(route: Route, kind: type) -> bool:
    hints = inspect.get_annotations(route.func)
    return any(getattr(hint, "__origin__", None) is kind for hint in hints.values())


def _key_parameter(*, required: bool) -> dict[str, Any]:
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": required,
        "description": "A new random value for each request; the same again repeats it safely for 24 hours",
        "schema": {**_TEXT, "minLength": 1, "maxLength": 255},
        "example": "5f0c2f0e-9a53-4a0b-8d6c-6a1f0d6f0f3a",
    }


def _answers(route: Route, operation: dict[str, Any], public: bool) -> None:
    answers = {str(code): answer for code, answer in operation["responses"].items() if str(code) != "422"}
    if str(route.status_code) not in answers and "200" in answers:
        answers[str(route.status_code)] = answers.pop("200")
    if route.status_code == 204:
        answers = {"204": {"description": "Done"}}
    codes = set(_ERRORS) - ({403, 404} if public else set())
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for code in sorted(codes):
        if (code == 415 and "requestBody" not in operation) or (code == 412 and route.method not in EDITS):
            continue
        answers[str(code)] = {"description": _ERRORS[code], "content": content}
        if code in (429, 503):
            answers[str(code)]["headers"] = {"Retry-After": _RETRY_AFTER}
    answers["default"] = {"description": "Something went wrong on our side", "content": content}
    operation["responses"] = answers
