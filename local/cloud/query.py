"""DynamoDB's Query: one partition of a table or an index, in order, in pages of at most a megabyte."""

from collections.abc import Iterator
from typing import Any

from local.cloud import grammar
from local.cloud.answers import Refused
from local.cloud.expressions import Scope, holds, projected, value_of
from local.cloud.meter import Meter
from local.cloud.sizes import read_units
from local.cloud.table import Index, Key, Record, Table, between, plain

Json = dict[str, Any]
PAGE_BYTES = 1024 * 1024
LAST = "\U0010ffff"


def query(table: Table, request: Json, meter: Meter) -> Json:
    scope = Scope.of(request)
    place: Table | Index = table.indexes[request["IndexName"]] if "IndexName" in request else table
    found: list[Json] = []
    read = scanned = 0
    last: Record | None = None
    limit = request.get("Limit") or 10**9
    for record in _records(table, place, request, scope):
        if scanned == limit or read > PAGE_BYTES:
            break
        read, scanned, last = read + record.size, scanned + 1, record
        if holds(request.get("FilterExpression"), record.item, scope):
            found.append(projected(request.get("ProjectionExpression"), _shown(table, place, record), scope))
    else:
        if scanned < limit:
            last = None
    meter.read_units[table.name] += read_units(read, consistent=bool(request.get("ConsistentRead")))  # type: ignore[assignment]
    answer: Json = {"Items": found, "Count": len(found), "ScannedCount": scanned}
    if last is not None:
        answer["LastEvaluatedKey"] = _keys(table, place, last.item)
    return answer


def _shown(table: Table, place: Table | Index, record: Record) -> Json:
    if isinstance(place, Index) and place.definition.keys_only:
        return _keys(table, place, record.item)
    return record.item


def _keys(table: Table, place: Table | Index, item: Json) -> Json:
    names = (table.hash_key, table.range_key, place.hash_key, place.range_key)
    return {name: item[name] for name in names if name}


def _records(table: Table, place: Table | Index, request: Json, scope: Scope) -> Iterator[Record]:
    hash_value, bounds = _bounds(place, request["KeyConditionExpression"], scope)
    backwards = request.get("ScanIndexForward") is False
    order: list[Any] = table.partition(hash_value) if isinstance(place, Table) else place.keys(hash_value)
    if isinstance(place, Index):
        bounds = _as_tuples(bounds)
    start, end = between(
        order, bounds["low"], bounds["high"], with_low=bounds["with_low"], with_high=bounds["with_high"]
    )
    if "ExclusiveStartKey" in request:
        after = _position(table, place, request["ExclusiveStartKey"])
        at = between(order, after, after)
        start, end = (start, min(end, at[0])) if backwards else (max(start, at[1]), end)
    chosen = order[start:end]
    for one in reversed(chosen) if backwards else chosen:
        key: Key = (hash_value, one) if isinstance(place, Table) else one[1:]
        record = table.get(key)
        if record is not None:
            yield record


def _position(table: Table, place: Table | Index, key: Json) -> Any:
    if key.keys() != {
        name for name in (table.hash_key, table.range_key, place.hash_key, place.range_key) if name
    }:
        raise Refused("ValidationException", "The provided starting key is invalid")
    own = table.key_of(key)
    return own[1] if isinstance(place, Table) else (plain(key.get(place.range_key or "")), *own)


def _as_tuples(bounds: Json) -> Json:
    """An index is sorted by (sort key, table key): a bound covers all table keys."""
    low, high = bounds["low"], bounds["high"]
    low = None if low is None else (low,) if bounds["with_low"] else (low, LAST)
    high = None if high is None else (high, LAST) if bounds["with_high"] else (high,)
    return {"low": low, "high": high, "with_low": True, "with_high": True}


def _bounds(place: Table | Index, text: str, scope: Scope) -> tuple[Any, Json]:
    tree = grammar.condition(text)
    hash_value: Any = None
    bounds: Json = {"low": None, "high": None, "with_low": True, "with_high": True}
    for part in tree[1:] if tree[0] == "AND" else (tree,):
        kind, path = part[0], scope.path(part[1])
        values = [plain(value_of(one, {}, scope)) for one in part[2:]]
        if path == [place.hash_key] and kind == "=":
            hash_value = values[0]
        elif path == [place.range_key]:
            bounds |= _range(kind, values)
        else:
            raise Refused("ValidationException", "Query condition missed key schema element")
    if hash_value is None:
        raise Refused("ValidationException", "Query condition missed key schema element")
    return hash_value, bounds


def _range(kind: str, values: list[Any]) -> Json:
    if kind in ("=", "BETWEEN"):
        return {"low": values[0], "high": values[-1]}
    if kind == "begins_with":
        return {"low": values[0], "high": values[0] + LAST}
    if kind in (">", ">="):
        return {"low": values[0], "with_low": kind == ">="}
    return {"high": values[0], "with_high": kind == "<="}
