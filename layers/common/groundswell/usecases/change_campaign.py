"""A job's change of its campaign goes in and is made on the newest state, whoever else edits it meanwhile."""

from collections.abc import Callable
from datetime import datetime

from groundswell import clock
from groundswell.domain.campaign import Campaign
from groundswell.domain.errors import Stale
from groundswell.tables import campaigns

ATTEMPTS = 5


def change_campaign(campaign: Campaign, change: Callable[[Campaign, datetime], Campaign]) -> Campaign:
    """The changed campaign; Stale once it is not in that state of that job any more."""
    before = campaign
    for _ in range(ATTEMPTS):
        after = change(before, clock.now())
        if after == before:
            return before
        try:
            return campaigns.move(before, after)
        except Stale:
            before = campaigns.get(campaign.organization_id, campaign.campaign_id)
            if (before.state, before.job_id) != (campaign.state, campaign.job_id):
                raise
    raise Stale(f"campaign {campaign.campaign_id}")
