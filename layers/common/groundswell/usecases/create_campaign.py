"""A name goes in; a new DRAFT comes out."""

import secrets
from datetime import datetime
from uuid import UUID

from groundswell import clock
from groundswell.domain.campaign import Campaign, SenderChoice
from groundswell.tables import campaigns


def create_campaign(
    organization_id: str, name: str, *, text: str = "", sender_choice: SenderChoice = SenderChoice.GROUNDSWELL
) -> Campaign:
    """Without contacts and numbers yet; its id sorts behind those of all campaigns before it."""
    now = clock.now()
    campaign = Campaign(
        organization_id=organization_id,
        campaign_id=new_campaign_id(now),
        name=name,
        text=text,
        sender_choice=sender_choice,
        created_at=now,
        updated_at=now,
    )
    campaigns.add(campaign)
    return campaign


def new_campaign_id(at: datetime) -> str:
    """A UUIDv7 (RFC 9562): ids sort by the time of creation, and so does a list read in order of ids."""
    milliseconds = int(at.timestamp() * 1000)
    number = milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(UUID(int=number))
