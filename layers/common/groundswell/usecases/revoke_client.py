"""An API client goes in and is refused from here on."""

from dataclasses import replace

from groundswell import sign_in
from groundswell.tables import members
from groundswell.usecases.read_members import get_client


def revoke_client(organization_id: str, client_id: str) -> None:
    """The member first: that is what the door asks. Doing it again finishes what a crash left."""
    client = get_client(organization_id, client_id)
    if client.active:
        members.edit(client, replace(client, active=False))
    sign_in.remove_account(client_id)
