"""The person who is signed in: who they are, their password, their second factor, their sessions."""

from typing import ClassVar

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.request import Request
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.organization import Role
from groundswell.entrypoints.identity import CurrentCaller, CurrentToken
from groundswell.entrypoints.rate_limits import limit_sign_in
from groundswell.entrypoints.session_cookie import expired_cookie
from groundswell.entrypoints.shapes import Body, Shape
from groundswell.usecases.begin_totp import begin_totp
from groundswell.usecases.change_password import change_password
from groundswell.usecases.confirm_totp import confirm_totp
from groundswell.usecases.drop_totp import drop_totp
from groundswell.usecases.end_all_sessions import end_all_sessions
from groundswell.usecases.read_me import read_me
from routes.sign_in_fields import Code, Password

router = APIGatewayHttpRouter()


class MembershipShape(Shape):
    """Not `confirmed`: first show that the mailbox is yours, with a code from POST /v1/session/reset."""

    organization_id: str
    organization_name: str
    role: Role
    confirmed: bool


class MeShape(Shape):
    """`totp`: whether sign-in asks for a code of an authenticator."""

    user_id: str
    email: str | None
    name: str
    totp: bool
    memberships: list[MembershipShape]


class TotpShape(Shape):
    """Type `secret` into an authenticator, or show it `otpauth_uri` as a QR code."""

    secret: str
    otpauth_uri: str


class CodeBody(Body):
    code: Code


class PasswordBody(Body):
    old_password: Password
    new_password: Password
    as_given: ClassVar = frozenset({"old_password", "new_password"})


@router.get("/v1/me")
def get_me(caller: CurrentCaller, token: CurrentToken) -> MeShape:
    """Get yourself and the organizations you may work in."""
    me = read_me(token, caller.issued_at)
    memberships = [
        MembershipShape(
            organization_id=organization.organization_id,
            organization_name=organization.name,
            role=member.role,
            confirmed=member.confirmed,
        )
        for organization, member in me.memberships
    ]
    return MeShape(user_id=me.user_id, email=me.email, name=me.name, totp=me.totp, memberships=memberships)


@router.post("/v1/me/totp", status_code=201)
def post_my_totp(token: CurrentToken) -> TotpShape:
    """Get a secret for an authenticator.

    It counts once POST /v1/me/totp/confirm has been sent a code made from it; asking again makes another.
    """
    return TotpShape.of(begin_totp(token))


@router.post("/v1/me/totp/confirm", status_code=204)
def post_my_totp_confirmation(
    body: CodeBody, token: CurrentToken, caller: CurrentCaller, request: Request
) -> None:
    """Switch the second factor on, with a code from the authenticator."""
    limit_sign_in(request.resolved_event.raw_event, caller.user_id)
    confirm_totp(token, body.code)


@router.delete("/v1/me/totp", status_code=204)
def delete_my_totp(body: CodeBody, token: CurrentToken, caller: CurrentCaller, request: Request) -> None:
    """Switch the second factor off, with a last code."""
    limit_sign_in(request.resolved_event.raw_event, caller.user_id)
    drop_totp(token, body.code)


@router.put("/v1/me/password", status_code=204)
def put_my_password(body: PasswordBody, token: CurrentToken, caller: CurrentCaller, request: Request) -> None:
    """Change your password; other sessions stay until DELETE /v1/me/sessions."""
    limit_sign_in(request.resolved_event.raw_event, caller.user_id)
    change_password(token, body.old_password, body.new_password)


@router.delete("/v1/me/sessions", status_code=204)
def delete_my_sessions(caller: CurrentCaller) -> Response[None]:
    """Sign out everywhere: every session on every device is over, this one too."""
    end_all_sessions(caller.user_id)
    return Response(status_code=204, cookies=[expired_cookie()])
