"""What went wrong goes in; an RFC 9457 problem that says what to do about it comes out."""

import json
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from groundswell.domain import errors
from groundswell.entrypoints.validation import FieldError, explain
from groundswell.extensions.service_vendors.base import VendorError, VendorRefused
from groundswell.observability import logger

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`kind` names the sort of problem; it ends the type's address and has a paragraph on the docs page."""

    status: int
    kind: str
    title: str
    detail: str
    errors: Sequence[FieldError] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def response(self, request_id: str) -> Response[str]:
        body = {
            "type": f"/v1/docs#problem-{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": f"urn:groundswell:request:{request_id}",
            "errors": list(self.errors),
        }
        headers = dict(self.headers)
        return Response(
            status_code=self.status, content_type=MEDIA_TYPE, body=json.dumps(body), headers=headers
        )


class BadRequest(errors.GroundswellError):
    """A request that cannot be read: a header or parameter of a shape that no valid request has."""

    def __init__(self, field_name: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.error = FieldError(field=field_name, problem=problem, remedy=remedy)


class KeyReused(errors.GroundswellError):
    """An Idempotency-Key that came with another body before."""


class StillRunning(errors.GroundswellError):
    """The first request with this Idempotency-Key has not ended yet."""


class MethodNotAllowed(errors.GroundswellError):
    """The path exists, but not with this method."""

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__()
        self.allowed = ", ".join(sorted(allowed))


_PLAIN: dict[type[Exception], Problem] = {
    errors.NotFound: Problem(
        status=404, kind="not-found", title="Not found",
        detail="There is no such thing, or it belongs to an organization that is not yours. Check the ids in the path.",
    ),
    errors.Stale: Problem(
        status=409, kind="changed-meanwhile", title="Changed meanwhile",
        detail="Somebody else changed this first. Load it again, and repeat your change if you still want it.",
    ),
    errors.IllegalTransition: Problem(
        status=409, kind="conflict", title="Not possible now",
        detail="Its present state does not allow this. Load it again to see how it stands.",
    ),
    errors.Forbidden: Problem(
        status=403, kind="forbidden", title="Not allowed",
        detail="Your role in this organization does not allow this. Ask an owner to do it, or to give you the role.",
    ),
    errors.Unauthenticated: Problem(
        status=401, kind="sign-in", title="Sign in first",
        detail="Send an access token as `Authorization: Bearer <token>`; POST /v1/session gives you one.",
        headers={"WWW-Authenticate": "Bearer"},
    ),
    errors.Busy: Problem(
        status=429, kind="busy", title="Too much at once",
        detail="Wait a little and send the same request again.", headers={"Retry-After": "5"},
    ),
    KeyReused: Problem(
        status=422, kind="key-reused", title="Idempotency-Key was used before",
        detail="This Idempotency-Key came with another body in the last 24 hours. Make a new key for a new request.",
    ),
    StillRunning: Problem(
        status=409, kind="still-running", title="Still running",
        detail="The first request with this Idempotency-Key has not ended. Send the same request again in a moment.",
        headers={"Retry-After": "2"},
    ),
    VendorError: Problem(
        status=503, kind="carrier", title="The carrier did not answer",
        detail="The carrier could not be reached or was too busy. Nothing is lost; try again in a minute.",
        headers={"Retry-After": "30"},
    ),
    RequestUnsupportedContentType: Problem(
        status=415, kind="media-type", title="Not JSON",
        detail="Send the body as JSON, with the header `Content-Type: application/json`.",
    ),
}  # fmt: skip
_UNREADABLE = "The request could not be read. See `errors` for what to change."
_INVALID = "Some of what you sent is not right. See `errors` for what to change."
_UNEXPECTED = Problem(
    status=500, kind="unexpected", title="Something went wrong on our side",
    detail="It is on record. Try again; if it happens again, tell us the request id in `instance`.",
)  # fmt: skip


def to_problem(error: Exception, *, if_match: bool = False, cursor: bool = False) -> Problem:
    """The problem to answer with; what nobody foresaw is logged (without its text) and told without detail."""
    if isinstance(error, errors.Stale) and if_match:
        return _with(_PLAIN[errors.Stale], status=412)
    if cursor and getattr(error, "cause_response_code", None) == "ValidationException":
        return to_problem(bad_cursor())  # DynamoDB says so of a start key that its query cannot have
    special = _special(error)
    if special:
        return special
    for cls in type(error).__mro__:
        if cls in _PLAIN:
            return _PLAIN[cls]
    log_unexpected(error)
    return _UNEXPECTED


def _special(error: Exception) -> Problem | None:
    """Problems that carry words of their own."""
    if isinstance(error, RequestValidationError):
        return _unvalid(error)
    if isinstance(error, errors.Conflict):
        return Problem(
            status=409, kind="conflict", title="Not possible now", detail=str(error), errors=_missing(error)
        )
    if isinstance(error, errors.Invalid):
        wrong = FieldError(field=error.field, problem=error.problem, remedy=error.remedy)
        return Problem(
            status=422, kind="invalid", title="Please correct this", detail=str(error), errors=[wrong]
        )
    if isinstance(error, BadRequest):
        return Problem(
            status=400, kind="unreadable", title="Cannot be read", detail=_UNREADABLE, errors=[error.error]
        )
    if isinstance(error, MethodNotAllowed):
        detail = f"This path takes {error.allowed}."
        headers = {"Allow": error.allowed}
        return Problem(status=405, kind="method", title="Not this method", detail=detail, headers=headers)
    if isinstance(error, VendorRefused):
        detail = f"The carrier refused this (its code {error.code}). Look the code up with the carrier, then try again."
        return Problem(status=409, kind="conflict", title="The carrier refused this", detail=detail)
    return None


def _missing(error: errors.Conflict) -> list[FieldError]:
    problems = error.problems if isinstance(error, errors.NotReady) else ()
    return [FieldError(field=one.field, problem=one.problem, remedy=one.remedy) for one in problems]


def kinds() -> list[Problem]:
    """One problem of each kind, for the documentation."""
    unreadable = Problem(status=400, kind="unreadable", title="Cannot be read", detail=_UNREADABLE)
    invalid = Problem(status=422, kind="invalid", title="Please correct this", detail=_INVALID)
    method = Problem(
        status=405, kind="method", title="Not this method", detail="The `Allow` header lists the methods."
    )
    conflict = Problem(
        status=409, kind="conflict", title="Not possible now", detail="`detail` says what to do first."
    )
    found = {one.kind: one for one in (unreadable, invalid, method, _UNEXPECTED, *_PLAIN.values(), conflict)}
    return sorted(found.values(), key=lambda one: (one.status, one.kind))


def bad_cursor() -> BadRequest:
    return BadRequest("cursor", "This is not a cursor of this list.", "Start again without cursor.")


def _unvalid(error: RequestValidationError) -> Problem:
    raw = list(error.errors())
    if any(one["loc"] and one["loc"][0] == "path" for one in raw):
        return _PLAIN[errors.NotFound]
    listed = [explain(one) for one in raw]
    if any(one["type"] == "json_invalid" for one in raw):
        return Problem(
            status=400, kind="unreadable", title="Cannot be read", detail=_UNREADABLE, errors=listed
        )
    return Problem(status=422, kind="invalid", title="Please correct this", detail=_INVALID, errors=listed)


def _with(problem: Problem, *, status: int) -> Problem:
    return Problem(status=status, kind=problem.kind, title=problem.title, detail=problem.detail)


def log_unexpected(error: Exception) -> None:
    """The type and the way there: an error's text might carry somebody's number or words."""
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)[-8:]]
    logger.error("unexpected error", extra={"error": type(error).__name__, "frames": frames})
