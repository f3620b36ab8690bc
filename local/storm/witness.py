"""Watches the tables as they are written: a claim that passes a closed gate is seen at the moment it commits."""

from collections.abc import Callable
from typing import Any

from local.cloud.expressions import Item
from local.cloud.table import Key, Table


def watch_doubts(sends: Table) -> set[str]:
    """References of the sends that were UNKNOWN at some time; the set grows as the table is written."""
    doubted, put = set[str](), sends.put

    def seen(key: Key, item: Item) -> tuple[int, int]:
        if item.get("state", {}).get("S") == "UNKNOWN":
            doubted.add(f"{item['blast_id']['S']}.{item['send_id']['S']}")
        return put(key, item)

    sends.put = seen  # type: ignore[method-assign]
    return doubted


class Witness:
    """`broken` are the promises that were broken before its eyes."""

    def __init__(self, recipients: Table) -> None:
        self.broken: list[str] = []
        self.paused = False
        self.claims = 0
        self._put: Callable[[Key, Item], tuple[int, int]] = recipients.put
        self._get = recipients.get
        recipients.put = self.put  # type: ignore[method-assign]

    def put(self, key: Key, item: Item) -> tuple[int, int]:
        before = self._get(key)
        old: dict[str, Any] = before.item if before else {}
        if item.get("last_text_at") != old.get("last_text_at") or item.get("day_count") != old.get(
            "day_count"
        ):
            self.claims += 1
            if "opted_out_at" in old:
                self.broken.append("a claim was committed after the opt-out of its recipient")
            if self.paused:
                self.broken.append("a claim was committed while the campaign was paused")
        return self._put(key, item)
