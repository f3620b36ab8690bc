"""A batch of carrier events is applied: delivery reports grouped by shard, each received text by itself."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from groundswell.domain.identity import shard_of
from groundswell.messages import DeliveryReported, Message, TextReceived
from groundswell.observability import logger
from groundswell.usecases.record_delivery import record_delivery
from groundswell.usecases.thread_reply import thread_reply


def apply_vendor_events(messages: Sequence[Message]) -> list[int]:
    """Apply all events; the positions of those that have to be tried again."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    failed: list[int] = []
    for position, message in enumerate(messages):
        if isinstance(message, DeliveryReported):
            groups[message.blast_id, shard_of(message.send_id)].append(position)
        elif isinstance(message, TextReceived):
            failed += [] if _applied(partial(thread_reply, message)) else [position]
        else:
            failed.append(position)  # not for this queue: it ends in the dead letters, where it is seen
    for positions in groups.values():
        reports = [
            message for message in (messages[p] for p in positions) if isinstance(message, DeliveryReported)
        ]
        failed += [] if _applied(partial(record_delivery, reports)) else positions
    return sorted(failed)


def _applied(work: Callable[[], object]) -> bool:
    try:
        work()
    except Exception as error:  # one group's trouble must not hold up the others
        logger.error("events not applied", extra={"error": type(error).__name__})
        return False
    return True
