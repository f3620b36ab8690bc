"""The second factor: six digits that an authenticator makes from a secret and the time (RFC 6238)."""

from groundswell.sign_in import pool


def new_totp_secret(access_token: str) -> str:
    """A new secret, in base32; it counts only once a code made from it has been confirmed."""
    with pool.translated():
        return str(pool.client().associate_software_token(AccessToken=access_token)["SecretCode"])


def confirm_totp(access_token: str, code: str) -> None:
    """Ask for a code at each sign-in from here on; Invalid if this one is wrong."""
    _verify(access_token, code)
    _prefer(access_token, enabled=True)


def drop_totp(access_token: str, code: str) -> None:
    """Ask for no code any more; Invalid if this last one is wrong."""
    _verify(access_token, code)
    _prefer(access_token, enabled=False)


def _verify(access_token: str, code: str) -> None:
    with pool.translated():
        answer = pool.client().verify_software_token(AccessToken=access_token, UserCode=code)
    if answer["Status"] != "SUCCESS":  # the API has a second way to say no
        raise pool.wrong_code()


def _prefer(access_token: str, *, enabled: bool) -> None:
    with pool.translated():
        pool.client().set_user_mfa_preference(
            AccessToken=access_token,
            SoftwareTokenMfaSettings={"Enabled": enabled, "PreferredMfa": enabled},
        )
