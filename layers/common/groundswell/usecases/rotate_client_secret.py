"""An API client goes in; a new secret comes out, and the old one and all tokens made with it are dead."""

from groundswell import clock, sign_in
from groundswell.domain.errors import Conflict
from groundswell.domain.password import client_secret
from groundswell.usecases.create_client import NewSecret
from groundswell.usecases.end_tokens import end_tokens_in
from groundswell.usecases.read_members import get_client


def rotate_client_secret(organization_id: str, client_id: str) -> NewSecret:
    """Conflict if the client has expired or was revoked."""
    client = get_client(organization_id, client_id)
    if not client.active or client.has_expired(clock.real_now()):
        raise Conflict("This API client has expired or was revoked.", "Create a new one.")
    secret = client_secret()
    sign_in.set_password(client_id, secret, permanent=True)
    sign_in.sign_out_everywhere(client_id)
    end_tokens_in([organization_id], client_id)
    return NewSecret(client=client, client_secret=secret)
