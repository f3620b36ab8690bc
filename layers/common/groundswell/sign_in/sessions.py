"""Sessions: a password, a challenge's answer or a refresh token goes in, tokens or the next challenge come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from groundswell.domain.errors import Unauthenticated
from groundswell.settings import settings
from groundswell.sign_in import pool


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


def sign_in(name: str, password: str) -> SignedIn | Challenge:
    """`name` is an e-mail address or the id of an account."""
    with pool.translated():
        answer = pool.client().initiate_auth(
            ClientId=settings().user_pool_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": name, "PASSWORD": password},
        )
    return _read(answer)


def answer_challenge(email: str, challenge: Challenge, answers: Mapping[str, str]) -> SignedIn | Challenge:
    """`answers` in Cognito's words, for example {"NEW_PASSWORD": …}."""
    with pool.translated():
        answer = pool.client().respond_to_auth_challenge(
            ClientId=settings().user_pool_client_id,
            ChallengeName=challenge.name,
            Session=challenge.session,
            ChallengeResponses={"USERNAME": email, **answers},
        )
    return _read(answer)


def refresh(refresh_token: str) -> SignedIn:
    """A new access token; Unauthenticated if the refresh token is no longer good."""
    with pool.translated():
        answer = pool.client().initiate_auth(
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
        pool.client().revoke_token(Token=refresh_token, ClientId=settings().user_pool_client_id)
    except ClientError as error:
        if pool.code_of(error) not in {"UnauthorizedException", *pool.REFUSED}:
            raise


def sign_out_everywhere(user_id: str) -> None:
    """End every session of the account; doing it for an account that is gone is fine."""
    client = pool.client()
    try:
        client.admin_user_global_sign_out(UserPoolId=settings().user_pool_id, Username=user_id)
    except client.exceptions.UserNotFoundException:
        return
