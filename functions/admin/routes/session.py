"""Signing in and out: tokens come out, a console's refresh token only as a cookie that no script can read."""

from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.request import Request
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BeforeValidator, Field

from groundswell.entrypoints.client_credentials import read_credentials
from groundswell.entrypoints.rate_limits import limit_sign_in
from groundswell.entrypoints.session_cookie import expired_cookie, fresh_cookie, read_cookie
from groundswell.entrypoints.shapes import Body, Shape
from groundswell.usecases.answer_challenge import Challenge, SignedIn, answer_challenge
from groundswell.usecases.end_session import end_session
from groundswell.usecases.issue_client_token import issue_client_token
from groundswell.usecases.refresh_session import refresh_session
from groundswell.usecases.sign_in_member import sign_in_member
from routes.sign_in_fields import Code, Email, Password

router = APIGatewayHttpRouter()
KEPT = timedelta(days=30)


def _only(given: Any) -> Any:
    """A form's field comes as a list."""
    return given[0] if isinstance(given, list) and len(given) == 1 else given


class SignInBody(Body):
    email: Email
    password: Password
    as_given: ClassVar = frozenset({"password"})


class ChallengeBody(Body):
    """`new_password` answers NEW_PASSWORD_REQUIRED, `code` answers SOFTWARE_TOKEN_MFA and SMS_MFA."""

    email: Email
    challenge: Annotated[str, Field(max_length=64, examples=["NEW_PASSWORD_REQUIRED"])]
    session: Annotated[str, Field(max_length=4096)]
    new_password: Password | None = None
    as_given: ClassVar = frozenset({"new_password"})
    code: Code | None = None


class SessionShape(Shape):
    """Either an access token, or a challenge to answer at POST /v1/session/challenge together with `session`."""

    access_token: str | None = None
    expires_in: int | None = None
    challenge: str | None = None
    session: str | None = None


class TokenBody(Body):
    """`client_id` and `client_secret` may be left out if they come in an Authorization header of the Basic kind."""

    grant_type: Annotated[Literal["client_credentials"], BeforeValidator(_only)]
    client_id: Annotated[Annotated[str, Field(max_length=64)] | None, BeforeValidator(_only)] = None
    client_secret: Annotated[Annotated[str, Field(max_length=256)] | None, BeforeValidator(_only)] = None


class TokenShape(Shape):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a kind, no secret
    expires_in: Annotated[int, Field(description="Seconds; ask for the next token a little earlier.")]


@router.post("/v1/session")
def sign_in(body: SignInBody, request: Request) -> Response[SessionShape]:
    """Sign in with e-mail and password.

    A person who has a temporary password is answered with the challenge NEW_PASSWORD_REQUIRED, one with a
    second factor with SOFTWARE_TOKEN_MFA.
    """
    limit_sign_in(request.resolved_event.raw_event, body.email)
    return _answer(sign_in_member(body.email, body.password))


@router.post("/v1/session/challenge")
def answer_sign_in_challenge(body: ChallengeBody, request: Request) -> Response[SessionShape]:
    """Answer a sign-in challenge."""
    limit_sign_in(request.resolved_event.raw_event, body.email)
    challenge = Challenge(name=body.challenge, session=body.session)
    return _answer(answer_challenge(body.email, challenge, new_password=body.new_password, code=body.code))


@router.post("/v1/session/token")
def issue_token(body: TokenBody, request: Request) -> TokenShape:
    """Get an access token as an API client (OAuth 2.0 client credentials).

    Takes JSON or a form, as OAuth libraries send it.
    """
    event = request.resolved_event
    client_id, secret = read_credentials(event.headers, body.client_id, body.client_secret)
    limit_sign_in(event.raw_event, client_id)
    return TokenShape.of(issue_client_token(client_id, secret))


@router.post("/v1/session/refresh")
def refresh_access_token(request: Request) -> Response[SessionShape]:
    """Get a new access token for the session in the cookie."""
    return _answer(refresh_session(read_cookie(request.resolved_event)))


@router.delete("/v1/session", status_code=204)
def sign_out(request: Request) -> Response[None]:
    """Sign out; the session in the cookie is good for nothing afterwards."""
    end_session(read_cookie(request.resolved_event))
    return Response(status_code=204, cookies=[expired_cookie()])


def _answer(outcome: SignedIn | Challenge) -> Response[SessionShape]:
    if isinstance(outcome, Challenge):
        shape = SessionShape(challenge=outcome.name, session=outcome.session)
        return Response(status_code=200, content_type="application/json", body=shape)
    shape = SessionShape(access_token=outcome.access_token, expires_in=outcome.expires_in)
    cookies = [fresh_cookie(outcome.refresh_token, KEPT)] if outcome.refresh_token else []
    return Response(status_code=200, content_type="application/json", body=shape, cookies=cookies)
