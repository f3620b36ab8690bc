"""A campaign goes in; a new DRAFT with the same text and audience comes out."""

from dataclasses import replace

from groundswell import clock
from groundswell.domain.campaign import Campaign
from groundswell.tables import campaigns
from groundswell.usecases.create_campaign import new_campaign_id

NAME_LENGTH = 200


def copy_campaign(organization_id: str, campaign_id: str, *, name: str | None = None) -> Campaign:
    """Numbers are not copied: they belong to one campaign at a time."""
    original = campaigns.get(organization_id, campaign_id)
    original.require_planned()
    now = clock.now()
    fresh = Campaign(
        organization_id=organization_id,
        campaign_id=new_campaign_id(now),
        name=name or f"Copy of {original.name}"[:NAME_LENGTH],
        created_at=now,
        updated_at=now,
    )
    same = {
        field: getattr(original, field)
        for field in ("text", "load_id", "contacts", "fields", "sender_choice")
    }
    copy = replace(fresh, **same)
    if copy.load_id is None:  # the original's people may have been forgotten since
        copy = replace(copy, contacts=0, fields=())
    campaigns.add(copy)
    return copy
