"""One step of forgetting the people of campaigns that ended long ago; states, ids, counters and opt-outs stay."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from groundswell import clock
from groundswell.domain import identity
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Stale
from groundswell.domain.identity import SHARDS
from groundswell.domain.job import Continue, Done, Job, StepResult
from groundswell.domain.retention import Forgetting
from groundswell.messages import ApplyRetention
from groundswell.tables import blasts, campaigns, contacts, conversations, loads, organizations
from groundswell.tables.ledger import forgetting, send_rows
from groundswell.usecases.forget_files import forget_files
from groundswell.usecases.forget_sends import forget_words
from groundswell.usecases.run_step import Deadline, run_step

PAGE = 200
NOTE = "Forgetting what is older than you keep"


def apply_retention(message: ApplyRetention) -> None:
    """Do the step that the message asks for, and ask for the next."""
    run_step(message, _work)


def _work(job: Job, deadline: Deadline) -> StepResult:
    """An organization that has decided to keep everything meanwhile keeps what is left."""
    now = Forgetting.of(job.cursor)
    if not organizations.get(job.organization_id).retention_days:
        return Done(result=now.result())
    while not deadline.passed:
        campaign = campaigns.find_ended(job.organization_id, now.ended_before, after=now.done_campaign)
        if campaign is None:
            return Done(result=now.result(), done=now.texts, total=now.texts)
        now = _forget_campaign(campaign, now, deadline)
    return Continue(cursor=now.to_cursor(), done=now.texts, total=job.total, note=NOTE)


def _forget_campaign(campaign: Campaign, now: Forgetting, deadline: Deadline) -> Forgetting:
    found = sorted(
        blasts.list_of(campaign.organization_id, campaign.campaign_id), key=lambda blast: blast.blast_id
    )
    for blast in found:
        if blast.blast_id > now.done_blast:
            now = _forget_blast(blast, now, deadline)
            if deadline.passed:
                return now
    load_ids = {campaign.load_id, *(blast.load_id for blast in found)}
    if not identity.is_hidden(campaign.campaign_id):
        load_ids |= set(loads.list_for_campaign(campaign.organization_id, campaign.campaign_id))
        load_ids -= _still_used(campaign.organization_id, now.ended_before)
    for load_id in sorted(filter(None, load_ids)):
        count, is_done = _forget_load(campaign.organization_id, load_id, deadline)
        now = replace(now, contacts=now.contacts + count)
        if not is_done:
            return now
    return now.behind_campaign(campaign.campaign_id, forgotten=_settle(campaign))


def _settle(campaign: Campaign) -> bool:
    """False if the campaign has changed meanwhile; then it is looked at again when it has ended long ago once more."""
    changed = campaign.change(at=clock.now(), forgotten_at=clock.now(), load_id=None)
    try:
        campaigns.move(campaign, changed)
    except Stale:
        return False
    return True


def _still_used(organization_id: str, ended_before: datetime) -> set[str | None]:
    """Copies share their original's load: it goes with the last campaign that needs it."""
    used: set[str | None] = set()
    cursor = None
    while True:
        page, cursor = campaigns.list_page(organization_id, limit=PAGE, cursor=cursor)
        used |= {one.load_id for one in page if not _has_ended(one, ended_before)}
        if cursor is None:
            return used


def _has_ended(campaign: Campaign, before: datetime) -> bool:
    ended = campaign.state in (CampaignState.COMPLETED, CampaignState.ARCHIVED)
    return ended and campaign.updated_at is not None and campaign.updated_at < before


def _forget_blast(blast: Blast, now: Forgetting, deadline: Deadline) -> Forgetting:
    """Replies first: who wrote them and what they answer follows from the sends' phones."""
    if not now.shard and not now.after:
        _forget_replies(blast, now.ended_before, deadline)
    while not now.is_blast_done:
        if deadline.passed:
            return now
        page = send_rows.read_page(blast.blast_id, now.shard, after=now.after, limit=PAGE)
        named = [send for send in page if not send.is_nameless]
        if identity.is_hidden(blast.campaign_id):
            conversations.remove_texts(blast.organization_id, [(send.phone, send.send_id) for send in named])
            _forget_heads(blast.organization_id, (send.phone for send in named), now.ended_before)
        forgetting.forget_all(named)
        now = now.forgot_texts(len(named), page[-1].send_id if len(page) == PAGE else "")
    if identity.is_hidden(blast.campaign_id) and blast.audience == 1:
        forget_words(blast)
    return now.behind_blast(blast.blast_id)


def _forget_replies(blast: Blast, ended_before: datetime, deadline: Deadline) -> None:
    """The replies, and the text of ours that joined the conversation with them. What is left over is found again."""
    cursor = None
    while not deadline.passed:
        page, cursor = conversations.list_replies(blast.blast_id, limit=PAGE, cursor=cursor)
        replies = [(text.phone, text.message_id) for text in page]
        sent = [(text.phone, identity.send_id(blast.blast_id, text.phone)) for text in page]
        conversations.remove_texts(blast.organization_id, [*replies, *sent])
        _forget_heads(blast.organization_id, (text.phone for text in page), ended_before)
        if cursor is None:
            return


def _forget_heads(organization_id: str, phones: Iterable[str], ended_before: datetime) -> None:
    for phone in dict.fromkeys(phones):
        conversations.forget_head(organization_id, phone, before=ended_before)


def _forget_load(organization_id: str, load_id: str, deadline: Deadline) -> tuple[int, bool]:
    """How many contacts went, and whether all did."""
    forget_files(organization_id, [load_id])
    count = 0
    for shard in range(SHARDS):
        while page := contacts.list_page(load_id, shard, None, PAGE):
            contacts.remove(page)
            count += len(page)
            if deadline.passed:
                return count, False
    return count, True
