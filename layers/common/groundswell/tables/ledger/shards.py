"""A shard's counter item: the run flag, one worker's lease, and counters that change only with the sends they count."""

from collections.abc import Iterable
from datetime import datetime

from pynamodb.attributes import MapAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell import clock
from groundswell.domain.blast import Counters, RunFlag, Shard, total
from groundswell.domain.errors import NotFound
from groundswell.domain.identity import SHARDS
from groundswell.domain.send import SendState
from groundswell.settings import settings
from groundswell.tables import rows
from groundswell.tables.ledger.send_items import key
from groundswell.tables.ledger.send_rows import COUNTER


class ShardRow(Model):
    """One counter a state, under the state's name in lower case."""

    class Meta(rows.Meta):
        table_name = settings().sends_table

    blast_shard = UnicodeAttribute(hash_key=True)
    send_id = UnicodeAttribute(range_key=True, default=COUNTER)
    flag = UnicodeAttribute()
    flag_version = NumberAttribute(null=True)
    lease_id = UnicodeAttribute(null=True)
    lease_until = UTCDateTimeAttribute(null=True)
    last_claim_at = UTCDateTimeAttribute(null=True)
    tries = NumberAttribute(null=True)
    tried_at = UTCDateTimeAttribute(null=True)
    resting = NumberAttribute(null=True)
    rests_until = UTCDateTimeAttribute(null=True)
    ready = NumberAttribute(default=0)
    held = NumberAttribute(default=0)
    dispatching = NumberAttribute(default=0)
    sent = NumberAttribute(default=0)
    delivered = NumberAttribute(default=0)
    failed = NumberAttribute(default=0)
    skipped = NumberAttribute(default=0)
    unknown = NumberAttribute(default=0)
    segments = NumberAttribute(default=0)
    errors: MapAttribute[str, int] = MapAttribute(default=dict)
    skips: MapAttribute[str, int] = MapAttribute(default=dict)


def _to_domain(row: ShardRow) -> Shard:
    blast_id, _, shard = row.blast_shard.partition("#")
    counters = Counters(
        states={state: int(getattr(row, state.lower())) for state in SendState},
        segments=int(row.segments),
        errors={code: int(count) for code, count in row.errors.as_dict().items()},
        skips={reason: int(count) for reason, count in row.skips.as_dict().items()},
    )
    flag, until = RunFlag(row.flag), row.lease_until
    return Shard(
        blast_id=blast_id,
        shard=int(shard),
        flag=flag,
        counters=counters,
        lease_id=row.lease_id,
        lease_until=until,
        last_claim_at=row.last_claim_at,
        tries=int(row.tries or 0),
        tried_at=row.tried_at,
        resting=int(row.resting or 0),
        rests_until=row.rests_until,
    )


def add_all(writer: TransactWrite, blast_id: str) -> None:
    """Create the blast's 16 counter items as part of the transaction that creates the blast."""
    for shard in range(SHARDS):
        row = ShardRow(key(blast_id, shard), COUNTER, flag=RunFlag.ACTIVE.value)
        writer.save(row, condition=ShardRow.send_id.does_not_exist())


def get(blast_id: str, shard: int) -> Shard:
    """NotFound for a blast that does not exist."""
    try:
        return _to_domain(ShardRow.get(key(blast_id, shard), COUNTER, consistent_read=True))
    except DoesNotExist as error:
        raise NotFound(f"blast {blast_id}") from error


def list_all(blast_id: str) -> list[Shard]:
    """All 16 shards, in one consistent read each of one request; none for a blast that does not exist."""
    keys = [(key(blast_id, shard), COUNTER) for shard in range(SHARDS)]
    found = [_to_domain(row) for row in ShardRow.batch_get(keys, consistent_read=True)]
    return sorted(found, key=lambda shard: shard.shard)


def counters(blast_id: str) -> Counters:
    """The blast's counters: the sum of its shards'."""
    return total(shard.counters for shard in list_all(blast_id))


def take_lease(blast_id: str, shard: int, *, lease_id: str, until: datetime) -> Shard | None:
    """Make one worker the shard's only one until then; None if it is paused or another worker's lease is live.

    It counts as a try that failed until the lease is given back; what rested is being looked at.
    """
    row, now = ShardRow(key(blast_id, shard), COUNTER), clock.now()
    free = ShardRow.lease_until.does_not_exist() | (ShardRow.lease_until < now)
    own = ShardRow.lease_id == lease_id  # taken already, but the answer was lost
    actions: list[Action] = [
        ShardRow.lease_id.set(lease_id),
        ShardRow.lease_until.set(until),
        ShardRow.tried_at.set(now),
        ShardRow.resting.remove(),
        ShardRow.rests_until.remove(),
        ShardRow.tries.add(1),
    ]
    condition = (ShardRow.flag == RunFlag.ACTIVE.value) & (free | own)
    is_ours = rows.succeeds(lambda: rows.patiently(lambda: row.update(actions, condition=condition)))
    return _to_domain(row) if is_ours else None


def release_lease(shard: Shard, *, resting: int = 0, rests_until: datetime | None = None) -> Shard | None:
    """Give the lease back after work that ended well, with what it saw rest.

    The shard as it stands at that very moment comes back, or None if the lease was lost before.
    """
    actions: list[Action] = [ShardRow.tries.remove(), ShardRow.tried_at.remove()]
    if resting and rests_until:
        actions += [ShardRow.resting.set(resting), ShardRow.rests_until.set(rests_until)]
    return _release(shard, actions)


def drop_lease(shard: Shard) -> None:
    """Give the lease back after work that failed: the try stays counted."""
    _release(shard, [])


def _release(shard: Shard, more: list[Action]) -> Shard | None:
    row = ShardRow(key(shard.blast_id, shard.shard), COUNTER)
    actions: list[Action] = [ShardRow.lease_id.remove(), ShardRow.lease_until.remove(), *more]
    own = ShardRow.lease_id == shard.lease_id
    if rows.succeeds(lambda: rows.patiently(lambda: row.update(actions, condition=own))):
        return _to_domain(row)
    standing = get(shard.blast_id, shard.shard)
    return standing if standing.lease_id is None else None  # given back already, but the answer was lost


def set_flag(blast_id: str, flag: RunFlag, *, version: int) -> None:
    """Let all shards of the blast run, or stop them: after this returns, no claim of the other kind commits.

    `version` is the campaign's that asks for it; a shard that follows a newer one already stays as it is.
    """
    for shard in range(SHARDS):
        _set_flag(ShardRow(key(blast_id, shard), COUNTER), flag, version)


def _set_flag(row: ShardRow, flag: RunFlag, version: int) -> None:
    older = ShardRow.flag_version.does_not_exist() | (ShardRow.flag_version <= version)
    actions: list[Action] = [ShardRow.flag.set(flag.value), ShardRow.flag_version.set(version)]
    condition = ShardRow.send_id.exists() & older
    rows.succeeds(lambda: rows.patiently(lambda: row.update(actions, condition=condition)))


def count(before: Iterable[SendState | None], after: Iterable[SendState]) -> dict[str, int]:
    """By how much each state's counter changes when sends go from `before` (None: new) to `after`."""
    change: dict[str, int] = {}
    for left, entered in zip(before, after, strict=True):
        if left is not None:
            change[left.lower()] = change.get(left.lower(), 0) - 1
        change[entered.lower()] = change.get(entered.lower(), 0) + 1
    return {name: by for name, by in change.items() if by}


def counting(change: dict[str, int]) -> list[Action]:
    """The update actions that apply such a change."""
    return [getattr(ShardRow, name).add(by) for name, by in change.items()]
