"""A person decides that a send whose fate nobody knows shall be tried once more."""

from datetime import datetime, timedelta
from uuid import uuid4

from groundswell import clock
from groundswell.domain.audit import AuditAction, AuditEntry
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Conflict, NotFound
from groundswell.domain.identity import shard_of
from groundswell.domain.send import Send, SendState
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import releasing, send_rows
from groundswell.usecases.wake_shards import wake_shards

SEARCHED_FOR = timedelta(hours=1)
"""By then the search has ended, or its message lies among the dead letters."""


def release_send(
    organization_id: str, campaign_id: str, blast_id: str, send_id: str, *, reason: str, user_id: str
) -> Send:
    """UNKNOWN -> READY, once per send; everything that keeps a text from leaving still does.

    A closed blast is open again until the text has left; its campaign stays as it is. NotFound for a
    send of somebody else's; Conflict where it may not be released; Stale if it moved meanwhile.
    """
    blast = blasts.get(organization_id, campaign_id, blast_id)
    send = send_rows.get_many([(blast_id, send_id)]).get(send_id) if _is_id(send_id) else None
    if send is None:
        raise NotFound("send")
    campaign, now = campaigns.get(organization_id, campaign_id), clock.now()
    _check(send, blast, campaign, now)
    after = send.become(
        SendState.READY, at=now, released=True, reason=None, claim_id=None, claim_expires_at=None, sender=None
    )
    entry = AuditEntry(
        organization_id=organization_id,
        entry_id=str(uuid4()),
        at=now,
        action=AuditAction.SEND_RELEASED,
        user_id=user_id,
        subject=send_id,
        reason=reason,
        details={"campaign_id": campaign_id, "blast_id": blast_id, "was": send.reason},
    )
    releasing.release(send, after, blast, campaign, campaign.change(at=now), entry)
    wake_shards(blast, [shard_of(send_id)])
    return after


def _is_id(send_id: str) -> bool:
    return send_id[-1:] in "0123456789abcdef" and send_id != send_rows.COUNTER


def _check(send: Send, blast: Blast, campaign: Campaign, now: datetime) -> None:
    if send.state is not SendState.UNKNOWN:
        raise Conflict(f"The send is {send.state}, not UNKNOWN.", "There is nothing to release.")
    if send.is_nameless:
        raise Conflict("The data of the person it went to was erased.", "There is nobody to send it to.")
    if send.released:
        raise Conflict("It has been released once already.", "Ask the recipient whether the text arrived.")
    searched_until = (send.updated_at or now) + SEARCHED_FOR
    if not send.is_given_up and now < searched_until:
        raise Conflict(
            "The carrier's list is still being searched for it.", "Try again in a quarter of an hour."
        )
    if campaign.state is CampaignState.PAUSED:
        campaign.require(CampaignState.ACTIVE)
    if campaign.state not in (CampaignState.ACTIVE, CampaignState.COMPLETED):
        raise Conflict(
            f"The campaign is {campaign.state}; its numbers are gone.", "Make a copy to send again."
        )
    if blast.not_after is not None and now >= blast.not_after:
        raise Conflict("The time to send this blast is over.", "Send it to this contact in a new campaign.")
