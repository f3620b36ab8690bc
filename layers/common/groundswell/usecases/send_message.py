"""A text for some people goes in and is on its way; who could not be addressed comes back with a remedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell import clock
from groundswell.domain import text as texts
from groundswell.domain.addressees import Addressee, Addressees, sort_addressees
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import CampaignKind
from groundswell.domain.contact import OWN_FIELDS, Contact
from groundswell.domain.departure import Hours, opens_later
from groundswell.domain.errors import Invalid, Problem
from groundswell.domain.organization import Organization
from groundswell.tables import recipients
from groundswell.usecases.choose_sender import choose_sender
from groundswell.usecases.find_erased import find_erased
from groundswell.usecases.send_at_once import EXPIRES_AFTER, Outgoing, find_sent, plan_now, send_at_once

SOONEST = timedelta(minutes=1)
FIRST_TEXT = Problem(
    "text",
    "Somebody gets a first text from you, and it does not say how to opt out.",
    'Carriers want the first text to say who writes and, for example, "Reply STOP to opt out".',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What was asked for: `sender` in any spelling, `strict` refuses everything if one entry is wrong."""

    text: str
    to: Sequence[Addressee]
    sender: str | None = None
    not_after: datetime | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Underway:
    """`held_until` is when the first of those may be texted whose hours are over; None if all may be now."""

    blast: Blast
    accepted: int
    merged: int
    opted_out: int
    refused: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    held_until: datetime | None


def send_message(organization: Organization, user_id: str, key: str, message: Message) -> Underway:
    """Send to everybody who can be addressed; the same key again finishes what was begun and sends nothing twice.

    Invalid, with every wrong entry, if none is left or `strict` is set; Conflict if there is no number.
    """
    addressees = sort_addressees(message.to)
    blast = find_sent(organization.organization_id, CampaignKind.MESSAGE, key)
    if blast is None:
        _check(message, addressees)
        blast = send_at_once(
            Outgoing(
                organization_id=organization.organization_id,
                kind=CampaignKind.MESSAGE,
                key=key,
                text=message.text,
                people=addressees.people,
                sender=choose_sender(organization, user_id, message.sender),
                created_by=user_id,
                not_after=message.not_after,
            )
        )
    else:
        plan_now(blast)
    return _underway(organization, blast, addressees)


def _check(message: Message, addressees: Addressees) -> None:
    wrong = addressees.refused
    if wrong and (message.strict or not addressees.people):
        first = wrong[0]
        raise Invalid(first.field, first.problem, first.remedy, more=wrong[1:])
    known = {name for one in addressees.people for name in one.custom}
    texts.check(message.text, {*OWN_FIELDS, *known})
    check_not_after(message.not_after)


def check_not_after(not_after: datetime | None) -> None:
    """Invalid unless it leaves time to send, and no more than texts are kept for."""
    if not_after is None:
        return
    now = clock.now()
    if not now + SOONEST <= not_after <= now + EXPIRES_AFTER:
        hours = int(EXPIRES_AFTER.total_seconds() // 3600)
        raise Invalid(
            "not_after",
            "It is in the past or too far away.",
            f"Send a time from a minute to {hours} hours from now, or leave it out.",
        )


def _underway(organization: Organization, blast: Blast, addressees: Addressees) -> Underway:
    people = addressees.people
    phones = [one.phone for one in people]
    known = recipients.get_many(organization.organization_id, phones)
    erased = find_erased(organization.organization_id, phones)
    is_first = any(known[one.phone].last_text_at is None for one in people)
    return Underway(
        blast=blast,
        accepted=len(people),
        merged=addressees.merged,
        opted_out=sum(phone in erased or recipient.opted_out for phone, recipient in known.items()),
        refused=addressees.refused,
        warnings=(FIRST_TEXT,) if is_first and not texts.tells_how_to_opt_out(blast.text) else (),
        held_until=held_until(organization, people),
    )


def held_until(organization: Organization, people: Sequence[Contact]) -> datetime | None:
    """When the first of those may be texted who may not be now."""
    hours, now = Hours(organization.opens, organization.closes), clock.now()
    zones = {one.time_zones for one in people}
    return min(filter(None, (opens_later(hours, zone, now) for zone in zones)), default=None)
