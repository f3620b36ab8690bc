"""A stored inbound text joins the blast that it answers, and who has to know of an opt-out is told."""

from groundswell import hooks
from groundswell.domain import identity, text
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.extensions.service_managers.base import OptedOut
from groundswell.messages import TextReceived
from groundswell.tables import blasts, conversations, organizations, recipients
from groundswell.tables.ledger import send_rows
from groundswell.usecases.receive_vendor_event import inbound_text


def thread_reply(event: TextReceived) -> None:
    """Assign the text to the last blast its phone was texted in, and count it there, once.

    A text from somebody who was never texted stays in the inbox without a campaign.
    """
    received = inbound_text(event)
    recipient = recipients.get(received.organization_id, received.phone)
    if recipient.last_blast_id and recipient.last_campaign_id:
        _assign(received, recipient)
    if _opted_out(received, recipient):
        told = OptedOut(
            phone=received.phone,
            reason=Keyword.STOP.value,
            at=received.at,
            campaign_id=recipient.last_campaign_id,
        )
        hooks.fire(told, organizations.get(received.organization_id))


def _assign(received: Text, recipient: Recipient) -> None:
    blast_id, campaign_id = str(recipient.last_blast_id), str(recipient.last_campaign_id)
    send_id = identity.send_id(blast_id, received.phone)
    send = send_rows.get_many([(blast_id, send_id)]).get(send_id)
    template = blasts.get(received.organization_id, campaign_id, blast_id).text
    sent = _sent_text(send, template, recipient) if send else None
    first_name = send.values.get("first_name", "") if send else ""
    opted_out = _opted_out(received, recipient)
    conversations.assign(received, campaign_id, blast_id, sent, first_name, opted_out=opted_out)


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
