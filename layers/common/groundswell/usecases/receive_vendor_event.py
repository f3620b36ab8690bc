"""A carrier's webhook: verified, translated and queued; a text is stored with its opt-out before the answer."""

from dataclasses import replace
from datetime import datetime

from groundswell import queues
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.errors import NotFound
from groundswell.domain.opt_out import Wish, WishKind, review_due_at, wish_of
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.extensions.service_vendors.webhooks import Reply, WebhookReading, WebhookRequest
from groundswell.messages import Message, TextReceived
from groundswell.tables import conversations
from groundswell.usecases.find_erased import find_erasure
from groundswell.usecases.open_vendor import open_vendor, reopen_vendor

_KEYWORDS = {WishKind.OPT_OUT: Keyword.STOP, WishKind.OPT_IN: Keyword.START, WishKind.HELP: Keyword.HELP}
_BY_CARRIER = {keyword.value: kind for kind, keyword in _KEYWORDS.items()}


def receive_vendor_event(vendor_name: str, request: WebhookRequest) -> Reply:
    """The answer for the carrier. NotFound for an unknown organization or another vendor's webhook; BadSignature.

    The same webhook again changes nothing and gets the same answer.
    """
    vendor = open_vendor(request.organization_id)
    try:
        reading = _read(vendor, vendor_name, request)
    except (BadSignature, NotFound):
        # The account may just have been changed, and this process may not know of it yet.
        fresh = reopen_vendor(request.organization_id)
        if fresh is None:
            raise
        reading = _read(fresh, vendor_name, request)
    events = [store_event(event) for event in reading.events]
    if events:
        queues.send_all(events)
    return reading.reply


def _read(vendor: ServiceVendor, vendor_name: str, request: WebhookRequest) -> WebhookReading:
    if vendor.name != vendor_name:
        raise NotFound(f"{vendor_name} is not the organization's service vendor")
    return vendor.read_webhook(request)


def store_event(event: Message, *, outdated: bool = False) -> Message:
    """An inbound text with its keyword, stored; anything else as it is.

    An `outdated` text changes no subscription: its phone has said something newer since.
    """
    if not isinstance(event, TextReceived):
        return event
    wish = Wish(kind=_BY_CARRIER[event.keyword], rule="carrier") if event.keyword else wish_of(event.text)
    keyword = _KEYWORDS.get(wish.kind) if wish.kind else None
    keyword = None if outdated else keyword
    event = replace(event, keyword=keyword.value if keyword else None)
    text = replace(inbound_text(event), rule=wish.rule or None)
    if wish.kind is WishKind.REVIEW:
        text = replace(text, review_due_at=review_due_at(text.at))
    erasure = find_erasure(text.organization_id, text.phone) if keyword is Keyword.START else None
    conversations.add_inbound(text, erased=erasure.person_id if erasure else None)
    return event


def inbound_text(event: TextReceived) -> Text:
    """The event as the conversation's next text; its keyword is the event's."""
    return Text(
        organization_id=event.organization_id,
        phone=event.from_phone,
        message_id=event.message_id,
        direction=Direction.IN,
        body=event.text,
        at=datetime.fromisoformat(event.received_at),
        our_number=event.to_phone,
        vendor_message_id=event.vendor_message_id,
        keyword=Keyword(event.keyword) if event.keyword else None,
    )
