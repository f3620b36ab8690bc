"""Passwords that people change themselves, with the old one or with a code that Cognito mails to them."""

from botocore.exceptions import ClientError, ParamValidationError

from groundswell.domain.errors import Busy, Invalid
from groundswell.settings import settings
from groundswell.sign_in import pool

_ABOUT_ACCOUNTS = pool.REFUSED | {"LimitExceededException", "TooManyFailedAttemptsException"}
"""What Cognito says only of accounts that there are, or that there are not: nobody is told."""


def send_reset_code(email: str) -> None:
    """Cognito mails a code, if there is such an account and it may be reset; the caller never learns which."""
    try:
        pool.client().forgot_password(ClientId=settings().user_pool_client_id, Username=email)
    except ClientError as error:
        _refuse_unless(error, _ABOUT_ACCOUNTS)
    except ParamValidationError:
        return


def confirm_reset(email: str, code: str, new_password: str) -> None:
    """The password is the new one if the code is right; whoever guesses learns nothing about the account."""
    wrong = Invalid(
        "code", "The code is not right, or no longer good.", "Look at the newest mail, or ask for a new code."
    )
    try:
        pool.client().confirm_forgot_password(
            ClientId=settings().user_pool_client_id,
            Username=email,
            ConfirmationCode=code,
            Password=new_password,
        )
    except ParamValidationError as error:
        raise wrong from error
    except ClientError as error:
        if pool.code_of(error) == "InvalidPasswordException":
            with pool.translated():
                raise
        _refuse_unless(error, _ABOUT_ACCOUNTS | pool.WRONG_CODE)
        raise wrong from error


def change_password(access_token: str, old: str, new: str) -> None:
    """Invalid, naming the field, if the old one is wrong or the new one too weak."""
    try:
        with pool.translated():
            pool.client().change_password(
                AccessToken=access_token, PreviousPassword=old, ProposedPassword=new
            )
    except Exception as error:
        if _says_wrong_password(error.__cause__):
            raise Invalid("old_password", "It is not your password.", "Type it again.") from error
        raise


def _says_wrong_password(error: object) -> bool:
    """Cognito tells a wrong password from a token that has ended only by its message."""
    if not isinstance(error, ClientError) or pool.code_of(error) != "NotAuthorizedException":
        return False
    return "password" in str(error.response["Error"].get("Message", "")).lower()


def _refuse_unless(error: ClientError, harmless: frozenset[str]) -> None:
    code = pool.code_of(error)
    if code in harmless:
        return
    if code in pool.BUSY:
        raise Busy(code) from error
    raise error
