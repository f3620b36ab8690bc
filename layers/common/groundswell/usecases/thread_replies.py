"""Stored inbound texts join the blasts that they answer, and who has to know of an opt-out is told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from groundswell import hooks
from groundswell.domain import identity, text
from groundswell.domain.blast import Blast
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.extensions.service_managers.hooks import OptedOut
from groundswell.messages import TextReceived
from groundswell.observability import log_failure
from groundswell.tables import blasts, conversations, inbox, numbers, organizations, recipients
from groundswell.tables.ledger import send_rows
from groundswell.usecases.receive_vendor_event import inbound_text
from groundswell.usecases.run_step import Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """A text with what was read about it: its recipient, and the send of the last blast to that phone."""

    received: Text
    recipient: Recipient
    blast: Blast | None
    send: Send | None
    holder: str | None  # the member whose own number was written to


def thread_replies(events: Mapping[int, TextReceived], deadline: Deadline) -> set[int]:
    """Assign each text to the last blast its phone was texted in, and count it there, once.

    A text from somebody who was never texted stays in the inbox without a campaign. The positions come back
    of those that have to be tried again, because of an error or because the time was up.
    """
    again: set[int] = set()
    try:
        replies = _read(events)
    except Exception as error:
        log_failure("replies not threaded", error)
        return set(events)
    for position, reply in replies.items():
        try:
            if deadline.passed:
                again.add(position)
            else:
                _thread(reply)
        except Exception as error:  # one text's trouble must not hold up the others
            log_failure("replies not threaded", error)
            again.add(position)
    return again


def _read(events: Mapping[int, TextReceived]) -> dict[int, _Reply]:
    """Everything that the texts need to be read, read together."""
    texts = {position: inbound_text(event) for position, event in events.items()}
    phones: dict[str, list[str]] = defaultdict(list)
    for one in texts.values():
        phones[one.organization_id].append(one.phone)
    known = {whose: recipients.get_many(whose, found, consistent=True) for whose, found in phones.items()}
    of = {position: known[one.organization_id][one.phone] for position, one in texts.items()}
    sends = send_rows.get_many(filter(None, map(_send_key, of.values())))
    places = {_place(recipient) for recipient in of.values()}
    found_blasts = {place: blasts.get(*place) for place in places if place}
    holders = _read_holders(texts.values())
    return {
        position: _Reply(
            received=texts[position],
            recipient=recipient,
            blast=found_blasts.get(place) if (place := _place(recipient)) else None,
            send=sends.get(key[1]) if (key := _send_key(recipient)) else None,
            holder=holders.get((texts[position].organization_id, texts[position].our_number)),
        )
        for position, recipient in of.items()
    }


def _read_holders(texts: Iterable[Text]) -> dict[tuple[str, str | None], str]:
    ours: dict[str, set[str]] = defaultdict(set)
    for one in texts:
        if one.our_number:
            ours[one.organization_id].add(one.our_number)
    return {
        (whose, phone): user_id
        for whose, phones in ours.items()
        for phone, user_id in numbers.list_holders(whose, phones).items()
    }


def _place(recipient: Recipient) -> tuple[str, str, str] | None:
    """Where the last blast to this recipient lies."""
    if not recipient.last_blast_id or not recipient.last_campaign_id:
        return None
    return recipient.organization_id, recipient.last_campaign_id, recipient.last_blast_id


def _send_key(recipient: Recipient) -> tuple[str, str] | None:
    blast_id = recipient.last_blast_id
    return (blast_id, identity.send_id(blast_id, recipient.phone)) if blast_id else None


def _thread(reply: _Reply) -> None:
    received, recipient, send = reply.received, reply.recipient, reply.send
    opted_out = _opted_out(received, recipient)
    if reply.blast:
        conversations.assign(
            received,
            reply.blast.campaign_id,
            reply.blast.blast_id,
            _sent_text(send, reply.blast.text, recipient) if send and not _is_threaded(send) else None,
            send.values.get("first_name", "") if send else "",
            opted_out=opted_out,
        )
    if reply.holder:
        inbox.hand_to_holder(received.organization_id, received.phone, reply.holder)
    if opted_out:
        told = OptedOut(
            phone=received.phone,
            reason=Keyword.STOP.value,
            at=received.at,
            campaign_id=recipient.last_campaign_id,
        )
        hooks.fire(told, organizations.get(received.organization_id))


def _is_threaded(send: Send) -> bool:
    """A text that was sent at once has been in its conversation from the first."""
    return identity.is_hidden(send.campaign_id)


def _opted_out(received: Text, recipient: Recipient) -> bool:
    """Whether this very text ended the subscription: somebody who says STOP twice opts out once."""
    return received.keyword is Keyword.STOP and recipient.opt_out_id == received.message_id


def _sent_text(send: Send, template: str, recipient: Recipient) -> Text | None:
    if recipient.last_text_at is None:
        return None
    return Text(
        organization_id=send.organization_id,
        phone=send.phone,
        message_id=send.send_id,
        direction=Direction.OUT,
        body=text.render(template, send.values),
        at=recipient.last_text_at,
        our_number=send.sender,
        vendor_message_id=send.vendor_message_id,
        campaign_id=send.campaign_id,
        blast_id=send.blast_id,
    )
