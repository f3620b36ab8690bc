"""People who sign in, kept by Cognito: e-mail and password go in, tokens or a challenge come out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from groundswell.domain.errors import Busy, Conflict, Invalid, Unauthenticated
from groundswell.settings import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The refresh token is missing where an old one stays in force."""

    access_token: str
    expires_in: int
    refresh_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """One more thing that is asked for, such as a new password; `session` goes back with the answer."""

    name: str
    session: str


_REFUSED = {
    "NotAuthorizedException",
    "UserNotFoundException",
    "UserNotConfirmedException",
    "ExpiredCodeException",
}
_BUSY = {"TooManyRequestsException", "LimitExceededException", "TooManyFailedAttemptsException"}


@lru_cache
def _client() -> Any:
    config = Config(retries={"mode": "standard", "max_attempts": 3}, connect_timeout=2, read_timeout=8)
    return botocore.session.get_session().create_client("cognito-idp", config=config)


@contextmanager
def _translated() -> Iterator[None]:
    """Cognito's refusals in our words; unknown person and wrong password read the same."""
    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _REFUSED:
            raise Unauthenticated(code) from error
        if code in _BUSY:
            raise Busy(code) from error
        if code == "InvalidPasswordException":
            remedy = "Use at least 12 characters, with upper and lower case letters and a digit."
            raise Invalid("new_password", "The password is too weak.", remedy) from error
        if code == "CodeMismatchException":
            raise Invalid(
                "code", "The code is not right.", "Look at the newest code and try again."
            ) from error
        if code == "PasswordResetRequiredException":
            raise Conflict("The password has to be reset first.", "Ask an owner for a new one.") from error
        raise


def sign_in(email: str, password: str) -> SignedIn | Challenge:
    with _translated():
        answer = _client().initiate_auth(
            ClientId=settings().user_pool_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
    return _read(answer)


def answer_challenge(email: str, challenge: Challenge, answers: Mapping[str, str]) -> SignedIn | Challenge:
    """`answers` in Cognito's words, for example {"NEW_PASSWORD": …}."""
    with _translated():
        answer = _client().respond_to_auth_challenge(
            ClientId=settings().user_pool_client_id,
            ChallengeName=challenge.name,
            Session=challenge.session,
            ChallengeResponses={"USERNAME": email, **answers},
        )
    return _read(answer)


def refresh(refresh_token: str) -> SignedIn:
    with _translated():
        answer = _client().initiate_auth(
            ClientId=settings().user_pool_client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": refresh_token},
        )
    read = _read(answer)
    if isinstance(read, Challenge):
        raise Unauthenticated(read.name)
    return read


def _read(answer: Mapping[str, Any]) -> SignedIn | Challenge:
    if answer.get("ChallengeName"):
        return Challenge(name=answer["ChallengeName"], session=answer.get("Session", ""))
    tokens = answer["AuthenticationResult"]
    return SignedIn(
        access_token=tokens["AccessToken"],
        expires_in=int(tokens.get("ExpiresIn", 3600)),
        refresh_token=tokens.get("RefreshToken"),
    )


def sign_out(refresh_token: str) -> None:
    """End this session: the refresh token, and the access tokens made with it, are no longer good."""
    try:
        _client().revoke_token(Token=refresh_token, ClientId=settings().user_pool_client_id)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {
            "UnauthorizedException",
            "InvalidParameterException",
            *_REFUSED,
        }:
            raise


def add_user(email: str, temporary_password: str) -> str:
    """The new user's id; Conflict if the e-mail is taken. No mail is sent: the caller passes the password on."""
    client = _client()
    try:
        with _translated():
            answer = client.admin_create_user(
                UserPoolId=settings().user_pool_id,
                Username=email,
                TemporaryPassword=temporary_password,
                MessageAction="SUPPRESS",
                UserAttributes=[
                    {"Name": "email", "Value": email},
                    {"Name": "email_verified", "Value": "true"},
                ],
            )
    except client.exceptions.UsernameExistsException as error:
        raise Conflict("Somebody with this e-mail address has an account already.", "Use that account.") from error
    return _subject(answer["User"]["Attributes"])


def find_user(email: str) -> str | None:
    """The id of the user with this e-mail address."""
    client = _client()
    try:
        answer = client.admin_get_user(UserPoolId=settings().user_pool_id, Username=email)
    except client.exceptions.UserNotFoundException:
        return None
    return _subject(answer["UserAttributes"])


def _subject(attributes: list[dict[str, str]]) -> str:
    return next(one["Value"] for one in attributes if one["Name"] == "sub")


def set_password(email: str, password: str, *, permanent: bool) -> None:
    """A permanent password needs no change at the first sign-in; a temporary one does."""
    with _translated():
        _client().admin_set_user_password(
            UserPoolId=settings().user_pool_id, Username=email, Password=password, Permanent=permanent
        )
