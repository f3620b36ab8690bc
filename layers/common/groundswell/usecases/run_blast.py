"""A blast is planned page by page: contacts become READY sends, and the shards are told that there is work."""

from collections.abc import Collection, Sequence
from itertools import groupby

from groundswell import clock
from groundswell.domain import identity, text
from groundswell.domain.blast import Blast
from groundswell.domain.contact import Contact
from groundswell.domain.conversation import Direction, Text
from groundswell.domain.identity import SHARDS
from groundswell.domain.job import Continue, Done, Job, StepResult
from groundswell.domain.send import Send, SendState, SkipReason
from groundswell.messages import RunBlast
from groundswell.tables import blasts, contacts, sent_texts
from groundswell.tables.ledger import shards, writing
from groundswell.usecases.find_erased import find_erased
from groundswell.usecases.run_step import Deadline, run_step
from groundswell.usecases.wake_shards import wake_shards

PAGE = 1_500
"""Contacts planned together: about 94 for each of the 16 shards, one full transaction each."""


def run_blast(message: RunBlast) -> None:
    """Plan the next pages of the blast whose job `message` names."""
    run_step(message, _plan)


def _plan(job: Job, deadline: Deadline) -> StepResult:
    blast = blasts.get(job.organization_id, str(job.cursor["campaign_id"]), job.subject_id)
    shard, after, planned = int(job.cursor["shard"]), str(job.cursor["after"]), job.done
    while shard < SHARDS and not deadline.passed:
        page, shard, after = _next_page(blast.load_id, shard, after)
        erased = find_erased(job.organization_id, [contact.phone for contact in page])
        if identity.is_hidden(blast.campaign_id):
            _thread_page(blast, [one for one in page if one.phone not in erased], job.created_by)
        _plan_page(blast, page, erased)
        contacts.remove(contact for contact in page if contact.phone in erased)
        planned += len(page)
    if shard < SHARDS:
        wake_shards(blast)
        cursor = {"campaign_id": blast.campaign_id, "shard": shard, "after": after}
        return Continue(cursor=cursor, done=planned, total=blast.audience, note="Planning the texts")
    blasts.start_sending(blast)
    wake_shards(blast, _with_work(blast.blast_id))
    return Done(result={"blast_id": blast.blast_id, "planned": planned}, done=planned, total=planned)


def _with_work(blast_id: str) -> list[int]:
    """The shards that have something to send; where none has, one that closes the blast."""
    return [shard.shard for shard in shards.list_all(blast_id) if shard.counters.open] or [0]


def _next_page(load_id: str, shard: int, after: str) -> tuple[list[Contact], int, str]:
    """Up to PAGE contacts over as many contact shards as that takes, and where the next page starts."""
    page: list[Contact] = []
    while shard < SHARDS and len(page) < PAGE:
        wanted = PAGE - len(page)
        found = contacts.list_page(load_id, shard, after or None, wanted)
        page += found
        shard, after = (shard, found[-1].phone) if len(found) == wanted else (shard + 1, "")
    return page, shard, after


def _thread_page(blast: Blast, page: Sequence[Contact], user_id: str) -> None:
    """What is sent at once is part of the conversations from the first; what becomes of it stands on the send."""
    texts = [
        Text(
            organization_id=blast.organization_id,
            phone=contact.phone,
            message_id=identity.send_id(blast.blast_id, contact.phone),
            direction=Direction.OUT,
            body=text.render(blast.text, contact.values()),
            at=blast.created_at or clock.now(),
            campaign_id=blast.campaign_id,
            blast_id=blast.blast_id,
            user_id=user_id,
        )
        for contact in page
    ]
    sent_texts.add_all(texts)


def _plan_page(blast: Blast, page: Sequence[Contact], erased: Collection[str]) -> None:
    """Who was erased is planned as skipped and nameless at once: no claim ever sees it."""
    names, now = text.field_names(blast.text), clock.now()
    sends = [_send(blast, contact, names) for contact in page]
    sends = [
        send.become(SendState.SKIPPED, at=now, reason=SkipReason.ERASED.value).without_person()
        if send.phone in erased
        else send
        for send in sends
    ]
    sends.sort(key=lambda send: (identity.shard_of(send.send_id), send.send_id))
    for _, group in groupby(sends, key=lambda send: identity.shard_of(send.send_id)):
        of_shard = list(group)
        for start in range(0, len(of_shard), writing.CHUNK):
            writing.plan(of_shard[start : start + writing.CHUNK])


def _send(blast: Blast, contact: Contact, names: Sequence[str]) -> Send:
    values = contact.values()
    return Send(
        organization_id=blast.organization_id,
        campaign_id=blast.campaign_id,
        blast_id=blast.blast_id,
        send_id=identity.send_id(blast.blast_id, contact.phone),
        phone=contact.phone,
        values=text.trim({name: values[name] for name in names if values.get(name)}),
        time_zones=contact.time_zones,
    )
