"""A phone goes in; all that an organization knows of it comes out, read in batches by ids that follow from it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groundswell.domain import identity, text
from groundswell.domain.blast import Blast
from groundswell.domain.contact import Contact
from groundswell.domain.conversation import Conversation, Text
from groundswell.domain.send import Send, SendState
from groundswell.domain.send_story import STORIES, why_skipped
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.tables import blasts, campaigns, contacts, conversations, inbox, loads
from groundswell.tables.ledger import send_rows
from groundswell.usecases.explain_refusal import explain_refusal
from groundswell.usecases.find_erased import find_erasure
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.read_conversations import Subscription, get_subscription

PAGE = 500
LATEST = 50
"""Texts of the conversation; all of them come with the conversation itself, in pages."""
Cursor = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A contact, and the campaigns whose audience it is or was loaded for: names by id, the oldest first."""

    contact: Contact
    campaigns: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`conversation` is None while only we have written; `texts` are its latest, the oldest first.

    `erased_at` is set until the person subscribes again.
    """

    phone: str
    erased_at: datetime | None
    subscription: Subscription
    conversation: Conversation | None
    texts: tuple[Text, ...]
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentText:
    """One text to the person; `why` says in plain words what became of it. A text sent at once is of no campaign."""

    send: Send
    blast: Blast
    why: str
    campaign_name: str | None

    @property
    def body(self) -> str:
        return text.render(self.blast.text, self.send.values)


def find_person(organization_id: str, phone: str) -> Person:
    """A phone that nobody knows is a person with nothing in any list."""
    erasure = find_erasure(organization_id, phone)
    newest_first, _ = conversations.list_latest(organization_id, phone, limit=LATEST)
    return Person(
        phone=phone,
        erased_at=erasure.erased_at if erasure else None,
        subscription=get_subscription(organization_id, phone),
        conversation=inbox.find(organization_id, phone),
        texts=tuple(reversed(newest_first)),
        listed=tuple(_list_contacts(organization_id, phone)),
    )


def list_sent(
    organization_id: str, phone: str, *, cursor: Cursor | None = None, newest_first: bool = True
) -> tuple[list[SentText], Cursor | None]:
    """The texts in the next 500 blasts of the organization, and the cursor behind those; there may be none in them."""
    places, following = blasts.list_places(
        organization_id, limit=PAGE, cursor=cursor, newest_first=newest_first
    )
    keys = {blast_id: identity.send_id(blast_id, phone) for _, blast_id in places}
    sends = send_rows.get_many(keys.items())
    ours = [place for place in places if keys[place[1]] in sends]
    known = blasts.get_many(organization_id, ours)
    failed = any(send.state is SendState.FAILED for send in sends.values())
    vendor = open_vendor(organization_id) if failed else None
    names = campaigns.get_names(organization_id, (campaign_id for campaign_id, _ in ours))
    found = [
        SentText(
            send=(send := sends[keys[blast_id]]),
            blast=known[blast_id],
            why=_why(send, vendor),
            campaign_name=names.get(campaign_id),
        )
        for campaign_id, blast_id in ours
    ]
    return found, following


def _why(send: Send, vendor: ServiceVendor | None) -> str:
    if send.state is SendState.SKIPPED:
        return why_skipped(send.reason)
    if send.state is SendState.FAILED and send.reason and vendor:
        return explain_refusal(vendor, send.reason)
    return STORIES[send.state]


def _list_contacts(organization_id: str, phone: str) -> list[Listed]:
    """Of all loads for campaigns; what was stored for a single text at once is told by that text."""
    campaigns_of: dict[str, set[str]] = defaultdict(set)
    for load_id, campaign_id in [*_planned(organization_id), *_loaded(organization_id)]:
        campaigns_of[load_id].add(campaign_id)
    found = contacts.find(campaigns_of, phone)
    ids = {one.load_id: sorted(campaigns_of[one.load_id]) for one in found}
    names = campaigns.get_names(organization_id, (one for of_load in ids.values() for one in of_load))
    return [
        Listed(contact=one, campaigns={id_: names[id_] for id_ in ids[one.load_id] if id_ in names})
        for one in found
    ]


def _planned(organization_id: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    after = ""
    while True:
        page = loads.list_of_campaigns(organization_id, after=after, limit=PAGE)
        found += [(load, campaign) for campaign, load in page if load and not identity.is_hidden(campaign)]
        if len(page) < PAGE or identity.is_hidden(page[-1][0]):
            return found
        after = page[-1][0]


def _loaded(organization_id: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    while True:
        page = loads.list_of_jobs(organization_id, after=found[-1][0] if found else "", limit=PAGE)
        found += page
        if len(page) < PAGE:
            return found
