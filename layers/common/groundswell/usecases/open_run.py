"""What a worker has to know of a blast before it sends: loaded once for all sends of a step."""

import asyncio
from dataclasses import dataclass, field

from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign, CampaignKind
from groundswell.domain.departure import Hours
from groundswell.domain.number import NumberState
from groundswell.domain.organization import Organization
from groundswell.domain.sender_choice import Senders, senders_at_once
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.tables import blasts, campaigns, organizations
from groundswell.tables.numbers import owned
from groundswell.usecases.open_vendor import open_vendor

CALLS_AT_ONCE = 16
"""The same for texts that are sent at once, which have a slot of their own beside the other two."""
CALLS = 64
"""Calls begun and not ended for one shard. Some 50 of them are at the carrier, the others are being written or read
here; with two shards at a time an account stays at Twilio's 100 or so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`pool` holds the campaign's own numbers, in order; the carrier refuses texts from `blocked` ones.

    `known` are numbers that only those are texted from who were so before.
    """

    organization: Organization
    campaign: Campaign
    blast: Blast
    vendor: ServiceVendor
    pool: tuple[str, ...]
    known: tuple[str, ...] = ()
    hours: Hours
    blocked: set[str] = field(default_factory=set)
    calls: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CALLS))

    @property
    def senders(self) -> tuple[str, ...]:
        return tuple(phone for phone in self.pool if phone not in self.blocked)


def open_run(organization_id: str, campaign_id: str, blast_id: str) -> Run:
    """NotFound if the campaign or the blast is not the organization's."""
    organization = organizations.get(organization_id)
    campaign = campaigns.get(organization_id, campaign_id)
    senders = _senders(organization, campaign)
    return Run(
        organization=organization,
        campaign=campaign,
        blast=blasts.get(organization_id, campaign_id, blast_id),
        vendor=open_vendor(organization_id),
        pool=senders.pool,
        known=senders.known,
        hours=Hours(organization.opens, organization.closes),
        calls=asyncio.Semaphore(CALLS if campaign.kind is CampaignKind.CAMPAIGN else CALLS_AT_ONCE),
    )


def _senders(organization: Organization, campaign: Campaign) -> Senders:
    if campaign.sender:
        return Senders(pool=(campaign.sender,))
    if campaign.kind is not CampaignKind.CAMPAIGN:
        return senders_at_once(owned.list_all(organization.organization_id), organization.service_vendor)
    numbers = owned.list_of_campaign(organization.organization_id, campaign.campaign_id)
    working = sorted(number.phone for number in numbers if number.state is NumberState.ALLOCATED)
    return Senders(pool=tuple(working))
