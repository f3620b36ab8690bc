"""Pacing: one item an organization says when its senders are free again, a few slots say who works for it now."""

from datetime import datetime
from functools import partial

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from groundswell import clock
from groundswell.settings import settings
from groundswell.tables import rows

SLOTS = 2
"""Shards worked at a time for one organization: 50 calls each stay under Twilio's 100 or so in flight."""
AT_ONCE = SLOTS
"""One more slot, for texts that are sent at once: an answer does not wait until a campaign's shards are through."""
_PACE = "PACE"


class _Row(Model):
    """Key: organization_id / record (`PACE`, `SLOT#<0..2>`)."""

    class Meta(rows.Meta):
        table_name = settings().pacing_table

    organization_id = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    next_free = JSONAttribute(null=True)
    lease_id = UnicodeAttribute(null=True)
    lease_until = UTCDateTimeAttribute(null=True)


def read(organization_id: str) -> tuple[int, dict[str, float]]:
    """The item's version and when each sender is free again (seconds of the product's clock)."""
    try:
        row = _Row.get(organization_id, _PACE, consistent_read=True)
    except DoesNotExist:
        return 0, {}
    return int(row.version), dict(row.next_free)


def write(organization_id: str, version: int, next_free: dict[str, float]) -> None:
    """Remember the senders' next free times; Stale if another worker wrote since `version` was read."""
    row = _Row(organization_id, _PACE, version=version + 1, next_free=next_free)
    unchanged = _Row.version == version if version else _Row.version.does_not_exist()
    with rows.stale_when_condition_fails(organization_id):
        row.save(condition=unchanged)


def take_slot(organization_id: str, *, lease_id: str, until: datetime, at_once: bool = False) -> int | None:
    """One of the organization's slots until then, or None if all are taken."""
    for slot in (AT_ONCE, *range(SLOTS)) if at_once else range(SLOTS):
        row = _Row(organization_id, f"SLOT#{slot}")
        free = _Row.lease_until.does_not_exist() | (_Row.lease_until < clock.now())
        own = _Row.lease_id == lease_id  # taken already, but the answer was lost
        actions: list[Action] = [_Row.lease_id.set(lease_id), _Row.lease_until.set(until)]
        if rows.succeeds(partial(row.update, actions, condition=free | own)):
            return slot
    return None


def release_slot(organization_id: str, slot: int, *, lease_id: str) -> None:
    """Give the slot back, unless it has lapsed and is another's by now."""
    row = _Row(organization_id, f"SLOT#{slot}")
    actions: list[Action] = [_Row.lease_id.remove(), _Row.lease_until.remove()]
    rows.succeeds(lambda: row.update(actions, condition=_Row.lease_id == lease_id))
