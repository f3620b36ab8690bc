"""What passed between an organization and the people it texts: ids and phones go in, conversations come out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from groundswell import clock
from groundswell.domain.campaign import Campaign, CampaignKind
from groundswell.domain.conversation import Conversation, Direction, InboxView, Text
from groundswell.domain.departure import Hours, opens_later
from groundswell.domain.erasure import NOBODY
from groundswell.domain.errors import NotFound
from groundswell.domain.organization import Organization
from groundswell.domain.phone import time_zones_for
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.tables import campaigns, conversations, inbox, opt_outs, recipients, reviews
from groundswell.tables.ledger import send_rows
from groundswell.tables.opt_outs import OptOutChange
from groundswell.usecases.find_erased import find_erasure

THREAD_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """`conversation` is None while only we have written; `sends` say, by message id, what became of our texts.

    `texts` are a page of them, the oldest first; `earlier` is the cursor of those before, None at the first text.
    """

    recipient: Recipient
    conversation: Conversation | None
    texts: tuple[Text, ...]
    sends: Mapping[str, Send]
    earlier: Mapping[str, Any] | None
    is_newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What to know before answering: the zones the phone may be in, when it may be texted if not now, the campaign."""

    time_zones: tuple[str, ...]
    held_until: datetime | None
    campaign: Campaign | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedOut:
    """Somebody who has opted out, with its proof; `proof` is None where it cannot be found."""

    phone: str
    opted_out_at: datetime | None
    proof: OptOutChange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Whether a phone may be texted, and how that came about."""

    recipient: Recipient
    history: tuple[OptOutChange, ...]


def list_conversations(
    organization_id: str,
    view: InboxView,
    user_id: str,
    *,
    limit: int,
    cursor: Mapping[str, Any] | None = None,
) -> tuple[list[Conversation], Mapping[str, Any] | None]:
    """`user_id` says whose are MINE."""
    if view is InboxView.ALL:
        return conversations.list_page(organization_id, limit=limit, cursor=cursor)
    if view is InboxView.REVIEW:
        return reviews.list_page(organization_id, limit=limit, cursor=cursor)
    whose = user_id if view is InboxView.MINE else view.value
    return inbox.list_queue(organization_id, whose, limit=limit, cursor=cursor)


def list_reviews(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Conversation], Mapping[str, Any] | None]:
    """The conversations in which a person has to decide whether it is an opt-out, the one due first first."""
    return reviews.list_page(organization_id, limit=limit, cursor=cursor)


def get_thread(
    organization_id: str, phone: str, *, limit: int = THREAD_PAGE, cursor: Mapping[str, Any] | None = None
) -> Thread:
    """The newest texts, or those before the cursor; NotFound where nothing has passed yet."""
    conversation = inbox.find(organization_id, phone)
    newest_first, earlier = conversations.list_latest(organization_id, phone, limit=limit, cursor=cursor)
    if not newest_first and not conversation and not cursor:
        raise NotFound("conversation")
    ours = [
        (one.blast_id, one.message_id)
        for one in newest_first
        if one.direction is Direction.OUT and one.blast_id
    ]
    return Thread(
        recipient=recipients.get(organization_id, phone),
        conversation=conversation,
        texts=tuple(reversed(newest_first)),
        sends=send_rows.get_many(ours),
        earlier=earlier,
        is_newest=not cursor,
    )


def get_facts(organization: Organization, thread: Thread) -> Facts:
    """The campaign is the one whose text the person had last, if the newest texts show it, else the one
    that they last answered; None where that was no campaign's.
    """
    phone = thread.recipient.phone
    zones = time_zones_for(phone) if phone.startswith("+") else ()
    hours = Hours(organization.opens, organization.closes)
    return Facts(
        time_zones=zones,
        held_until=opens_later(hours, zones, clock.now()),
        campaign=_campaign(organization.organization_id, thread),
    )


def _campaign(organization_id: str, thread: Thread) -> Campaign | None:
    """A member's answers have a campaign of their own, which nobody planned."""
    shown = thread.texts if thread.is_newest else ()
    planned = [one.campaign_id for one in shown if one.direction is Direction.OUT and not one.user_id]
    answered = thread.conversation.campaign_id if thread.conversation else None
    campaign_id = next(filter(None, reversed(planned)), answered)
    try:
        campaign = campaigns.get(organization_id, campaign_id) if campaign_id else None
    except NotFound:
        return None
    return campaign if campaign and campaign.kind is CampaignKind.CAMPAIGN else None


def list_opted_out(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[OptedOut], Mapping[str, Any] | None]:
    """A page of the phones that have opted out, the newest first."""
    page, following = recipients.list_opted_out(
        organization_id, limit=limit, cursor=cursor, newest_first=True
    )
    proofs = opt_outs.get_proofs(organization_id, page)
    found = [
        OptedOut(phone=one.phone, opted_out_at=one.opted_out_at, proof=proofs.get(one.phone)) for one in page
    ]
    return found, following


def get_subscription(organization_id: str, phone: str) -> Subscription:
    """A phone that nobody knows has not opted out; one that was erased counts as if it had."""
    recipient = recipients.get(organization_id, phone)
    history = opt_outs.list_changes(organization_id, phone)
    if erasure := find_erasure(organization_id, phone):
        history = opt_outs.list_changes(organization_id, NOBODY + erasure.person_id) + history
        since = erasure.opted_out_at or recipient.opted_out_at or erasure.erased_at
        recipient = replace(recipient, opted_out_at=since)
    return Subscription(recipient=recipient, history=tuple(history))
