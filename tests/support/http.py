"""Requests as API Gateway's HTTP API hands them to Lambda (payload format 2.0), and their answers made readable."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]
REQUEST_ID = "JKJaXmPLvHcESHA="


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str
    cookies: list[str] = field(default_factory=list)

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def an_event(
    method: str,
    path: str,
    *,
    body: Any = None,
    raw_body: str | None = None,
    user: str | None = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    cookies: list[str] | None = None,
    claims: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """`user` is whom the authorizer verified; without it the request came in with no identity."""
    raw = raw_body if raw_body is not None else None if body is None else json.dumps(body)
    given = {
        "accept": "application/json",
        "content-length": str(len(raw or "")),
        "host": "api.example.org",
        "user-agent": "tests",
        "x-amzn-trace-id": "Root=1-67890abc-0123456789abcdef01234567",
        "x-forwarded-for": "192.0.2.7",
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
    }
    if raw is not None:
        given["content-type"] = "application/json"
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "ANY /v1/{proxy+}",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "headers": {**given, **{name.lower(): value for name, value in (headers or {}).items()}},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api",
            "domainName": "api.example.org",
            "domainPrefix": "api",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.7",
                "userAgent": "tests",
            },
            "requestId": REQUEST_ID,
            "routeKey": "ANY /v1/{proxy+}",
            "stage": "$default",
            "time": "10/Mar/2026:16:00:00 +0000",
            "timeEpoch": 1773158400000,
        },
        "pathParameters": {"proxy": path.removeprefix("/v1/")},
        "isBase64Encoded": False,
    }
    if query:
        event["queryStringParameters"] = dict(query)
    if raw is not None:
        event["body"] = raw
    if cookies:
        event["cookies"] = cookies
    if user or claims:
        verified = {
            "sub": user,
            "token_use": "access",
            "scope": "aws.cognito.signin.user.admin",
            **(claims or {}),
        }
        event["requestContext"]["authorizer"] = {"jwt": {"claims": verified, "scopes": None}}
    return event


def ask(handler: Handler, method: str, path: str, **request: Any) -> Answer:
    """What a client of the API would see."""
    answer = handler(an_event(method, path, **request), None)
    headers = {name.lower(): value for name, value in answer.get("headers", {}).items()}
    text = answer.get("body") or ""
    return Answer(
        status=int(answer["statusCode"]),
        headers=headers,
        text=text,
        cookies=list(answer.get("cookies") or []),
    )
