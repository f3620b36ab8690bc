"""Sends that were SENT long ago without a last report are looked up at the carrier, step by step."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from groundswell import clock, queues
from groundswell.domain.send import FINAL, Send, SendState
from groundswell.extensions.service_vendors.texts import FoundText
from groundswell.messages import CompareSends, Message
from groundswell.observability import logger
from groundswell.settings import settings
from groundswell.tables import blasts
from groundswell.tables.ledger import send_rows, shards
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.reconcile_sends import OLDEST_BLAST, report_on
from groundswell.usecases.run_step import Deadline

PAGE = 100
MOST_STEPS = 100
"""Of one hour's comparison; what is left then is the next hour's, which begins elsewhere."""


def compare_sends(message: CompareSends) -> None:
    """One step, from the message's place on; a final state found takes the road of the carrier's own reports.

    A carrier that does not answer ends this hour's comparison: the next will do.
    """
    deadline, count = Deadline.after(settings().step_seconds), 0
    for place, page in _pages_from(message):
        sends = _overdue(page)
        reports, reached, is_over = _look_up(message.organization_id, sends, deadline)
        queues.send_all(reports)
        count += len(reports)
        if is_over:
            break
        if reached < len(sends):
            _go_on(replace(place, after=sends[reached - 1].send_id if reached else place.after))
            break
        if deadline.passed:
            _go_on(replace(place, after=page[-1].send_id))
            break
    logger.info("sends compared", extra={"organization_id": message.organization_id, "reports": count})


def _go_on(place: CompareSends) -> None:
    if place.step + 1 < MOST_STEPS:
        queues.send(replace(place, step=place.step + 1))


def _pages_from(message: CompareSends) -> Iterator[tuple[CompareSends, list[Send]]]:
    """Every page of the shards that have something SENT, from the message's place on, with where it was read from."""
    for _, blast_id in blasts.list_recent(message.organization_id, clock.now() - OLDEST_BLAST):
        if blast_id < message.blast_id:
            continue
        is_here = blast_id == message.blast_id
        for one in shards.list_all(blast_id):
            if not one.counters[SendState.SENT] or (is_here and one.shard < message.shard):
                continue
            after = message.after if is_here and one.shard == message.shard else ""
            yield from _pages(replace(message, blast_id=blast_id, shard=one.shard, after=after))


def _pages(place: CompareSends) -> Iterator[tuple[CompareSends, list[Send]]]:
    while page := send_rows.read_page(place.blast_id, place.shard, after=place.after, limit=PAGE):
        yield place, page
        if len(page) < PAGE:
            return
        place = replace(place, after=page[-1].send_id)


def _overdue(page: Sequence[Send]) -> list[Send]:
    """Those that have waited too long for their last report."""
    since = clock.now() - timedelta(seconds=settings().compare_after_seconds)
    sent = [send for send in page if send.state is SendState.SENT and send.vendor_message_id]
    return [send for send in sent if send.updated_at is None or send.updated_at <= since]


def _look_up(
    organization_id: str, sends: Sequence[Send], deadline: Deadline
) -> tuple[list[Message], int, bool]:
    """Reports on the first of the sends, how many were looked up, and whether the carrier fell silent."""
    if not sends:
        return [], 0, False
    vendor = open_vendor(organization_id)
    answers = call_vendor(
        [partial(vendor.fetch_text, str(send.vendor_message_id)) for send in sends], deadline
    )
    reports: list[Message] = []
    for reached, (send, answer) in enumerate(zip(sends, answers, strict=True)):
        if isinstance(answer, FoundText):
            if answer.state in FINAL:
                reports.append(report_on(send, answer))
        elif answer is not None:
            return reports, reached, not isinstance(answer, NotStarted)
    return reports, len(sends), False
