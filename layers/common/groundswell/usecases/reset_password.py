"""A code from the mailbox and a new password go in; the password is set and every older session is over."""

from groundswell import sign_in
from groundswell.domain.password import check_password
from groundswell.usecases.end_tokens import end_tokens


def reset_password(email: str, code: str, new_password: str) -> None:
    """Also shows that the mailbox is theirs, which memberships of a shared account wait for."""
    check_password("new_password", new_password)
    email = email.strip().lower()
    sign_in.confirm_reset(email, code, new_password)
    account = sign_in.find_account(email)
    if account is not None:
        sign_in.sign_out_everywhere(account.user_id)
        end_tokens(account.user_id, confirm=True)
