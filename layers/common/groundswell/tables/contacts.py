"""Contacts in DynamoDB, keyed by a load's shard and the phone; of two rows with one phone the first one stays."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model

from groundswell.domain.contact import Contact
from groundswell.domain.identity import SHARDS, contact_shard
from groundswell.settings import settings
from groundswell.tables import plain, rows

AT_ONCE = 8
"""Requests in flight: at 10 ms each, one after the other would take longer than the work on the contacts."""
_ROW_NUMBERS = {
    "ProjectionExpression": "load_shard, phone, #row",
    "ExpressionAttributeNames": {"#row": "row"},
}


class _Row(Model):
    """Key: load_shard (`<load_id>#<00..15>`) / phone. What a contact does not have has no attribute."""

    class Meta(rows.Meta):
        table_name = settings().contacts_table

    load_shard = UnicodeAttribute(hash_key=True)
    phone = UnicodeAttribute(range_key=True)
    row = NumberAttribute()
    first_name = UnicodeAttribute(null=True)
    last_name = UnicodeAttribute(null=True)
    zip_code = UnicodeAttribute(null=True)
    external_id = UnicodeAttribute(null=True)
    custom = JSONAttribute(null=True)
    time_zones = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How many contacts of a page the load now holds, and how many gave way to an earlier row."""

    valid: int
    duplicates: int
    time_zones: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Where the former live: by a contact's time zones, one blank between them."""


def _key(load_id: str, phone: str) -> tuple[str, str]:
    return f"{load_id}#{contact_shard(load_id, phone):02d}", phone


def _to_domain(row: _Row) -> Contact:
    return Contact(
        load_id=row.load_shard.rpartition("#")[0],
        phone=row.phone,
        row=int(row.row),
        first_name=row.first_name or "",
        last_name=row.last_name or "",
        zip_code=row.zip_code or "",
        external_id=row.external_id or "",
        custom=row.custom or {},
        time_zones=tuple((row.time_zones or "").split()),
    )


def _to_item(key: tuple[str, str], contact: Contact) -> plain.Item:
    """What the model would serialize, at a tenth of its price; a test holds the two together."""
    texts = {
        "load_shard": key[0],
        "phone": key[1],
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "zip_code": contact.zip_code,
        "external_id": contact.external_id,
        "custom": json.dumps(contact.custom, ensure_ascii=False) if contact.custom else "",
        "time_zones": " ".join(contact.time_zones),
    }
    item: plain.Item = {name: {"S": text} for name, text in texts.items() if text}
    item["row"] = {"N": str(contact.row)}
    return item


def add_first(contacts: Sequence[Contact]) -> Added:
    """Store a page of one load; of contacts with the same phone only the one with the lowest row stays.

    Doing a page again gives the same answer: a contact that is found under its own row is this page's own.
    """
    first: dict[tuple[str, str], Contact] = {}
    for contact in sorted(contacts, key=lambda one: one.row):
        first.setdefault(_key(contact.load_id, contact.phone), contact)
    earlier = _rows_of(first)
    kept = {key: contact for key, contact in first.items() if earlier.get(key, contact.row) >= contact.row}
    _write([_to_item(key, contact) for key, contact in kept.items()])
    zones = Counter(" ".join(contact.time_zones) for contact in kept.values())
    return Added(valid=len(kept), duplicates=len(contacts) - len(kept), time_zones=zones)


def list_page(
    load_id: str, shard: int, after_phone: str | None, limit: int, *, begins: str = ""
) -> list[Contact]:
    """The shard's next contacts in order of phone, read consistently; fewer than `limit` means the end.

    With `begins` only those whose phone begins so.
    """
    condition: Condition | None = _Row.phone > after_phone if after_phone else None
    if begins:
        # “!” comes before all digits and “~” after them.
        condition = _Row.phone.between(f"{after_phone}!" if after_phone else begins, f"{begins}~")
    found = _Row.query(f"{load_id}#{shard:02d}", condition, limit=limit, consistent_read=True)
    return [_to_domain(row) for row in found]


def sample(load_id: str, n: int) -> list[Contact]:
    """At most `n` contacts of the load, for people to look at."""
    found: list[Contact] = []
    for shard in range(SHARDS):
        if len(found) < n:
            found += list_page(load_id, shard, None, n - len(found))
    return found


def find(load_ids: Iterable[str], phone: str) -> list[Contact]:
    """One phone's contacts in these loads, read consistently, 100 to a request."""
    keys = [_key(load_id, phone) for load_id in dict.fromkeys(load_ids)]
    return [_to_domain(row) for row in _Row.batch_get(keys, consistent_read=True)] if keys else []


def remove(found: Iterable[Contact]) -> None:
    """Forget these contacts; those that are gone do not matter."""
    with _Row.batch_write() as batch:
        for contact in found:
            batch.delete(_Row(*_key(contact.load_id, contact.phone)))


@lru_cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="contacts")


def _rows_of(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The row numbers under which these keys are stored already."""
    wanted = [{"load_shard": {"S": shard}, "phone": {"S": phone}} for shard, phone in keys]
    read = partial(plain.batch_get, settings().contacts_table, consistent=True, only=_ROW_NUMBERS)
    items = [item for found in _pool().map(read, _pages(wanted, plain.READ_TOGETHER)) for item in found]
    return {(item["load_shard"]["S"], item["phone"]["S"]): int(item["row"]["N"]) for item in items}


def _write(items: list[plain.Item]) -> None:
    write = partial(plain.batch_put, settings().contacts_table)
    list(_pool().map(write, _pages(items, plain.WRITE_TOGETHER)))


def _pages(items: list[plain.Item], size: int) -> list[list[plain.Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
