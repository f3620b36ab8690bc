"""Sends as plain items, at a tenth of what the model costs; a test holds the two together."""

import json
from typing import Any

from groundswell.domain.identity import shard_of
from groundswell.domain.send import Send, SendState
from groundswell.settings import settings
from groundswell.tables.plain import Item, moment, moment_of, text_of
from groundswell.tables.rows import Writer

_NEW = {"ConditionExpression": "attribute_not_exists (send_id)"}
_NAMES = {"#state": "state", "#segments": "segments"}


def key(blast_id: str, shard: int) -> str:
    """The partition of a blast's shard."""
    return f"{blast_id}#{shard:02d}"


def to_item(send: Send) -> Item:
    """What a send does not have has no attribute; `attention` lists those that are UNKNOWN."""
    texts = {
        "blast_shard": key(send.blast_id, shard_of(send.send_id)),
        "send_id": send.send_id,
        "organization_id": send.organization_id,
        "campaign_id": send.campaign_id,
        "blast_id": send.blast_id,
        "phone": send.phone,
        "state": send.state.value,
        "values": json.dumps(dict(send.values)),
        "time_zones": " ".join(send.time_zones) or None,
        "claim_id": send.claim_id,
        "sender": send.sender,
        "vendor_message_id": send.vendor_message_id,
        "reason": send.reason,
        "attention": send.organization_id if send.state is SendState.UNKNOWN else None,
    }
    item: Item = {name: {"S": value} for name, value in texts.items() if value is not None}
    item["segments"] = {"N": str(send.segments)}
    if send.released:
        item["released"] = {"BOOL": True}
    for name, at in (
        ("claim_expires_at", send.claim_expires_at),
        ("not_before", send.not_before),
        ("updated_at", send.updated_at),
    ):
        if at is not None:
            item[name] = {"S": moment(at)}
    return item


def from_item(item: Item) -> Send:
    """The send out of an item that `to_item` or the model wrote."""
    return Send(
        organization_id=item["organization_id"]["S"],
        campaign_id=item["campaign_id"]["S"],
        blast_id=item["blast_id"]["S"],
        send_id=item["send_id"]["S"],
        phone=item["phone"]["S"],
        state=SendState(item["state"]["S"]),
        values=json.loads(item["values"]["S"]),
        time_zones=tuple((text_of(item, "time_zones") or "").split()),
        claim_id=text_of(item, "claim_id"),
        claim_expires_at=moment_of(item, "claim_expires_at"),
        not_before=moment_of(item, "not_before"),
        sender=text_of(item, "sender"),
        vendor_message_id=text_of(item, "vendor_message_id"),
        segments=int(item["segments"]["N"]),
        reason=text_of(item, "reason"),
        released="released" in item and bool(item["released"]["BOOL"]),
        updated_at=moment_of(item, "updated_at"),
    )


def add_new(writer: Writer, send: Send) -> None:
    """Make inserting the send part of a transaction; it fails if the send exists."""
    writer.put_plain({"TableName": settings().sends_table, "Item": to_item(send), **_NEW})


def add_step(writer: Writer, before: Send, after: Send, *, show: bool = False) -> None:
    """Make the step part of a transaction; it fails unless the row stands at `before`.

    Same state, same claim, same segments: the segments of a text may be learnt after its state.

    `show` has the failure tell how the row stands instead.
    """
    values: dict[str, Any] = {":state": {"S": before.state.value}, ":segments": {"N": str(before.segments)}}
    claim = "attribute_not_exists (claim_id)"
    if before.claim_id:
        claim, values[":claim"] = "claim_id = :claim", {"S": before.claim_id}
    operation = {
        "TableName": settings().sends_table,
        "Item": to_item(after),
        "ConditionExpression": f"#state = :state AND #segments = :segments AND {claim}",
        "ExpressionAttributeNames": _NAMES,
        "ExpressionAttributeValues": values,
    }
    if show:
        operation["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    writer.put_plain(operation)
