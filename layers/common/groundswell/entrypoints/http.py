"""Routers and their table of permissions go in; one Lambda handler for API Gateway's HTTP API comes out.

In this order each request is admitted (identity, organization, role), noted in the audit if it changes
something, validated, run once per Idempotency-Key, and its answer put into shape. Errors of any kind
leave as RFC 9457 problems.
"""

import binascii
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import Route, Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import (
    OpenAPIRequestValidationMiddleware,
    OpenAPIResponseValidationMiddleware,
)

from groundswell.domain.errors import GroundswellError, NotFound
from groundswell.entrypoints import idempotency
from groundswell.entrypoints.audit import Asked, audited
from groundswell.entrypoints.conditions import (
    EDITS,
    as_get,
    checks_itself,
    etag_of,
    if_match_of,
    require_match,
)
from groundswell.entrypoints.documents import add_documents, describe
from groundswell.entrypoints.identity import Access, Caller, Rule, admit
from groundswell.entrypoints.plain_query import refuse_controls
from groundswell.entrypoints.problem_kinds import BadRequest, MethodNotAllowed, Problem, bad_cursor
from groundswell.entrypoints.problems import to_problem
from groundswell.entrypoints.rate_limits import limit_organization
from groundswell.observability import log_unexpected, logger

RouteKey = tuple[str, str]
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]
Next = Callable[[APIGatewayHttpResolver], Response[Any]]
_MISREAD = {TypeError, ValueError, KeyError, AttributeError}
"""What becomes of a cursor that somebody put together by hand."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
}


class UnruledRoute(Exception):
    """A route without a row in the table of permissions, or a row without a route: refused at start."""


class Api:
    """The resolver with its rules; `handler` is what Lambda calls."""

    def __init__(
        self,
        routers: Sequence[Router],
        rules: Mapping[RouteKey, Rule],
        key_required: frozenset[RouteKey],
        secret_answers: frozenset[RouteKey] = frozenset(),
    ) -> None:
        self.rules: dict[RouteKey, Rule] = dict(rules)
        self.key_required = key_required
        self.secret_answers = secret_answers
        self.app = APIGatewayHttpResolver()
        shape_answer = OpenAPIResponseValidationMiddleware(has_response_validation_error=True)
        validate = OpenAPIRequestValidationMiddleware()
        self.app.use([self._admit, self._audit, validate, self._match, self._once, shape_answer])
        self._current_tag: str | None = None
        self.app.exception_handler(Exception)(self._answer_error)
        self.app.not_found(self._not_found)
        for router in routers:
            self.app.include_router(router)
        describe(self.routes())
        self.rules |= dict.fromkeys(add_documents(self.app, self.document), Access.PUBLIC)
        self._check()

    def routes(self) -> list[Route]:
        return [*self.app._static_routes, *self.app._dynamic_routes]

    def handler(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        logger.clear_state()
        logger.append_keys(request_id=_request_id(event))
        self._current_tag = self._tag_before(event, context)
        answer = self.app.resolve(event, context)
        if int(answer["statusCode"]) == 204:
            answer["body"] = ""
        answer["headers"] = {**_HEADERS, **answer.get("headers", {})}
        logger.info("answered", extra={"status": int(answer["statusCode"])})
        return answer

    def document(self) -> dict[str, Any]:
        """The OpenAPI document; 0.3 s of imports that only who asks for it shall wait for."""
        openapi = import_module("groundswell.entrypoints.openapi")
        described = openapi.Described(
            self.app, tuple(self.routes()), self.rules, self.key_required, self.secret_answers
        )
        document: dict[str, Any] = openapi.build_document(described)
        return document

    def _check(self) -> None:
        routes = {(route.method, route.path) for route in self.routes()}
        wrong = sorted(routes ^ self.rules.keys())
        wrong += sorted((self.key_required | self.secret_answers) - routes)
        if wrong:
            raise UnruledRoute(f"no rule for the route, or no route for the rule: {wrong}")

    def _admit(self, app: APIGatewayHttpResolver, next_middleware: Next) -> Response[Any]:
        """First of all: Powertools' own validation would tell a stranger what a body has to look like."""
        route: Route = app.context["_route"]
        rule = self.rules.get((route.method, route.path))
        if rule is None or route not in self.routes():
            raise self._unknown_path(app)
        logger.append_keys(route=f"{route.method} {route.path}")
        caller = admit(rule, app.current_event.raw_event, app.context["_route_args"])
        if caller and caller.organization:
            limit_organization(caller.organization.organization_id)
        app.append_context(caller=caller)
        response = next_middleware(app)
        tag = etag_of(response.body, digest=self.is_edited(route))
        if tag and response.status_code < 300:
            response.headers["ETag"] = tag
        return response

    def _audit(self, app: APIGatewayHttpResolver, next_middleware: Next) -> Response[Any]:
        route: Route = app.context["_route"]
        caller: Caller | None = app.context["caller"]
        if caller is None:
            return next_middleware(app)
        asked = Asked(
            method=route.method, route=route.path, operation=route.func.__name__,
            path=app.context["_route_args"], caller=caller,
        )  # fmt: skip
        return audited(asked, lambda: next_middleware(app), self._problem)

    def _match(self, app: APIGatewayHttpResolver, next_middleware: Next) -> Response[Any]:
        """If-Match where the route does not compare versions itself: the thing must look as it was seen."""
        route: Route = app.context["_route"]
        refuse_controls(app.current_event.query_string_parameters)
        given = if_match_of(app.current_event.raw_event)
        if given and route.method in EDITS and not checks_itself(route.func):
            require_match(given, self._current_tag)
        return next_middleware(app)

    def _tag_before(self, event: dict[str, Any], context: Any) -> str | None:
        """What a GET of the same path answers to the same caller now, if the request depends on it."""
        get = as_get(event)
        return None if get is None else self.app.resolve(get, context).get("headers", {}).get("ETag")

    def is_edited(self, route: Route) -> bool:
        """Whether the route reads what another one of the same path changes."""
        return route.method == "GET" and any((method, route.path) in self.rules for method in EDITS)

    def _once(self, app: APIGatewayHttpResolver, next_middleware: Next) -> Response[Any]:
        route: Route = app.context["_route"]
        event = app.current_event
        key = (route.method, route.path)
        if self.rules[key] in (Access.PUBLIC, Access.SIGNED_IN) or key in self.secret_answers:
            return next_middleware(app)
        return idempotency.once(
            event.raw_event,
            method=route.method,
            path=event.path,
            required=key in self.key_required,
            run=lambda: next_middleware(app),
        )

    def _unknown_path(self, app: APIGatewayHttpResolver) -> GroundswellError:
        path = app.current_event.path
        allowed = {route.method for route in self.routes() if route.rule.match(path)}
        return MethodNotAllowed(sorted(allowed)) if allowed else NotFound("path")

    def _not_found(self, _error: NotFoundError) -> Response[Any]:
        return self._answer_error(self._unknown_path(self.app))

    def _answer_error(self, error: Exception) -> Response[Any]:
        problem = self._problem(error)
        if problem.status == 500:
            log_unexpected(error)
        return problem.response(_request_id(self.app.current_event.raw_event))

    def _problem(self, error: Exception) -> Problem:
        event = self.app.current_event
        if isinstance(error, UnicodeDecodeError | binascii.Error):  # a body that is not even text
            error = BadRequest("body", "It is not UTF-8 text.", "Send JSON in UTF-8.")
        query = event.query_string_parameters or {}
        problem = to_problem(error, if_match="if-match" in event.headers, cursor="cursor" in query)
        if problem.status == 500 and "cursor" in query and type(error) in _MISREAD:
            log_unexpected(error)
            return to_problem(bad_cursor())
        return problem


def _request_id(event: Mapping[str, Any]) -> str:
    return str((event.get("requestContext") or {}).get("requestId") or "unknown")
