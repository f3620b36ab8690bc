"""A refresh token goes in; a new access token comes out."""

from groundswell import sign_in
from groundswell.domain.errors import Unauthenticated
from groundswell.sign_in import SignedIn


def refresh_session(refresh_token: str | None) -> SignedIn:
    """Unauthenticated where there is no session, or none any more."""
    if not refresh_token:
        raise Unauthenticated("no session")
    return sign_in.refresh(refresh_token)
