"""A last code goes in; sign-in asks for none any more."""

from groundswell import sign_in
from groundswell.usecases.current_person import current_person


def drop_totp(access_token: str, code: str) -> None:
    """Where there is none this is done already."""
    if current_person(access_token).totp:
        sign_in.drop_totp(access_token, code)
