"""Somebody who has just lost a membership goes in; if it was their last, all their sessions end."""

from groundswell import sign_in
from groundswell.tables import organizations


def close_sessions(organization_id: str, user_id: str) -> None:
    """The door has refused them from the moment of the change; this also ends what else their tokens are good for."""
    others = [
        member
        for _, member in organizations.list_memberships(user_id)
        if member.active and member.organization_id != organization_id
    ]
    if not others:
        sign_in.sign_out_everywhere(user_id)
