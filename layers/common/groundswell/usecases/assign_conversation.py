"""A conversation goes to a member, or back to nobody."""

from groundswell.domain.conversation import Conversation
from groundswell.domain.errors import Invalid, NotFound
from groundswell.tables import inbox, members


def assign_conversation(organization_id: str, phone: str, user_id: str | None) -> Conversation:
    """It is open then, whoever has it. Stale if somebody else gave it away at the same moment."""
    if user_id is not None:
        _check_member(organization_id, user_id)
    conversation = inbox.get(organization_id, phone)
    if conversation.assignee == user_id and conversation.is_open:
        return conversation
    return inbox.hand_to(conversation, user_id)


def _check_member(organization_id: str, user_id: str) -> None:
    try:
        is_active = members.get(organization_id, user_id).active
    except NotFound:
        is_active = False
    if not is_active:
        raise Invalid(
            "user_id", "That is no active member of your organization.", "GET …/members lists them."
        )
