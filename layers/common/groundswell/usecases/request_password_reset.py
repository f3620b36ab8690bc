"""An e-mail address goes in; whoever reads that mailbox gets a code, if there is such an account."""

from groundswell import sign_in
from groundswell.domain.api_client import is_client_email


def request_password_reset(email: str) -> None:
    """The caller learns nothing of it."""
    if not is_client_email(email):
        sign_in.send_reset_code(email.strip().lower())
