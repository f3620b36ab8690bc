"""Items as DynamoDB's own JSON, for the few roads where PynamoDB's models would cost more than the work itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from groundswell.tables import rows

Item = dict[str, Any]
READ_TOGETHER = 100
WRITE_TOGETHER = 25
ROUNDS = 10
LONGEST_PAUSE = 6
"""From that round on the pauses grow no longer."""


def moment(at: datetime) -> str:
    """As PynamoDB writes a UTC datetime."""
    return f"{at.isoformat(timespec='microseconds')[:26]}+0000"


def text_of(item: Item, name: str) -> str | None:
    """A string attribute, or None where the item has none of that name."""
    found = item.get(name)
    return None if found is None else str(found["S"])


def moment_of(item: Item, name: str) -> datetime | None:
    """A datetime attribute as `moment` wrote it, or None where the item has none of that name."""
    found = item.get(name)
    return None if found is None else datetime.fromisoformat(found["S"])


def query(table: str, request: Mapping[str, Any], limit: int) -> list[Item]:
    """The first `limit` items that the query finds, however many requests that takes."""
    found: list[Item] = []
    start: Item = {}
    while len(found) < limit:
        items, last = query_once(table, {**request, **start}, limit - len(found))
        found += items
        if last is None:
            break
        start = {"ExclusiveStartKey": last}
    return found


def query_once(table: str, request: Mapping[str, Any], limit: int) -> tuple[list[Item], Item | None]:
    """What one request finds that looks at `limit` items at most, and the key of the last; None at the end."""
    answer = rows.connection().dispatch("Query", {"TableName": table, **request, "Limit": limit})
    return answer["Items"], answer.get("LastEvaluatedKey")


def batch_get(
    table: str, keys: Iterable[Item], *, consistent: bool, only: Mapping[str, Any] | None = None
) -> list[Item]:
    """The items that exist under these keys, in no order; of each the attributes that the projection `only` names."""
    waiting, found = list(keys), list[Item]()
    for attempt in range(ROUNDS + len(waiting) // READ_TOGETHER):
        if not waiting:
            break
        asked = {"Keys": waiting[:READ_TOGETHER], "ConsistentRead": consistent, **(only or {})}
        answer = rows.connection().dispatch("BatchGetItem", {"RequestItems": {table: asked}})
        found += answer["Responses"].get(table, [])
        left = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
        waiting = left + waiting[READ_TOGETHER:]
        if left:
            rows.pause(min(attempt, LONGEST_PAUSE))
    if waiting:
        raise rows.NotRead(f"{len(waiting)} items of {table}")
    return found


def batch_put(table: str, items: Iterable[Item]) -> None:
    """Write at most 25 items, in place of what stands under their keys."""
    left = [{"PutRequest": {"Item": item}} for item in items]
    for attempt in range(ROUNDS):
        answer = rows.connection().dispatch("BatchWriteItem", {"RequestItems": {table: left}})
        left = answer.get("UnprocessedItems", {}).get(table, [])
        if not left:
            return
        rows.pause(min(attempt, LONGEST_PAUSE))
    raise rows.NotWritten(f"{len(left)} items of {table}")
