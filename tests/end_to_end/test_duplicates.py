"""Queues deliver at least once: messages that come again change no counter and reach no carrier."""

from typing import Any

import pytest

from groundswell.domain.identity import SHARDS
from groundswell.envelopes import encode
from groundswell.messages import DeliverShard, DeliveryReported, Message, RunBlast
from tests.support.tenants import Tenant, blasts_of
from tests.support.waiting import until_quiet

pytestmark = pytest.mark.stack
TIMES = 3


def send_again(tenant: Tenant, messages: list[Message]) -> None:
    queues = tenant.stack.aws("sqs")
    for message in messages * TIMES:
        output = "".join(part.title() for part in message.queue.split("_"))
        queues.send_message(QueueUrl=tenant.stack.outputs[output], MessageBody=encode(message))


def accepted(tenant: Tenant) -> int:
    found = tenant.stack.simulator("GET", f"messages?kind=api&account_sid={tenant.account.sid}&limit=1")
    return int(found.json["total"])


def books(tenant: Tenant) -> tuple[list[Any], int]:
    return blasts_of(tenant.api()), accepted(tenant)


def test_a_blast_that_is_planned_and_delivered_again_texts_nobody(tenant: Tenant) -> None:
    until_quiet(tenant.stack)
    before = books(tenant)
    organization = tenant.organization_id
    again: list[Message] = []
    for blast in before[0]:
        ids = {
            "organization_id": organization,
            "campaign_id": blast["campaign_id"],
            "blast_id": blast["blast_id"],
        }
        again.append(RunBlast(organization_id=organization, job_id=blast["job_id"]))
        again += [DeliverShard(**ids, shard=shard, cursor="") for shard in range(SHARDS)]
    send_again(tenant, again)
    until_quiet(tenant.stack, 120)
    assert books(tenant) == before


def test_reports_that_are_queued_again_are_counted_once(tenant: Tenant) -> None:
    until_quiet(tenant.stack)
    before = books(tenant)
    api, blast = tenant.api(), before[0][-1]
    path = f"/campaigns/{blast['campaign_id']}/blasts/{blast['blast_id']}/sends"
    delivered = [one for one in api.list(path) if one["state"] == "DELIVERED"][:20]
    assert delivered
    reports: list[Message] = [
        DeliveryReported(
            organization_id=tenant.organization_id,
            blast_id=blast["blast_id"],
            send_id=one["send_id"],
            state=state,
            error_code=None,
            vendor_message_id=one["vendor_message_id"],
            sender=one["sender"],
        )
        for one in delivered
        for state in ("DELIVERED", "SENT")
    ]
    send_again(tenant, reports)
    until_quiet(tenant.stack)
    assert books(tenant) == before
