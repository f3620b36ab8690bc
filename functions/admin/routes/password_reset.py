"""A forgotten password: a code is mailed, and sets a new one."""

from typing import Annotated, ClassVar

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.request import Request
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.rate_limits import limit_sign_in
from groundswell.entrypoints.session_cookie import expired_cookie
from groundswell.entrypoints.shapes import Body, Shape
from groundswell.usecases.request_password_reset import request_password_reset
from groundswell.usecases.reset_password import reset_password
from routes.sign_in_fields import Email, Password

router = APIGatewayHttpRouter()
NEXT = (
    "If this address has an account, a code is on its way to it. Send the code with a new password to POST "
    "/v1/session/reset/confirm. Somebody who has never signed in asks an owner for a new invitation instead."
)


class ResetBody(Body):
    email: Email


class ResetShape(Shape):
    """The same for every address, whether or not it has an account."""

    next: str = NEXT


class ConfirmResetBody(Body):
    email: Email
    code: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^\S+$", examples=["654321"])]
    new_password: Password
    as_given: ClassVar = frozenset({"new_password"})


@router.post("/v1/session/reset", status_code=202)
def post_password_reset(body: ResetBody, request: Request) -> ResetShape:
    """Ask for a code by e-mail to set a new password with."""
    limit_sign_in(request.resolved_event.raw_event, body.email)
    request_password_reset(body.email)
    return ResetShape()


@router.post("/v1/session/reset/confirm", status_code=204)
def post_password_reset_confirmation(body: ConfirmResetBody, request: Request) -> Response[None]:
    """Set a new password with the code of the e-mail; every session from before is over."""
    limit_sign_in(request.resolved_event.raw_event, body.email)
    reset_password(body.email, body.code, body.new_password)
    return Response(status_code=204, cookies=[expired_cookie()])
