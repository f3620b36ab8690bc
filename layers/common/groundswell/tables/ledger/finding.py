"""Some of a blast's sends: a state and a reason go in, a page of those that fit comes out, at a bounded cost."""

from collections.abc import Mapping
from typing import Any

from groundswell.domain.blast import NO_REASON, Counters, SendFilter
from groundswell.domain.identity import SHARDS
from groundswell.domain.send import Send
from groundswell.settings import settings
from groundswell.tables import plain
from groundswell.tables.ledger import shards
from groundswell.tables.ledger.send_items import from_item, key
from groundswell.tables.ledger.send_rows import COUNTER

MOST_READS = 20
"""Requests to the table for one page; where they do not suffice, the cursor goes on."""
LEAST_READ, MOST_READ = 100, 1_000
"""How many sends one request looks at, of at most a megabyte."""

Cursor = Mapping[str, Any]


def find_sends(
    blast_id: str, only: SendFilter, *, limit: int, cursor: Cursor | None = None
) -> tuple[list[Send], Cursor | None]:
    """A page and the next page's cursor. A page may hold fewer than `limit`, even none, although more follow.

    The shards' counters tell which shards hold any of them at all; the others are not looked into.
    """
    begin, after = (max(int(cursor["shard"]), 0), str(cursor["after"])) if cursor else (0, "")
    standing = {one.shard: one.counters for one in shards.list_all(blast_id)}
    found, reads = list[Send](), 0
    for shard in range(begin, SHARDS):
        counted = standing.get(shard, Counters())
        last: str | None = after if shard == begin else ""
        while last is not None and only.most(counted) > 0:
            if reads == MOST_READS:
                return found, {"shard": shard, "after": last}
            missing = limit - len(found)
            sends, last = _look(blast_id, shard, only, last, _worth_reading(only, counted, missing))
            reads += 1
            found += sends[:missing]
            if len(found) == limit:
                return found, {"shard": shard, "after": found[-1].send_id}
    return found, None


def _worth_reading(only: SendFilter, counted: Counters, missing: int) -> int:
    """So many sends hold about as many as are missing, as sends lie in no order but their ids'."""
    about = missing * counted.planned // only.most(counted)
    return min(max(about, LEAST_READ), MOST_READ)


def _look(
    blast_id: str, shard: int, only: SendFilter, after: str, size: int
) -> tuple[list[Send], str | None]:
    """Those that fit among the next sends of the shard, and the last one looked at; None behind the last of all."""
    request = _request(only)
    values = {":shard": {"S": key(blast_id, shard)}, ":after": {"S": after or COUNTER}}
    request["ExpressionAttributeValues"] |= values
    request["KeyConditionExpression"] = "blast_shard = :shard AND send_id > :after"
    items, last = plain.query_once(settings().sends_table, request, size)
    return [from_item(item) for item in items], last["send_id"]["S"] if last else None


def _request(only: SendFilter) -> dict[str, Any]:
    """The parts of a query that leave out what does not fit."""
    tests, names, values = list[str](), dict[str, str](), dict[str, Any]()
    if only.state is not None:
        tests.append("#state = :state")
        names["#state"], values[":state"] = "state", {"S": only.state.value}
    if only.reason == NO_REASON:
        tests.append("attribute_not_exists (#reason)")
        names["#reason"] = "reason"
    elif only.reason is not None:
        tests.append("#reason = :reason")
        names["#reason"], values[":reason"] = "reason", {"S": only.reason}
    return {
        "FilterExpression": " AND ".join(tests),
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": values,
    }
