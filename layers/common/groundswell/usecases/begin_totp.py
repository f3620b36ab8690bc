"""Somebody who wants a second factor goes in; a secret for their authenticator comes out."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from groundswell import sign_in
from groundswell.domain.errors import Conflict
from groundswell.usecases.current_person import current_person

ISSUER = "Groundswell"


@dataclass(frozen=True, slots=True, kw_only=True)
class TotpSecret:
    """`otpauth_uri` is the same as `secret`, in the form that authenticators read from a QR code."""

    secret: str
    otpauth_uri: str


def begin_totp(access_token: str) -> TotpSecret:
    """Nothing changes until a code has been confirmed. A factor that is in force has to be dropped first, by a code."""
    account = current_person(access_token)
    if account.totp:
        remedy = "Switch it off first, with a code of the present authenticator: DELETE /v1/me/totp."
        raise Conflict("The second factor is on already.", remedy)
    secret = sign_in.new_totp_secret(access_token)
    label = quote(f"{ISSUER}:{account.email}", safe=":@")
    query = urlencode({"secret": secret, "issuer": ISSUER})
    return TotpSecret(secret=secret, otpauth_uri=f"otpauth://totp/{label}?{query}")
