"""E-mail and password go in; tokens, or what else is asked for, come out."""

from groundswell import sign_in
from groundswell.domain.api_client import is_client_email
from groundswell.domain.errors import Unauthenticated
from groundswell.sign_in import Challenge, SignedIn


def sign_in_member(email: str, password: str) -> SignedIn | Challenge:
    """Unauthenticated, in the same words for an unknown person and for a wrong password."""
    if is_client_email(email):
        raise Unauthenticated("API clients have a door of their own")
    return sign_in.sign_in(email.strip().lower(), password)
