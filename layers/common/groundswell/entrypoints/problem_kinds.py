"""The kinds of problems the API answers with, and which error of ours each stands for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestUnsupportedContentType

from groundswell.domain import errors
from groundswell.entrypoints.validation import FieldError
from groundswell.extensions.service_vendors.errors import VendorError

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
        """The answer as application/problem+json; `request_id` names the request in `instance`."""
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


def bad_cursor() -> BadRequest:
    return BadRequest("cursor", "This is not a cursor of this list.", "Start again without cursor.")


class KeyReused(errors.GroundswellError):
    """An Idempotency-Key that came with another body before."""


class StillRunning(errors.GroundswellError):
    """The first request with this Idempotency-Key has not ended yet."""


class MethodNotAllowed(errors.GroundswellError):
    """The path exists, but not with this method."""

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__()
        self.allowed = ", ".join(sorted(allowed))


PLAIN: dict[type[Exception], Problem] = {
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
    errors.SessionEnded: Problem(
        status=401, kind="session-ended", title="Signed out",
        detail="All sessions from before were ended. Sign in again at POST /v1/session.",
        headers={"WWW-Authenticate": "Bearer"},
    ),
    errors.ClientExpired: Problem(
        status=401, kind="client-expired", title="The API client has expired",
        detail="Ask an owner of the organization to create a new API client.",
        headers={"WWW-Authenticate": "Bearer"},
    ),
    errors.Unconfirmed: Problem(
        status=403, kind="confirm-mailbox", title="Confirm your e-mail address first",
        detail="Your account is older than this membership. Show that the mailbox is yours: ask for a code at POST "
        "/v1/session/reset, set a password at POST /v1/session/reset/confirm, then sign in with it.",
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
