"""Signing in and out, for the console: tokens come out, the refresh token only as a cookie that no script can read."""

from datetime import timedelta
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.request import Request
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.session_cookie import expired_cookie, fresh_cookie, read_cookie
from groundswell.entrypoints.shapes import Body, Shape
from groundswell.usecases.answer_challenge import Challenge, SignedIn, answer_challenge
from groundswell.usecases.end_session import end_session
from groundswell.usecases.refresh_session import refresh_session
from groundswell.usecases.sign_in_member import sign_in_member

router = APIGatewayHttpRouter()
KEPT = timedelta(days=30)
Email = Annotated[
    str, Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$", examples=["ada@example.org"])
]
Password = Annotated[str, Field(min_length=1, max_length=256, examples=["correct-Horse-7-battery"])]


class SignInBody(Body):
    email: Email
    password: Password


class ChallengeBody(Body):
    """`new_password` answers NEW_PASSWORD_REQUIRED, `code` answers SOFTWARE_TOKEN_MFA and SMS_MFA."""

    email: Email
    challenge: Annotated[str, Field(max_length=64, examples=["NEW_PASSWORD_REQUIRED"])]
    session: Annotated[str, Field(max_length=4096)]
    new_password: Password | None = None
    code: Annotated[str, Field(max_length=16)] | None = None


class SessionShape(Shape):
    """Either an access token, or a challenge to answer at POST /v1/session/challenge together with `session`."""

    access_token: str | None = None
    expires_in: int | None = None
    challenge: str | None = None
    session: str | None = None


@router.post("/v1/session")
def sign_in(body: SignInBody) -> Response[SessionShape]:
    """Sign in with e-mail and password.

    A person who has a temporary password is answered with the challenge NEW_PASSWORD_REQUIRED.
    """
    return _answer(sign_in_member(body.email, body.password))


@router.post("/v1/session/challenge")
def answer_sign_in_challenge(body: ChallengeBody) -> Response[SessionShape]:
    """Answer a sign-in challenge."""
    challenge = Challenge(name=body.challenge, session=body.session)
    return _answer(answer_challenge(body.email, challenge, new_password=body.new_password, code=body.code))


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
