"""An API client's request for a token goes in; the id and secret it carries come out (RFC 6749, 2.3.1)."""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import unquote_plus

from groundswell.domain.errors import Unauthenticated


def read_credentials(
    headers: Mapping[str, str], client_id: str | None, client_secret: str | None
) -> tuple[str, str]:
    """Those of the body, or else of an Authorization header of the Basic kind, as OAuth libraries send it."""
    if client_id and client_secret:
        return client_id, client_secret
    kind, _, value = (headers.get("authorization") or "").partition(" ")
    if kind.lower() != "basic":
        raise Unauthenticated("no client credentials")
    try:
        name, _, secret = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Unauthenticated("unreadable client credentials") from error
    if not name or not secret:
        raise Unauthenticated("no client credentials")
    return unquote_plus(name), unquote_plus(secret)
