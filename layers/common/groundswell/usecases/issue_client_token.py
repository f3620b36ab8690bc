"""An API client's id and secret go in; an access token comes out."""

from dataclasses import replace

from groundswell import clock, sign_in
from groundswell.domain.api_client import is_client_email
from groundswell.domain.errors import ClientExpired, NotFound, Unauthenticated
from groundswell.domain.organization import Member, MemberKind
from groundswell.sign_in import Account, SignedIn
from groundswell.tables import members


def issue_client_token(client_id: str, client_secret: str) -> SignedIn:
    """Unauthenticated for a wrong id or secret and for a revoked client; it ends when the client does."""
    outcome = sign_in.sign_in(client_id, client_secret)
    if not isinstance(outcome, SignedIn):
        raise Unauthenticated("not an API client")
    client = _client_of(sign_in.get_account(outcome.access_token))
    now = clock.real_now()
    if client.expires_at is None or client.has_expired(now):
        raise ClientExpired(client_id)
    members.note_use(client.organization_id, client_id, now)
    left = int((client.expires_at - now).total_seconds())
    return replace(outcome, expires_in=min(outcome.expires_in, left), refresh_token=None)


def _client_of(account: Account) -> Member:
    """An account says which organization made it, so that this needs no index that lags behind."""
    if not is_client_email(account.email):
        raise Unauthenticated("not an API client")
    try:
        client = members.get(account.made_by, account.user_id)
    except NotFound as error:
        raise Unauthenticated("no such client") from error
    if not client.active or client.kind is not MemberKind.CLIENT:
        raise Unauthenticated("revoked")
    return client
