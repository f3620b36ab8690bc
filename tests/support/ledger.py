"""Blasts as the tests of the sending road need them: created, planned, counted and recounted."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from groundswell import clock
from groundswell.domain.blast import Blast, Shard
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.identity import shard_of
from groundswell.domain.job import Job, JobKind
from groundswell.domain.send import Send, SendState
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import send_rows, shards, writing
from tests.support.build import a_blast, a_campaign, a_job, a_phone, a_send


def a_running_blast(**changes: object) -> Blast:
    """An active campaign with a blast, its shards and its job, all in the tables."""
    campaign: Campaign = a_campaign(state=CampaignState.ACTIVE)
    campaigns.add(campaign)
    blast = a_blast(**changes)
    job: Job = a_job(kind=JobKind.RUN_BLAST, subject_id=blast.blast_id)
    assert blasts.add(blast, job, campaign, campaign.change(at=clock.now()))
    return blast


def plan(*sends: Send) -> None:
    for send in sends:
        writing.plan([send])


def sends_of_shard(blast: Blast, shard: int, count: int) -> list[Send]:
    """So many sends of the blast that all fall into one shard, in order of their ids."""
    found: list[Send] = []
    number = 0
    while len(found) < count:
        send = a_send(blast_id=blast.blast_id, phone=a_phone(number))
        number += 1
        if shard_of(send.send_id) == shard:
            found.append(send)
    return sorted(found, key=lambda send: send.send_id)


def lease(blast: Blast, shard: int, lease_id: str = "worker") -> Shard:
    taken = shards.take_lease(
        blast.blast_id, shard, lease_id=lease_id, until=clock.now() + timedelta(seconds=35)
    )
    assert taken
    return taken


def standing(send: Send) -> Send:
    """The send as the ledger has it now."""
    return send_rows.get_many([(send.blast_id, send.send_id)])[send.send_id]


def assert_counters_equal_a_recount(blast: Blast, sends: Sequence[Send] | None = None) -> None:
    """Every shard's counters are what counting its rows gives: those in the table, or the blast's `sends` as given."""
    for shard in shards.list_all(blast.blast_id):
        if sends is None:
            rows = send_rows.read_page(blast.blast_id, shard.shard, after="", limit=10_000)
        else:
            rows = [send for send in sends if shard_of(send.send_id) == shard.shard]
        recount = Counter(send.state for send in rows)
        assert {state: shard.counters[state] for state in SendState} == {
            state: recount[state] for state in SendState
        }
        assert shard.counters.segments == sum(send.segments for send in rows)
        errors = Counter(send.reason for send in rows if send.state is SendState.FAILED)
        assert {code: count for code, count in shard.counters.errors.items() if count} == dict(errors)
