"""A campaign's text goes to a colleague's phone, as one of its contacts would read it, so that it can be judged."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from groundswell import clock
from groundswell.domain import text as texts
from groundswell.domain.addressees import Addressee, contact_of
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign, CampaignKind
from groundswell.domain.contact import OWN_FIELDS, Contact
from groundswell.domain.errors import Problem, TooMany
from groundswell.domain.organization import Organization
from groundswell.domain.phone import time_zones_for
from groundswell.domain.rate_limit import RateLimit
from groundswell.domain.text import Segments
from groundswell.tables import campaigns, contacts, rate_limits
from groundswell.usecases.choose_sender import choose_sender
from groundswell.usecases.opt_out_by_hand import known_phone
from groundswell.usecases.send_at_once import Outgoing, find_sent, plan_now, send_at_once
from groundswell.usecases.send_message import FIRST_TEXT, held_until

A_DAY = RateLimit(name="test-texts", most=5, window=timedelta(days=1))
_EXAMPLE = Addressee(
    phone="+12025550123", first_name="Ada", last_name="Moss", zip_code="20001", external_id="1001"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialSent:
    """`body` is what the phone will show."""

    blast: Blast
    phone: str
    body: str
    segments: Segments
    warnings: tuple[Problem, ...]
    held_until: datetime | None


def send_test_text(
    organization: Organization, user_id: str, campaign_id: str, to: str, key: str
) -> TrialSent:
    """Send it once per key, five times a day and member at most; opt-outs and hours count as for every text."""
    phone = known_phone(to)
    campaign = campaigns.get(organization.organization_id, campaign_id)
    campaign.require_planned()
    contact = _sample(campaign, phone)
    key = f"{campaign_id}\n{key}"
    blast = find_sent(organization.organization_id, CampaignKind.TEST, key)
    if blast is None:
        blast = _send(organization, user_id, campaign, contact, key)
    else:
        plan_now(blast)
    body = texts.render(blast.text, contact.values())
    return TrialSent(
        blast=blast,
        phone=phone,
        body=body,
        segments=texts.segments(body),
        warnings=() if texts.tells_how_to_opt_out(body) else (FIRST_TEXT,),
        held_until=held_until(organization, [contact]),
    )


def _send(organization: Organization, user_id: str, campaign: Campaign, contact: Contact, key: str) -> Blast:
    """What would be refused for its text or its number does not count against the day's limit."""
    texts.check(campaign.text, campaign.fields or OWN_FIELDS)
    sender = choose_sender(organization, user_id)
    _count(organization.organization_id, user_id)
    outgoing = Outgoing(
        organization_id=organization.organization_id,
        kind=CampaignKind.TEST,
        key=key,
        text=campaign.text,
        people=[contact],
        sender=sender,
        created_by=user_id,
    )
    return send_at_once(outgoing)


def _sample(campaign: Campaign, phone: str) -> Contact:
    """One of the campaign's contacts, or an invented one, with the colleague's phone."""
    found = contacts.sample(campaign.load_id, 1) if campaign.load_id else []
    sample = found[0] if found else contact_of(_EXAMPLE, _EXAMPLE.phone)
    return replace(sample, load_id="", row=1, phone=phone, time_zones=time_zones_for(phone))


def _count(organization_id: str, user_id: str) -> None:
    now = clock.now()
    if not rate_limits.count(A_DAY, f"{organization_id}#{user_id}", now):
        raise TooMany(A_DAY.wait(now))
