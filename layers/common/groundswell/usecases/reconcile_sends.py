"""UNKNOWN sends are looked for in the carrier's own list; what is found there was sent, the rest stays UNKNOWN."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from groundswell import clock, queues
from groundswell.domain import identity, text
from groundswell.domain.blast import Blast
from groundswell.domain.send import FINAL, NOT_FOUND, Send, SendState
from groundswell.extensions.service_vendors.errors import VendorError
from groundswell.extensions.service_vendors.texts import FoundText
from groundswell.messages import DeliveryReported, ReconcileSends
from groundswell.observability import logger
from groundswell.settings import settings
from groundswell.tables import blasts
from groundswell.tables.ledger import matches, send_rows, writing
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.announce_unknown import ask_carrier, waits
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.run_step import Deadline

SLACK = timedelta(minutes=1)
"""The carrier's clock is not ours."""
OLDEST_BLAST = timedelta(hours=144)
"""Older blasts have nothing under way: 72 hours to send in, and as much again for reports and releases."""
Finding = tuple[Send, FoundText]
Answer = list[FoundText] | VendorError


class CarrierSilent(Exception):
    """Some could not be looked for; the message comes again, and ends in the dead letters if that does not help."""


def reconcile_sends(message: ReconcileSends) -> None:
    """Settle what the carrier's list tells; ask again later about the rest, until the last attempt has failed.

    Nothing is ever sent here. A send that has been settled meanwhile is left alone, so that repeating
    the message changes nothing.
    """
    blast = blasts.get(message.organization_id, message.campaign_id, message.blast_id)
    unknown = _unknown(message)
    if not unknown:
        return
    answers = _look_for(message.organization_id, unknown)
    looked = [(send, found) for send, found in answers if isinstance(found, list)]
    found = _matched(blast, looked)
    _settle(found)
    _require_answers(answers)
    settled = {send.send_id for send, _ in found}
    _ask_again([send for send, _ in looked if send.send_id not in settled], message.attempt)
    late = [send for send, answer in answers if isinstance(answer, NotStarted)]
    ask_carrier(late, attempt=message.attempt, wait=False)
    logger.info(
        "sends reconciled", extra={"blast_id": blast.blast_id, "found": len(found), "of": len(unknown)}
    )


def _unknown(message: ReconcileSends) -> list[Send]:
    """Those of the message's sends that are still UNKNOWN, and that have a phone to be looked for by."""
    standing = send_rows.get_many((message.blast_id, send_id) for send_id in message.send_ids).values()
    ours = [send for send in standing if send.organization_id == message.organization_id]
    return [send for send in ours if send.state is SendState.UNKNOWN and not send.is_nameless]


def _look_for(organization_id: str, unknown: Sequence[Send]) -> list[tuple[Send, Answer]]:
    vendor = open_vendor(organization_id)
    asked = [
        partial(vendor.find_texts, send.phone, _claimed_at(send) - SLACK, send.sender) for send in unknown
    ]
    return list(zip(unknown, call_vendor(asked, Deadline.after(settings().step_seconds)), strict=True))


def _require_answers(answers: Sequence[tuple[Send, Answer]]) -> None:
    """CarrierSilent if the carrier failed to answer; a question that the time did not suffice for is no failure."""
    for _, answer in answers:
        if isinstance(answer, VendorError) and not isinstance(answer, NotStarted):
            raise CarrierSilent(type(answer).__name__)


def _claimed_at(send: Send) -> datetime:
    until = send.claim_expires_at or send.updated_at or clock.now()
    return until - timedelta(seconds=settings().claim_seconds)


def _matched(blast: Blast, looked: Sequence[tuple[Send, list[FoundText]]]) -> list[Finding]:
    """Each send with the one message that is its own: same phone, same words, in the time of its claim."""
    candidates = [(send, [one for one in found if _fits(blast, send, one)]) for send, found in looked]
    candidates = [(send, found) for send, found in candidates if found]
    if not candidates:
        return []
    taken = _taken(blast, [send for send, _ in candidates])
    pairs: list[Finding] = []
    for send, found in candidates:
        for one in found:
            if one.vendor_message_id not in taken and matches.take(
                send.organization_id, one.vendor_message_id, send.send_id
            ):
                pairs.append((send, one))
                break
    return pairs


def _fits(blast: Blast, send: Send, found: FoundText) -> bool:
    if found.reference is not None:
        return found.reference == f"{send.blast_id}.{send.send_id}"
    until = _claimed_at(send) + timedelta(seconds=settings().claim_seconds) + SLACK
    same_sender = send.sender is None or found.sender == send.sender
    same_words = found.body.strip() == text.render(blast.text, send.values).strip()
    return found.to == send.phone and same_sender and same_words and found.created_at <= until


def _taken(blast: Blast, sends: Sequence[Send]) -> set[str]:
    """The carrier's ids on the other texts that these people got of late."""
    recent = blasts.list_recent(blast.organization_id, clock.now() - OLDEST_BLAST)
    others = [blast_id for _, blast_id in recent if blast_id != blast.blast_id]
    keys = [(other, identity.send_id(other, send.phone)) for other in others for send in sends]
    return {send.vendor_message_id for send in send_rows.get_many(keys).values() if send.vendor_message_id}


def _settle(found: Sequence[Finding]) -> None:
    """UNKNOWN -> SENT here; what the carrier has finished with takes the same road as its own reports."""
    now = clock.now()
    writing.record_all(
        Move(
            send,
            send.become(
                SendState.SENT,
                at=now,
                claim_expires_at=None,
                vendor_message_id=one.vendor_message_id,
                sender=send.sender or one.sender,
                segments=one.segments or text.segments(one.body).count,
                reason=None,
            ),
        )
        for send, one in found
    )
    queues.send_all([report_on(send, one) for send, one in found if one.state in FINAL])


def report_on(send: Send, found: FoundText) -> DeliveryReported:
    """What the carrier's list says of a send, as its webhook would have said it."""
    return DeliveryReported(
        organization_id=send.organization_id,
        blast_id=send.blast_id,
        send_id=send.send_id,
        state=found.state.value,
        vendor_message_id=found.vendor_message_id,
        error_code=found.error_code,
        sender=found.sender,
    )


def _ask_again(sends: Sequence[Send], attempt: int) -> None:
    """Later; after the last attempt they stay UNKNOWN for a person to decide about."""
    if attempt + 1 < len(waits()):
        ask_carrier(sends, attempt=attempt + 1)
        return
    now = clock.now()
    writing.record_all(
        Move(send, replace(send, reason=f"{send.reason or SendState.UNKNOWN} {NOT_FOUND}", updated_at=now))
        for send in sends
        if not send.is_given_up
    )
