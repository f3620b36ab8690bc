"""Sends lose phone and values where they stand; states, ids and counters stay as they are."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from pynamodb.expressions.update import Action

from groundswell.domain.erasure import NOBODY
from groundswell.domain.identity import shard_of
from groundswell.domain.send import Send
from groundswell.tables import rows
from groundswell.tables.ledger.send_items import key
from groundswell.tables.ledger.send_rows import SendRow

AT_ONCE = 8


def forget(send: Send) -> None:
    """Whoever has read the send before and writes it now brings the person back: look again after a while."""
    row = SendRow(key(send.blast_id, shard_of(send.send_id)), send.send_id)
    actions: list[Action] = [
        SendRow.phone.set(NOBODY),
        SendRow.values.set({}),
        SendRow.time_zones.remove(),
    ]
    rows.succeeds(lambda: rows.patiently(lambda: row.update(actions, condition=SendRow.send_id.exists())))


def forget_all(sends: Sequence[Send]) -> None:
    """Several at a time: at 10 ms each, one after the other would take too long."""
    list(_pool().map(forget, sends))


@lru_cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="forgetting")
