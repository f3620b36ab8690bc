"""Items go in; the bytes and the units that DynamoDB would bill for them come out."""

from collections.abc import Mapping
from typing import Any

WRITE_UNIT = 1024
READ_UNIT = 4096


def size_of(item: Mapping[str, Any]) -> int:
    """Names and values, by the rules of DynamoDB's developer guide ("Item sizes and formats")."""
    return sum(_length(name) + _value(value) for name, value in item.items())


def _value(value: Mapping[str, Any]) -> int:
    for tag, content in value.items():
        if tag == "S":
            return _length(content)
        if tag == "N":
            return (len(content.strip("-0.")) + 1) // 2 + 1
        if tag in ("BOOL", "NULL"):
            return 1
        if tag == "M":
            return 3 + sum(1 + _length(name) + _value(inner) for name, inner in content.items())
        if tag == "L":
            return 3 + sum(1 + _value(inner) for inner in content)
        if tag == "B":
            return len(content) * 3 // 4
        return sum(_length(one) for one in content)
    return 0


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def write_units(size: int) -> int:
    return max(1, -(-size // WRITE_UNIT))


def read_units(size: int, *, consistent: bool) -> float:
    units = max(1, -(-size // READ_UNIT))
    return units if consistent else units / 2
