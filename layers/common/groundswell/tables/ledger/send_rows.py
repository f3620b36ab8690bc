"""Sends as rows: domain.Send goes in and comes out; pages and batches are read here."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from groundswell.domain.identity import SHARDS, shard_of
from groundswell.domain.send import Send, SendState
from groundswell.settings import settings
from groundswell.tables import plain, rows
from groundswell.tables.ledger.send_items import from_item, key

COUNTER = "#COUNTER"
"""Sorts before every send id."""


class _ByAttention(GlobalSecondaryIndex["SendRow"]):
    """Only UNKNOWN sends carry `attention`, so only they are listed."""

    class Meta:
        index_name = "by_attention"
        projection = AllProjection()

    attention = UnicodeAttribute(hash_key=True)
    updated_at = UTCDateTimeAttribute(range_key=True)


class SendRow(Model):
    """One send; absent attributes are None."""

    class Meta(rows.Meta):
        table_name = settings().sends_table

    blast_shard = UnicodeAttribute(hash_key=True)
    send_id = UnicodeAttribute(range_key=True)
    organization_id = UnicodeAttribute()
    campaign_id = UnicodeAttribute()
    blast_id = UnicodeAttribute()
    phone = UnicodeAttribute()
    state = UnicodeAttribute()
    values = JSONAttribute()
    time_zones = UnicodeAttribute(null=True)
    claim_id = UnicodeAttribute(null=True)
    claim_expires_at = UTCDateTimeAttribute(null=True)
    not_before = UTCDateTimeAttribute(null=True)
    sender = UnicodeAttribute(null=True)
    vendor_message_id = UnicodeAttribute(null=True)
    segments = NumberAttribute()
    reason = UnicodeAttribute(null=True)
    released = BooleanAttribute(null=True)
    updated_at = UTCDateTimeAttribute(null=True)
    attention = UnicodeAttribute(null=True)
    by_attention = _ByAttention()


_FIELDS = tuple(f.name for f in fields(Send))


def to_row(send: Send) -> SendRow:
    values: dict[str, Any] = {name: getattr(send, name) for name in _FIELDS}
    values["state"] = send.state.value
    values["values"] = dict(send.values)
    values["time_zones"] = " ".join(send.time_zones) or None
    values["released"] = send.released or None
    values["attention"] = send.organization_id if send.state is SendState.UNKNOWN else None
    return SendRow(blast_shard=key(send.blast_id, shard_of(send.send_id)), **values)


def to_domain(row: SendRow) -> Send:
    values: dict[str, Any] = {name: getattr(row, name) for name in _FIELDS}
    values["state"] = SendState(row.state)
    values["time_zones"] = tuple(row.time_zones.split()) if row.time_zones else ()
    values["released"] = bool(row.released)
    return Send(**values)


def stands_at(before: Send) -> Condition:
    """The row is still what `before` says: same state, same claim."""
    unclaimed = SendRow.claim_id.does_not_exist()
    same_claim: Condition = SendRow.claim_id == before.claim_id if before.claim_id else unclaimed
    same_state: Condition = SendRow.state == before.state.value
    both: Condition = same_state & same_claim
    return both


def read_page(blast_id: str, shard: int, *, after: str, limit: int) -> list[Send]:
    """The shard's next sends in order of id, read consistently; fewer than `limit` means the end."""
    request = {
        "KeyConditionExpression": "blast_shard = :shard AND send_id > :after",
        "ExpressionAttributeValues": {
            ":shard": {"S": key(blast_id, shard)},
            ":after": {"S": after or COUNTER},
        },
        "ConsistentRead": True,
    }
    return [from_item(item) for item in plain.query(settings().sends_table, request, limit)]


def get_many(sends: Iterable[tuple[str, str]]) -> dict[str, Send]:
    """Sends by id for pairs (blast_id, send_id), read consistently, 100 to a request; unknown ones are left out."""
    keys = [
        {"blast_shard": {"S": key(blast_id, shard_of(send_id))}, "send_id": {"S": send_id}}
        for blast_id, send_id in dict.fromkeys(sends)
    ]
    found = map(from_item, plain.batch_get(settings().sends_table, keys, consistent=True))
    return {send.send_id: send for send in found}


def list_unknown(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Send], Mapping[str, Any] | None]:
    """A page of the organization's UNKNOWN sends, the newest first, and the next page's cursor."""
    found = SendRow.by_attention.query(
        organization_id, scan_index_forward=False, limit=limit,
        last_evaluated_key=dict(cursor) if cursor else None,
    )  # fmt: skip
    return [to_domain(row) for row in found], found.last_evaluated_key


def list_sends(
    blast_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Send], Mapping[str, Any] | None]:
    """A page of a blast's sends over all shards, and the next page's cursor."""
    shard, after = max(int(cursor["shard"]), 0) if cursor else 0, str(cursor["after"]) if cursor else ""
    found: list[Send] = []
    while shard < SHARDS:
        page = SendRow.query(
            key(blast_id, shard), SendRow.send_id > (after or COUNTER), limit=limit - len(found)
        )
        found.extend(to_domain(row) for row in page)
        if len(found) == limit:
            return found, {"shard": shard, "after": found[-1].send_id}
        shard, after = shard + 1, ""
    return found, None
