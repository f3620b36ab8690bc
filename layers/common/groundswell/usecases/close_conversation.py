"""Nothing is left to do in a conversation, until the person writes again."""

from groundswell.domain.conversation import Conversation
from groundswell.domain.errors import Stale
from groundswell.tables import inbox


def close_conversation(
    organization_id: str, phone: str, *, last_message_id: str | None = None
) -> Conversation:
    """Stale if a text has come since the one that the member saw last; closing twice changes nothing."""
    conversation = inbox.get(organization_id, phone)
    if last_message_id is not None and last_message_id != conversation.last_message_id:
        raise Stale("conversation")
    return inbox.close(conversation) if conversation.is_open else conversation


def reopen_conversation(organization_id: str, phone: str) -> Conversation:
    """Somebody has to look again: whoever had it, or else nobody in particular."""
    conversation = inbox.get(organization_id, phone)
    return conversation if conversation.is_open else inbox.reopen(conversation)
