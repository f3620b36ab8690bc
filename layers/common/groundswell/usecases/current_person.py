"""An access token goes in; the account of the person who holds it comes out."""

from groundswell import sign_in
from groundswell.domain.api_client import is_client_email
from groundswell.domain.errors import Forbidden
from groundswell.sign_in import Account


def current_person(access_token: str) -> Account:
    """Forbidden for API clients: their secret is changed by an owner."""
    account = sign_in.get_account(access_token)
    if is_client_email(account.email):
        raise Forbidden("a person is needed")
    return account
