"""One DynamoDB table with its indexes: items are put, removed, found by key and listed in order."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from local.cloud.definitions import IndexDefinition, TableDefinition
from local.cloud.expressions import Item
from local.cloud.sizes import size_of, write_units

Key = tuple[Any, Any]
EMPTY = ""


@dataclass(slots=True)
class Record:
    item: Item
    size: int


def plain(value: dict[str, Any] | None) -> Any:
    """A key's value as Python can sort it; an absent sort key sorts first."""
    if value is None:
        return EMPTY
    tag, content = next(iter(value.items()))
    return Decimal(content) if tag == "N" else content


class Index:
    """Keys of the items that carry the index's attributes, by hash value and in order of the sort key."""

    def __init__(self, definition: IndexDefinition) -> None:
        self.definition = definition
        self.hash_key, self.range_key = definition.hash_key, definition.range_key
        self._order: dict[Any, list[tuple[Any, Any, Any]]] = {}

    def _entry(self, item: Item | None) -> tuple[Any, Any] | None:
        if item is None or self.hash_key not in item or (self.range_key and self.range_key not in item):
            return None
        return plain(item[self.hash_key]), plain(item.get(self.range_key or ""))

    def move(self, key: Key, before: Record | None, after: Record | None) -> int:
        """Follow one write of the table; the write units that this costs."""
        old, new = self._entry(before and before.item), self._entry(after and after.item)
        if old == new:
            if (
                new is None
                or self.definition.keys_only
                or not before
                or not after
                or before.item == after.item
            ):
                return 0
            return write_units(max(before.size, after.size))
        cost = 0
        for entry, record in ((old, before), (new, after)):
            if entry is not None and record is not None:
                cost += 1 if self.definition.keys_only else write_units(record.size)
        if old is not None:
            order = self._order[old[0]]
            del order[bisect_left(order, (old[1], *key))]
        if new is not None:
            insort(self._order.setdefault(new[0], []), (new[1], *key))
        return cost

    def keys(self, hash_value: Any) -> list[tuple[Any, Any, Any]]:
        return self._order.get(hash_value, [])


class Table:
    def __init__(self, definition: TableDefinition) -> None:
        self.definition = definition
        self.name, self.hash_key, self.range_key = definition.name, definition.hash_key, definition.range_key
        self.indexes = {one.name: Index(one) for one in definition.indexes}
        self._records: dict[Key, Record] = {}
        self._order: dict[Any, list[Any]] = {}

    def key_of(self, item: Item) -> Key:
        return plain(item[self.hash_key]), plain(item.get(self.range_key or ""))

    def get(self, key: Key) -> Record | None:
        return self._records.get(key)

    def put(self, key: Key, item: Item) -> tuple[int, int]:
        """Store the item; the size that the write is billed by, and the units for the indexes."""
        before, after = self._records.get(key), Record(item, size_of(item))
        self._records[key] = after
        if before is None:
            insort(self._order.setdefault(key[0], []), key[1])
        index_units = sum(index.move(key, before, after) for index in self.indexes.values())
        return max(after.size, before.size if before else 0), index_units

    def remove(self, key: Key) -> tuple[int, int]:
        before = self._records.pop(key, None)
        if before is None:
            return 0, 0
        order = self._order[key[0]]
        del order[bisect_left(order, key[1])]
        return before.size, sum(index.move(key, before, None) for index in self.indexes.values())

    def partition(self, hash_value: Any) -> list[Any]:
        """The sort keys under a hash value, in order."""
        return self._order.get(hash_value, [])

    def items(self) -> Iterator[Item]:
        return (record.item for record in self._records.values())

    def __len__(self) -> int:
        return len(self._records)


def between(
    order: list[Any], low: Any, high: Any, *, with_low: bool = True, with_high: bool = True
) -> tuple[int, int]:
    """The positions in a sorted list from `low` to `high` (None: no bound)."""
    start = 0 if low is None else bisect_left(order, low) if with_low else bisect_right(order, low)
    end = len(order) if high is None else bisect_right(order, high) if with_high else bisect_left(order, high)
    return start, end
