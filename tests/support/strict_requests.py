"""A request to DynamoDB goes in; what DynamoDB would refuse in it, and a kind emulation would not, comes out."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from moto.dynamodb.parsing.reserved_keywords import ReservedKeywords

from local.cloud.definitions import TableDefinition
from local.cloud.sizes import size_of

Json = dict[str, Any]
_WORD = re.compile(r"[#:]?[A-Za-z_][A-Za-z0-9_]*|[#:]\d+")
_LANGUAGE = {"SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN", "SIZE"}
_RESERVED = {word.upper() for word in ReservedKeywords.get_reserved_keywords()} - _LANGUAGE
LARGEST_ITEM = 400 * 1024


def objections(request: Json) -> list[str]:
    """What is wrong with the request's expressions and keys; the tables need not be known."""
    found = [wrong for part in _parts(request) if (wrong := _words(*_expressions(part)))]
    for asked in request.get("RequestItems", {}).values():
        keys = [str(sorted(key.items())) for key in (asked["Keys"] if isinstance(asked, dict) else ())]
        if len(set(keys)) < len(keys):
            found.append("a key is asked for twice in a batch")
    return found


def item_objections(definition: TableDefinition, item: Json) -> list[str]:
    """What is wrong with an item that is to be stored: its keys, those of the indexes too, and its size."""
    keys = {definition.hash_key, definition.range_key}
    keys |= {key for index in definition.indexes for key in (index.hash_key, index.range_key)}
    found = [
        f"{key} is a key and may not be {item[key]}"
        for key in keys
        if key in item and (next(iter(item[key])) not in ("S", "N") or item[key].get("S") == "")
    ]
    if size_of(item) > LARGEST_ITEM:
        found.append("the item is larger than 400 KB")
    return found


def _parts(request: Json) -> Iterator[Json]:
    if "TransactItems" in request:
        for item in request["TransactItems"]:
            yield from item.values()
    elif "RequestItems" in request:
        yield from (asked for asked in request["RequestItems"].values() if isinstance(asked, dict))
    else:
        yield request


def _expressions(part: Json) -> tuple[tuple[str, ...], frozenset[str] | None, frozenset[str] | None]:
    texts = tuple(str(text) for name, text in part.items() if name.endswith("Expression"))
    return texts, _defined(part, "ExpressionAttributeNames"), _defined(part, "ExpressionAttributeValues")


def _defined(part: Json, name: str) -> frozenset[str] | None:
    return frozenset(part[name]) if name in part else None


@lru_cache(maxsize=8192)
def _words(texts: tuple[str, ...], names: frozenset[str] | None, values: frozenset[str] | None) -> str:
    """Every name and value that is used is given, every one that is given is used, and no plain word is reserved."""
    if names == frozenset() or values == frozenset():
        return "names or values are given, but empty"
    used = {word for text in texts for word in _WORD.findall(text)}
    given = (names or frozenset()) | (values or frozenset())
    placeholders = {word for word in used if word[0] in "#:"}
    if placeholders != given:
        return f"{sorted(placeholders ^ given)} is used but not given, or given but not used, in {texts}"
    reserved = {word for word in used if word.upper() in _RESERVED}
    return f"{sorted(reserved)} is a reserved word, in {texts}" if reserved else ""
