"""The cookie that keeps a console's session: the refresh token goes in and comes out, unseen by any script."""

from datetime import timedelta

from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from groundswell.settings import settings

NAME = "groundswell_session"
PATH = "/v1/session"


def read_cookie(event: BaseProxyEvent) -> str | None:
    """API Gateway hands cookies over as a list of `name=value`."""
    pairs = (cookie.partition("=") for cookie in event.get("cookies") or ())
    return next((value for name, _, value in pairs if name.strip() == NAME and value), None)


def fresh_cookie(token: str, kept: timedelta) -> Cookie:
    return _cookie(token, int(kept.total_seconds()))


def expired_cookie() -> Cookie:
    return _cookie("", 0)


def _cookie(value: str, seconds: int) -> Cookie:
    # a browser keeps no Secure cookie of a plain http address; only the local stack has one
    secure = not settings().public_base_url.startswith("http://")
    return Cookie(
        name=NAME,
        value=value,
        path=PATH,
        secure=secure,
        http_only=True,
        max_age=seconds,
        same_site=SameSite.STRICT_MODE,
    )
