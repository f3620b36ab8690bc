"""Texts that asked to stop or for help go in; each that the carrier leaves unanswered gets one short answer, once."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell import clock
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.domain.identity import derived_id
from groundswell.domain.organization import Organization
from groundswell.event_loop import run
from groundswell.extensions.service_vendors.texts import (
    Accepted,
    AccountBlocked,
    Declined,
    OutboundText,
    SendOutcome,
    Throttled,
    Unclear,
)
from groundswell.messages import TextReceived
from groundswell.observability import log_failure
from groundswell.settings import settings
from groundswell.tables import answers, organizations, recipients
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.run_step import Deadline

WITHIN = timedelta(minutes=5)
"""47 CFR 64.1200(a)(12): a confirmation that comes within five minutes is presumed to be covered by the consent."""
SHORTEST = timedelta(seconds=5)
"""A text that has less left than this would arrive too late."""
PATIENCE_SECONDS = 8.0
CLAIMED, SENT, FAILED, UNKNOWN = "CLAIMED", "SENT", "FAILED", "UNKNOWN"
_KINDS = {Keyword.STOP: "opt-out-confirmation", Keyword.HELP: "help-answer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`until` is when it would be too late."""

    text: Text
    until: datetime


def answer_keywords(events: Mapping[int, TextReceived], deadline: Deadline) -> set[int]:
    """Answer what is to be answered; the positions that have to be tried again, also because the time was up.

    The answer's own row in the conversation is the claim: it is written before the carrier is called, so
    that no redelivery sends a second text. Only a text that the carrier provably refused for now gives its
    claim back. Quiet hours do not apply: it answers a text that has just come.
    """
    claimed: dict[int, Answer] = {}
    again: set[int] = set()
    last_claim = min(PATIENCE_SECONDS, settings().step_seconds / 2)
    for position, event in events.items():
        if deadline.left < last_claim and _is_asked(event):
            again.add(position)
            continue
        try:
            answer = _answer_to(event)
            if answer and answers.claim(answer.text):
                claimed[position] = answer
        except Exception as error:
            log_failure("keyword not answered", error)
            again.add(position)
    if claimed:
        outcomes = run(_offer_all(list(claimed.values())))
        for (position, answer), outcome in zip(claimed.items(), outcomes, strict=True):
            again |= {position} if _settle(answer, outcome) else set()
    return again


def _is_asked(event: TextReceived) -> bool:
    return event.unanswered and event.keyword in _KINDS


def _answer_to(event: TextReceived) -> Answer | None:
    """None if the carrier answers it, if it did not bring the opt-out about, or if it is too late."""
    if not event.keyword or not _is_asked(event):
        return None
    keyword = Keyword(event.keyword)
    asked_at: datetime | None = datetime.fromisoformat(event.received_at)
    if keyword is Keyword.STOP:
        recipient = recipients.get(event.organization_id, event.from_phone)
        asked_at = recipient.opted_out_at if recipient.opt_out_id == event.message_id else None
    now = clock.now()
    if asked_at is None or now > asked_at + WITHIN - SHORTEST:
        return None
    body = _body(keyword, organizations.get(event.organization_id))
    if not body:
        return None
    text = Text(
        organization_id=event.organization_id,
        phone=event.from_phone,
        message_id=derived_id(event.organization_id, _KINDS[keyword], event.message_id),
        direction=Direction.OUT,
        body=body,
        at=now,
        our_number=event.to_phone,
        outcome=CLAIMED,
    )
    return Answer(text=text, until=asked_at + WITHIN)


def _body(keyword: Keyword, organization: Organization) -> str:
    template = organization.opt_out_confirmation if keyword is Keyword.STOP else organization.help_answer
    return template.replace("{organization}", organization.name).strip()


async def _offer_all(claimed: list[Answer]) -> list[SendOutcome]:
    return list(await asyncio.gather(*(_offer(answer) for answer in claimed)))


async def _offer(answer: Answer) -> SendOutcome:
    """Whatever goes wrong once the carrier is called, it may have the text."""
    text = answer.text
    try:
        vendor = open_vendor(text.organization_id)
    except Exception as error:
        log_failure("keyword not answered", error)
        return Throttled(retry_after_seconds=0.0)
    outbound = OutboundText(
        reference=f"{text.message_id}.{text.message_id}",
        to=text.phone,
        body=text.body,
        sender=text.our_number,
        valid_seconds=int((answer.until - clock.now()).total_seconds()),
    )
    try:
        return await asyncio.wait_for(vendor.send(outbound), PATIENCE_SECONDS)
    except Exception as error:
        log_failure("keyword not answered", error)
        return Unclear(reason=type(error).__name__)


def _settle(answer: Answer, outcome: SendOutcome) -> bool:
    """Note the outcome; whether it has to be tried again. A note that cannot be written leaves the claim standing."""
    try:
        match outcome:
            case Accepted():
                answers.settle(answer.text, SENT, outcome.vendor_message_id)
            case Declined() | AccountBlocked():
                answers.settle(answer.text, FAILED)
            case Unclear():
                answers.settle(answer.text, UNKNOWN)
            case Throttled():
                answers.release(answer.text)
                return True
    except Exception as error:
        log_failure("keyword not answered", error)
    return False
