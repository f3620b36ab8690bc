"""A user pool in memory that answers as Cognito does, as far as sign_in asks it.

moto's pool can neither revoke tokens nor hide who has an account, so it would not do.
"""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar
from uuid import uuid4

import botocore.session
from botocore.exceptions import ClientError
from botocore.validate import validate_parameters

from tests.support.totp import is_totp

RESET_CODE = "654321"


class UsernameExistsException(ClientError): ...


class UserNotFoundException(ClientError): ...


@dataclass
class User:
    email: str
    password: str
    temporary: bool = True
    sub: str = field(default_factory=lambda: str(uuid4()))
    attributes: dict[str, str] = field(default_factory=dict)
    reset_code: str | None = None
    totp_secret: str | None = None
    totp_on: bool = False


class exceptions:  # named as botocore names it
    UsernameExistsException = UsernameExistsException
    UserNotFoundException = UserNotFoundException


class FakeCognito:
    """PreventUserExistenceErrors is on, as in the template: an unknown person reads like a wrong password.

    Every call is held against botocore's own model of the service, so that no name or length is made up.
    """

    exceptions: ClassVar[Any] = exceptions

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.sessions: dict[str, str] = {}
        self.refresh_tokens: dict[str, str] = {}
        self.access_tokens: dict[str, str] = {}
        self.mailed: list[str] = []
        self.signed_out: list[str] = []
        self.busy = False

    def __getattribute__(self, name: str) -> Any:
        value = object.__getattribute__(self, name)
        return _checked(name, value) if name in _operations() else value

    def initiate_auth(self, ClientId: str, AuthFlow: str, AuthParameters: dict[str, str]) -> dict[str, Any]:
        if self.busy:
            raise _error("TooManyRequestsException")
        if AuthFlow == "REFRESH_TOKEN_AUTH":
            owner = self.refresh_tokens.get(AuthParameters["REFRESH_TOKEN"])
            if owner is None:
                raise _error("NotAuthorizedException")
            return {"AuthenticationResult": {"AccessToken": self._access(owner), "ExpiresIn": 3600}}
        user = self._find(AuthParameters["USERNAME"])
        if user is None or user.password != AuthParameters["PASSWORD"]:
            raise _error("NotAuthorizedException")
        if user.temporary:
            return self._challenge("NEW_PASSWORD_REQUIRED", user)
        if user.totp_on:
            return self._challenge("SOFTWARE_TOKEN_MFA", user)
        return self._tokens(user)

    def respond_to_auth_challenge(
        self, ClientId: str, ChallengeName: str, Session: str, ChallengeResponses: dict[str, str]
    ) -> dict[str, Any]:
        if self.sessions.get(Session) != f"{ChallengeName} {ChallengeResponses['USERNAME']}":
            raise _error("NotAuthorizedException")
        user = self.users[ChallengeResponses["USERNAME"]]
        if ChallengeName == "SOFTWARE_TOKEN_MFA":
            if not is_totp(str(user.totp_secret), ChallengeResponses["SOFTWARE_TOKEN_MFA_CODE"]):
                raise _error("CodeMismatchException")
        else:
            _check(ChallengeResponses["NEW_PASSWORD"])
            user.password, user.temporary = ChallengeResponses["NEW_PASSWORD"], False
        del self.sessions[Session]
        return self._tokens(user)

    def _challenge(self, name: str, user: User) -> dict[str, Any]:
        session = f"session-{uuid4()}"
        self.sessions[session] = f"{name} {user.email}"
        return {"ChallengeName": name, "Session": session, "ChallengeParameters": {}}

    def _tokens(self, user: User) -> dict[str, Any]:
        refresh = f"refresh-{uuid4()}"
        self.refresh_tokens[refresh] = user.email
        tokens = {"AccessToken": self._access(user.email), "RefreshToken": refresh, "ExpiresIn": 3600}
        return {"AuthenticationResult": tokens}

    def _access(self, email: str) -> str:
        token = f"access-{uuid4()}"
        self.access_tokens[token] = email
        return token

    def token_of(self, email: str) -> str:
        """As if they had signed in."""
        return self._access(email)

    def revoke_token(self, Token: str, ClientId: str) -> None:
        if self.refresh_tokens.pop(Token, None) is None:
            raise _error("InvalidParameterException")

    def forgot_password(self, ClientId: str, Username: str) -> None:
        user = self._find(Username)
        if user is not None and user.temporary:
            raise _error("NotAuthorizedException")
        if user is not None:
            user.reset_code = RESET_CODE
            self.mailed.append(user.email)

    def confirm_forgot_password(
        self, ClientId: str, Username: str, ConfirmationCode: str, Password: str
    ) -> None:
        user = self._find(Username)
        if user is None:
            raise _error("CodeMismatchException")
        if user.reset_code is None:
            raise _error("ExpiredCodeException")
        if user.reset_code != ConfirmationCode:
            raise _error("CodeMismatchException")
        _check(Password)
        user.password, user.reset_code = Password, None

    def change_password(self, AccessToken: str, PreviousPassword: str, ProposedPassword: str) -> None:
        user = self._holder(AccessToken)
        if user.password != PreviousPassword:
            raise _error("NotAuthorizedException", message="Incorrect username or password.")
        _check(ProposedPassword)
        user.password = ProposedPassword

    def get_user(self, AccessToken: str) -> dict[str, Any]:
        return self._described(self._holder(AccessToken))

    def associate_software_token(self, AccessToken: str) -> dict[str, Any]:
        user = self._holder(AccessToken)
        user.totp_secret = base64.b32encode(secrets.token_bytes(20)).decode()
        user.totp_on = False
        return {"SecretCode": user.totp_secret}

    def verify_software_token(self, AccessToken: str, UserCode: str) -> dict[str, Any]:
        user = self._holder(AccessToken)
        if user.totp_secret is None or not is_totp(user.totp_secret, UserCode):
            raise _error("EnableSoftwareTokenMFAException")
        return {"Status": "SUCCESS"}

    def set_user_mfa_preference(self, AccessToken: str, SoftwareTokenMfaSettings: dict[str, bool]) -> None:
        self._holder(AccessToken).totp_on = SoftwareTokenMfaSettings["Enabled"]

    def admin_create_user(
        self, UserPoolId: str, Username: str, TemporaryPassword: str, MessageAction: str,
        UserAttributes: list[dict[str, str]],
    ) -> dict[str, Any]:  # fmt: skip
        if Username in self.users:
            raise _error("UsernameExistsException", UsernameExistsException)
        _check(TemporaryPassword)
        given = {one["Name"]: one["Value"] for one in UserAttributes}
        user = self.users[Username] = User(Username, TemporaryPassword, attributes=given)
        return {"User": {"Attributes": _attributes(user)}}

    def admin_get_user(self, UserPoolId: str, Username: str) -> dict[str, Any]:
        user = self._known(Username)
        status = "FORCE_CHANGE_PASSWORD" if user.temporary else "CONFIRMED"
        return {**self._described(user), "UserStatus": status}

    def _described(self, user: User) -> dict[str, Any]:
        enabled = ["SOFTWARE_TOKEN_MFA"] if user.totp_on else []
        return {"Username": user.sub, "UserAttributes": _attributes(user), "UserMFASettingList": enabled}

    def admin_set_user_password(self, UserPoolId: str, Username: str, Password: str, Permanent: bool) -> None:
        _check(Password)
        user = self._known(Username)
        user.password, user.temporary = Password, not Permanent

    def admin_user_global_sign_out(self, UserPoolId: str, Username: str) -> None:
        user = self._known(Username)
        self.signed_out.append(user.email)
        for tokens in (self.refresh_tokens, self.access_tokens):
            for token in [token for token, owner in tokens.items() if owner == user.email]:
                del tokens[token]

    def admin_delete_user(self, UserPoolId: str, Username: str) -> None:
        user = self._known(Username)
        self.admin_user_global_sign_out(UserPoolId=UserPoolId, Username=Username)
        del self.users[user.email]

    def _find(self, name: str) -> User | None:
        return next((one for one in self.users.values() if name in (one.email, one.sub)), None)

    def _known(self, name: str) -> User:
        user = self._find(name)
        if user is None:
            raise _error("UserNotFoundException", UserNotFoundException)
        return user

    def _holder(self, access_token: str) -> User:
        email = self.access_tokens.get(access_token)
        if email is None:
            raise _error("NotAuthorizedException", message="Access Token has been revoked")
        return self.users[email]


@lru_cache
def _operations() -> dict[str, Any]:
    """botocore's input shapes, by the name of the method."""
    service = botocore.session.get_session().get_service_model("cognito-idp")
    return {
        botocore.xform_name(name): service.operation_model(name).input_shape
        for name in service.operation_names
    }


def _checked(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def call(**given: Any) -> Any:
        # Ids of pool and client come from the deployed stack, and are empty here.
        filled = {key: value or "us-east-1_test" if key in ("UserPoolId", "ClientId") else value
                  for key, value in given.items()}  # fmt: skip
        validate_parameters(filled, _operations()[name])
        return method(**given)

    return call


def _attributes(user: User) -> list[dict[str, str]]:
    given = {**user.attributes, "email": user.email, "sub": user.sub}
    return [{"Name": name, "Value": value} for name, value in given.items()]


def _check(password: str) -> None:
    kinds = (str.islower, str.isupper, str.isdigit)
    if len(password) < 12 or not all(any(map(kind, password)) for kind in kinds):
        raise _error("InvalidPasswordException")


def _error(code: str, kind: type[ClientError] = ClientError, *, message: str = "") -> ClientError:
    return kind({"Error": {"Code": code, "Message": message or code}}, "operation")
