"""Accounts of the user pool: made, found, given a password, removed. No mail is sent by any of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from groundswell.domain.errors import Conflict, Invalid, Unauthenticated
from groundswell.settings import settings
from groundswell.sign_in import pool

MADE_BY = "custom:organization_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`made_by` is the organization that first invited it; `pending` until its owner has chosen a password."""

    user_id: str
    email: str
    made_by: str = ""
    pending: bool = False
    totp: bool = False


def add_account(email: str, temporary_password: str, *, made_by: str = "") -> str:
    """The new account's id; Conflict if the e-mail address is taken. The caller passes the password on."""
    attributes = {"email": email, "email_verified": "true", **({MADE_BY: made_by} if made_by else {})}
    try:
        with pool.translated():
            answer = pool.client().admin_create_user(
                UserPoolId=settings().user_pool_id,
                Username=email,
                TemporaryPassword=temporary_password,
                MessageAction="SUPPRESS",
                UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
            )
    except Unauthenticated as error:
        raise Invalid("email", "It is not an e-mail address.", "Check its spelling.") from error
    except ClientError as error:
        if pool.code_of(error) != "UsernameExistsException":
            raise
        problem = "Somebody with this e-mail address has an account already."
        raise Conflict(problem, "Use that account.") from error
    return _plain(answer["User"]["Attributes"])["sub"]


def find_account(name: str) -> Account | None:
    """The account with this e-mail address or id."""
    client = pool.client()
    try:
        answer = client.admin_get_user(UserPoolId=settings().user_pool_id, Username=name)
    except client.exceptions.UserNotFoundException:
        return None
    return _account(answer)


def get_account(access_token: str) -> Account:
    """Whose token this is; Unauthenticated if Cognito no longer honours it."""
    with pool.translated():
        return _account(pool.client().get_user(AccessToken=access_token))


def _account(answer: Mapping[str, Any]) -> Account:
    attributes = _plain(answer["UserAttributes"])
    return Account(
        user_id=attributes["sub"],
        email=attributes.get("email", ""),
        made_by=attributes.get(MADE_BY, ""),
        pending=answer.get("UserStatus") == "FORCE_CHANGE_PASSWORD",
        totp="SOFTWARE_TOKEN_MFA" in (answer.get("UserMFASettingList") or ()),
    )


def _plain(attributes: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {one["Name"]: one["Value"] for one in attributes}


def set_password(name: str, password: str, *, permanent: bool) -> None:
    """A permanent password needs no change at the first sign-in; a temporary one does."""
    with pool.translated():
        pool.client().admin_set_user_password(
            UserPoolId=settings().user_pool_id, Username=name, Password=password, Permanent=permanent
        )


def remove_account(user_id: str) -> None:
    """Removing one that is gone is fine."""
    client = pool.client()
    try:
        client.admin_delete_user(UserPoolId=settings().user_pool_id, Username=user_id)
    except client.exceptions.UserNotFoundException:
        return
