"""The one client of the user pool, and Cognito's refusals in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

from groundswell.domain.errors import Busy, Conflict, GroundswellError, Invalid, Unauthenticated

REFUSED = frozenset(
    {
        "NotAuthorizedException",
        "UserNotFoundException",
        "UserNotConfirmedException",
        "ExpiredCodeException",
        "InvalidParameterException",
    }
)
BUSY = frozenset({"TooManyRequestsException", "LimitExceededException", "TooManyFailedAttemptsException"})
WRONG_CODE = frozenset({"CodeMismatchException", "EnableSoftwareTokenMFAException"})


@lru_cache
def client() -> Any:
    config = Config(retries={"mode": "standard", "max_attempts": 3}, connect_timeout=2, read_timeout=8)
    return botocore.session.get_session().create_client("cognito-idp", config=config)


def code_of(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])


@contextmanager
def translated() -> Iterator[None]:
    """Unknown person and wrong password read the same; a malformed value is as good as a wrong one."""
    try:
        yield
    except ParamValidationError as error:
        raise Unauthenticated("malformed") from error
    except ClientError as error:
        known = _known(code_of(error))
        if known is None:
            raise
        raise known from error


def wrong_code() -> Invalid:
    return Invalid("code", "The code is not right.", "Look at the newest code and try again.")


def _known(code: str) -> GroundswellError | None:
    if code in REFUSED:
        return Unauthenticated(code)
    if code in BUSY:
        return Busy(code)
    if code in WRONG_CODE:
        return wrong_code()
    if code == "InvalidPasswordException":
        remedy = "Use at least 12 characters, with upper and lower case letters and a digit."
        return Invalid("new_password", "The password is too weak.", remedy)
    if code == "PasswordResetRequiredException":
        remedy = "Ask for a code at POST /v1/session/reset and set a new one."
        return Conflict("The password has to be reset first.", remedy)
    return None
