"""Passwords: what a chosen one needs, and new ones that nobody has to choose."""

import secrets
import string

from groundswell.domain.errors import Invalid

SHORTEST = 12
_KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)


def check_password(field: str, password: str) -> None:
    """The user pool's policy; asked before the pool is, whose answer would tell whether there is an account."""
    if len(password) >= SHORTEST and all(set(kind) & set(password) for kind in _KINDS):
        return
    remedy = f"Use at least {SHORTEST} characters, with upper and lower case letters and a digit."
    raise Invalid(field, "The password is too weak.", remedy)


def temporary_password() -> str:
    """Twenty characters with every kind that a password policy may ask for."""
    kinds = (*_KINDS, "-_.+!")
    return "".join(secrets.choice(kind) for kind in kinds) + secrets.token_urlsafe(12)


def client_secret() -> str:
    """256 random bits behind a mark that tells a scanner what it has found."""
    return f"Gs1-{secrets.token_urlsafe(32)}"
