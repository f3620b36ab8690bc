"""A code of the new authenticator goes in; from here on each sign-in asks for one."""

from groundswell import sign_in
from groundswell.usecases.current_person import current_person


def confirm_totp(access_token: str, code: str) -> None:
    current_person(access_token)
    sign_in.confirm_totp(access_token, code)
