"""A user pool in memory that answers as Cognito does, as far as sign_in asks it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import uuid4

from botocore.exceptions import ClientError


class UsernameExistsException(ClientError): ...


class UserNotFoundException(ClientError): ...


@dataclass
class User:
    email: str
    password: str
    temporary: bool = True
    sub: str = field(default_factory=lambda: str(uuid4()))


class exceptions:  # named as botocore names it
    UsernameExistsException = UsernameExistsException
    UserNotFoundException = UserNotFoundException


class FakeCognito:
    """PreventUserExistenceErrors is on, as in the template: an unknown person reads like a wrong password."""

    exceptions: ClassVar[Any] = exceptions

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.sessions: dict[str, str] = {}
        self.refresh_tokens: dict[str, str] = {}
        self.busy = False

    def initiate_auth(self, ClientId: str, AuthFlow: str, AuthParameters: dict[str, str]) -> dict[str, Any]:
        if self.busy:
            raise _error("TooManyRequestsException")
        if AuthFlow == "REFRESH_TOKEN_AUTH":
            if AuthParameters["REFRESH_TOKEN"] not in self.refresh_tokens:
                raise _error("NotAuthorizedException")
            return {"AuthenticationResult": {"AccessToken": f"access-{uuid4()}", "ExpiresIn": 3600}}
        user = self.users.get(AuthParameters["USERNAME"])
        if user is None or user.password != AuthParameters["PASSWORD"]:
            raise _error("NotAuthorizedException")
        if user.temporary:
            session = f"session-{uuid4()}"
            self.sessions[session] = user.email
            return {"ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": session, "ChallengeParameters": {}}
        return self._tokens(user)

    def respond_to_auth_challenge(
        self, ClientId: str, ChallengeName: str, Session: str, ChallengeResponses: dict[str, str]
    ) -> dict[str, Any]:
        if self.sessions.pop(Session, None) != ChallengeResponses["USERNAME"]:
            raise _error("NotAuthorizedException")
        user = self.users[ChallengeResponses["USERNAME"]]
        _check(ChallengeResponses["NEW_PASSWORD"])
        user.password, user.temporary = ChallengeResponses["NEW_PASSWORD"], False
        return self._tokens(user)

    def _tokens(self, user: User) -> dict[str, Any]:
        refresh = f"refresh-{uuid4()}"
        self.refresh_tokens[refresh] = user.email
        tokens = {"AccessToken": f"access-{uuid4()}", "RefreshToken": refresh, "ExpiresIn": 3600}
        return {"AuthenticationResult": tokens}

    def revoke_token(self, Token: str, ClientId: str) -> None:
        if self.refresh_tokens.pop(Token, None) is None:
            raise _error("InvalidParameterException")

    def admin_create_user(self, Username: str, TemporaryPassword: str, **_: Any) -> dict[str, Any]:
        if Username in self.users:
            raise _error("UsernameExistsException", UsernameExistsException)
        _check(TemporaryPassword)
        user = self.users[Username] = User(Username, TemporaryPassword)
        return {"User": {"Attributes": _attributes(user)}}

    def admin_get_user(self, Username: str, **_: Any) -> dict[str, Any]:
        if Username not in self.users:
            raise _error("UserNotFoundException", UserNotFoundException)
        return {"UserAttributes": _attributes(self.users[Username])}

    def admin_set_user_password(self, Username: str, Password: str, Permanent: bool, **_: Any) -> None:
        _check(Password)
        self.users[Username].password, self.users[Username].temporary = Password, not Permanent


def _attributes(user: User) -> list[dict[str, str]]:
    return [{"Name": "email", "Value": user.email}, {"Name": "sub", "Value": user.sub}]


def _check(password: str) -> None:
    kinds = (str.islower, str.isupper, str.isdigit)
    if len(password) < 12 or not all(any(map(kind, password)) for kind in kinds):
        raise _error("InvalidPasswordException")


def _error(code: str, kind: type[ClientError] = ClientError) -> ClientError:
    return kind({"Error": {"Code": code, "Message": code}}, "operation")
