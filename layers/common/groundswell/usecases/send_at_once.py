"""A text and its people go in; they are a blast of their own that is planned before this returns, once per key."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from groundswell import clock, queues
from groundswell.domain import identity, text
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign, CampaignKind, CampaignState
from groundswell.domain.contact import OWN_FIELDS, Contact
from groundswell.domain.conversation import Conversation
from groundswell.domain.errors import NotFound
from groundswell.domain.planning import planning_id, planning_job
from groundswell.messages import RunBlast
from groundswell.observability import log_failure
from groundswell.tables import blasts, contacts, texts_at_once
from groundswell.usecases.run_blast import run_blast

EXPIRES_AFTER = timedelta(hours=72)
"""What could not be sent by then is skipped as expired, unless the sender wishes it sooner."""
_OCCURRENCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """`key` makes it one of its kind; `sender` is the number it comes from, None: any that fits the recipient.

    With `answering` it counts as the conversation's next text.
    """

    organization_id: str
    kind: CampaignKind
    key: str
    text: str
    people: Sequence[Contact]
    sender: str | None
    created_by: str
    not_after: datetime | None = None
    answering: Conversation | None = None

    @property
    def campaign_id(self) -> str:
        return identity.hidden_id(self.organization_id, self.kind.value, self.key)


def find_sent(organization_id: str, kind: CampaignKind, key: str) -> Blast | None:
    """The blast, if this was asked for before."""
    campaign_id = identity.hidden_id(organization_id, kind.value, key)
    try:
        return blasts.get(organization_id, campaign_id, identity.blast_id(campaign_id, _OCCURRENCE))
    except NotFound:
        return None


def send_at_once(outgoing: Outgoing) -> Blast:
    """Begin to send; asking again, after whatever went wrong, finishes that and sends nothing twice.

    Stale if the conversation that it answers has moved on.
    """
    now = clock.now()
    campaign = _campaign(outgoing, now)
    contacts.add_first([replace(one, load_id=str(campaign.load_id)) for one in outgoing.people])
    blast = Blast(
        organization_id=outgoing.organization_id,
        campaign_id=campaign.campaign_id,
        blast_id=identity.blast_id(campaign.campaign_id, _OCCURRENCE),
        occurrence=_OCCURRENCE,
        text=outgoing.text,
        load_id=str(campaign.load_id),
        audience=campaign.contacts,
        created_at=now,
        not_after=outgoing.not_after or now + EXPIRES_AFTER,
    )
    blast = replace(blast, job_id=planning_id(blast.organization_id, blast.blast_id))
    # No job of a list that people read, where it would hide the others: those are listed by their creation.
    job = replace(planning_job(blast, outgoing.created_by), created_at=None)
    body = text.render(outgoing.text, outgoing.people[0].values())
    if not texts_at_once.add(campaign, blast, job, outgoing.answering, body):
        blast = blasts.get(blast.organization_id, blast.campaign_id, blast.blast_id)
    plan_now(blast)
    return blast


def plan_now(blast: Blast) -> None:
    """Plan within this request; whatever hinders that, the planning's message does it a little later."""
    message = RunBlast(organization_id=blast.organization_id, job_id=str(blast.job_id))
    try:
        run_blast(message)
    except Exception as error:
        log_failure("not planned at once", error, blast_id=blast.blast_id)
        queues.send(message)


def _campaign(outgoing: Outgoing, now: datetime) -> Campaign:
    fields = dict.fromkeys(name for one in outgoing.people for name in one.custom)
    return Campaign(
        organization_id=outgoing.organization_id,
        campaign_id=outgoing.campaign_id,
        name=outgoing.kind.capitalize(),
        kind=outgoing.kind,
        state=CampaignState.ACTIVE,
        text=outgoing.text,
        load_id=_load_id(outgoing),
        contacts=len(outgoing.people),
        fields=(*OWN_FIELDS, *fields),
        sender=outgoing.sender,
        created_at=now,
        updated_at=now,
    )


def _load_id(outgoing: Outgoing) -> str:
    """Of these very people: a request that failed and came again with others must not reach those of the first."""
    people = [[one.phone, one.row, one.values()] for one in outgoing.people]
    digest = hashlib.sha256(json.dumps(people, sort_keys=True).encode()).hexdigest()
    return identity.derived_id(outgoing.organization_id, "load", f"{outgoing.campaign_id}\n{digest}")
