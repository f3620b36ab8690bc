"""A member answers somebody who has written: from the number that was written to, as the conversation's next text."""

from dataclasses import dataclass
from datetime import datetime

from groundswell.domain.addressees import Addressee, contact_of
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import CampaignKind
from groundswell.domain.contact import Contact
from groundswell.domain.conversation import Conversation
from groundswell.domain.errors import Conflict, Invalid, NotFound, Stale
from groundswell.domain.identity import send_id
from groundswell.domain.organization import Organization
from groundswell.domain.text import MAX_LENGTH
from groundswell.tables import conversations, inbox, numbers, recipients
from groundswell.usecases.send_at_once import Outgoing, find_sent, plan_now, send_at_once
from groundswell.usecases.send_message import held_until

MEANWHILE = Conflict(
    "Somebody answered, or the person wrote again, meanwhile.",
    "Load the conversation, then answer if that is still wanted.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`held_until` is set while the person may not be texted at this time of day."""

    blast: Blast
    message_id: str
    held_until: datetime | None


def answer_conversation(
    organization: Organization, user_id: str, phone: str, body: str, key: str, *, last_message_id: str | None
) -> Answered:
    """Answer once per key. `last_message_id` is the last text that the member saw: a newer one is a Conflict."""
    key = f"{phone}\n{key}"
    contact = _contact(phone, body)
    blast = find_sent(organization.organization_id, CampaignKind.ANSWER, key)
    if blast is None:
        blast = _answer(organization, user_id, contact, body, key, last_message_id)
    else:
        plan_now(blast)
    return Answered(
        blast=blast,
        message_id=send_id(blast.blast_id, phone),
        held_until=held_until(organization, [contact]),
    )


def _contact(phone: str, body: str) -> Contact:
    values = {"body": body} if _has_braces(body) else {}
    return contact_of(Addressee(phone=phone, values=values), phone)


def _has_braces(body: str) -> bool:
    return "{" in body or "}" in body


def _answer(
    organization: Organization, user_id: str, contact: Contact, body: str, key: str, seen: str | None
) -> Blast:
    _check_body(body)
    conversation = inbox.get(organization.organization_id, contact.phone)
    _check_turn(conversation, seen)
    outgoing = Outgoing(
        organization_id=organization.organization_id,
        kind=CampaignKind.ANSWER,
        key=key,
        text="{body}" if _has_braces(body) else body,  # an answer says what it says, braces and all
        people=[contact],
        sender=_number(organization, conversation),
        created_by=user_id,
        answering=conversation,
    )
    try:
        return send_at_once(outgoing)
    except Stale:
        raise MEANWHILE from None


def _check_body(body: str) -> None:
    if not body.strip():
        raise Invalid("text", "The answer is empty.", "Write what the person shall read.")
    if len(body) > MAX_LENGTH:
        raise Invalid(
            "text", f"The answer has {len(body)} characters; carriers take {MAX_LENGTH}.", "Shorten it."
        )


def _check_turn(conversation: Conversation, seen: str | None) -> None:
    """Conflict if the member has not seen the last text, or if the person wants no more of ours."""
    if seen is not None and seen != conversation.last_message_id:
        raise MEANWHILE
    if recipients.get(conversation.organization_id, conversation.phone).opted_out:
        raise Conflict(
            "This person has opted out.",
            "They can text START to hear from you again; an owner can lift the opt-out with a reason.",
        )


def _number(organization: Organization, conversation: Conversation) -> str:
    """The number that was written to last, if it still is the organization's."""
    received = conversations.find_last_received(conversation.organization_id, conversation.phone)
    try:
        number = numbers.get(conversation.organization_id, (received and received.our_number) or "")
    except NotFound:
        number = None
    if number is None or number.releasing_at or number.vendor != organization.service_vendor:
        raise Conflict(
            "The number that this person wrote to is yours no more.",
            "Send them a message from another number.",
        )
    return number.phone
