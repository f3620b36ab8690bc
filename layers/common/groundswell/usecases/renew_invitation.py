"""A member who has never signed in goes in; a new temporary password comes out, and the one before is dead."""

from groundswell import sign_in
from groundswell.domain.errors import Conflict
from groundswell.domain.password import temporary_password
from groundswell.usecases.invite_member import Invitation, invitation_of
from groundswell.usecases.read_members import get_member


def renew_invitation(organization_id: str, user_id: str) -> Invitation:
    """Only for an account that this organization made: whoever sets a password can sign in with it."""
    member = get_member(organization_id, user_id)
    account = sign_in.find_account(user_id)
    if account is None or not account.pending:
        raise Conflict(
            "This person has a password of their own.",
            "They can set a new one themselves with a code by e-mail: POST /v1/session/reset.",
        )
    if account.made_by != organization_id:
        raise Conflict(
            "Another organization has invited this person, and they have not signed in yet.",
            "Ask them to sign in with that invitation first.",
        )
    password = temporary_password()
    sign_in.set_password(user_id, password, permanent=False)
    return invitation_of(member, password)
