"""People and API clients who sign in, kept by Cognito: passwords and codes go in, tokens or a challenge come out."""

from groundswell.sign_in.accounts import (
    Account,
    add_account,
    find_account,
    get_account,
    remove_account,
    set_password,
)
from groundswell.sign_in.passwords import change_password, confirm_reset, send_reset_code
from groundswell.sign_in.sessions import (
    Challenge,
    SignedIn,
    answer_challenge,
    refresh,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from groundswell.sign_in.totp import confirm_totp, drop_totp, new_totp_secret

__all__ = [
    "Account",
    "Challenge",
    "SignedIn",
    "add_account",
    "answer_challenge",
    "change_password",
    "confirm_reset",
    "confirm_totp",
    "drop_totp",
    "find_account",
    "get_account",
    "new_totp_secret",
    "refresh",
    "remove_account",
    "send_reset_code",
    "set_password",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
]
