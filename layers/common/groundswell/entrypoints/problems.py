"""What went wrong goes in; an RFC 9457 problem that says what to do about it comes out."""

from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from groundswell.domain import errors
from groundswell.entrypoints.problem_kinds import PLAIN, BadRequest, MethodNotAllowed, Problem, bad_cursor
from groundswell.entrypoints.validation import FieldError, explain
from groundswell.extensions.service_vendors.errors import VendorRefused

_UNREADABLE = "The request could not be read. See `errors` for what to change."
_INVALID = "Some of what you sent is not right. See `errors` for what to change."
_TOO_MANY_DIGITS = "Exceeds the limit ("
"""How Python refuses to read such a number; it has no error of its own for it."""
_UNEXPECTED = Problem(
    status=500, kind="unexpected", title="Something went wrong on our side",
    detail="It is on record. Try again; if it happens again, tell us the request id in `instance`.",
)  # fmt: skip


def to_problem(error: Exception, *, if_match: bool = False, cursor: bool = False) -> Problem:
    """The problem to answer with; what nobody foresaw is told without detail."""
    if isinstance(error, errors.Stale) and if_match:
        return _with(PLAIN[errors.Stale], status=412)
    if cursor and getattr(error, "cause_response_code", None) == "ValidationException":
        return to_problem(bad_cursor())  # DynamoDB says so of a start key that its query cannot have
    special = _special(error)
    if special:
        return special
    for cls in type(error).__mro__:
        if cls in PLAIN:
            return PLAIN[cls]
    return _UNEXPECTED


def _special(error: Exception) -> Problem | None:
    """Problems that carry words of their own."""
    if isinstance(error, RequestValidationError):
        return _unvalid(error)
    if isinstance(error, RecursionError):
        return to_problem(BadRequest("body", "It is nested too deeply.", "Send it with fewer levels."))
    if type(error) is ValueError and str(error).startswith(_TOO_MANY_DIGITS):
        return to_problem(BadRequest("body", "A number in it has too many digits.", "Send a shorter one."))
    if isinstance(error, errors.Conflict):
        return Problem(
            status=409, kind="conflict", title="Not possible now", detail=str(error), errors=_missing(error)
        )
    if isinstance(error, errors.Invalid):
        found: list[errors.Invalid | errors.Problem] = [error, *error.more]
        wrong = [FieldError(field=one.field, problem=one.problem, remedy=one.remedy) for one in found]
        return Problem(
            status=422, kind="invalid", title="Please correct this", detail=str(error), errors=wrong
        )
    if isinstance(error, BadRequest):
        return Problem(
            status=400, kind="unreadable", title="Cannot be read", detail=_UNREADABLE, errors=[error.error]
        )
    if isinstance(error, MethodNotAllowed):
        detail = f"This path takes {error.allowed}."
        headers = {"Allow": error.allowed}
        return Problem(status=405, kind="method", title="Not this method", detail=detail, headers=headers)
    if isinstance(error, errors.TooMany):
        detail = (
            f"These are more requests than are allowed. Wait {error.seconds} seconds, then send it again."
        )
        headers = {"Retry-After": str(error.seconds)}
        return Problem(status=429, kind="busy", title="Too much at once", detail=detail, headers=headers)
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
    found = {one.kind: one for one in (unreadable, invalid, method, _UNEXPECTED, *PLAIN.values(), conflict)}
    return sorted(found.values(), key=lambda one: (one.status, one.kind))


def _unvalid(error: RequestValidationError) -> Problem:
    raw = list(error.errors())
    if any(one["loc"] and one["loc"][0] == "path" for one in raw):
        return PLAIN[errors.NotFound]
    listed = explain(raw)
    if any(one["type"] == "json_invalid" for one in raw):
        return Problem(
            status=400, kind="unreadable", title="Cannot be read", detail=_UNREADABLE, errors=listed
        )
    return Problem(status=422, kind="invalid", title="Please correct this", detail=_INVALID, errors=listed)


def _with(problem: Problem, *, status: int) -> Problem:
    return Problem(status=status, kind=problem.kind, title=problem.title, detail=problem.detail)
