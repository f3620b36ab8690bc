"""A batch of carrier events is applied: all delivery reports together, each received text by itself."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from groundswell import hooks
from groundswell.extensions.service_managers.base import DeliveriesReported
from groundswell.messages import DeliveryReported, Message, OptOutRecorded, TextReceived
from groundswell.observability import logger
from groundswell.tables import organizations
from groundswell.usecases.answer_keywords import answer_keywords
from groundswell.usecases.record_delivery import record_delivery
from groundswell.usecases.tell_opt_out import tell_opt_out
from groundswell.usecases.thread_reply import thread_reply


def apply_vendor_events(messages: Sequence[Message]) -> list[int]:
    """Apply all events; the positions of those that have to be tried again."""
    reports: dict[int, DeliveryReported] = {}
    texts: dict[int, TextReceived] = {}
    failed: set[int] = set()
    for position, message in enumerate(messages):
        if isinstance(message, DeliveryReported):
            reports[position] = message
            continue
        if isinstance(message, TextReceived):
            texts[position] = message
        if isinstance(message, OptOutRecorded):
            if not _done(partial(tell_opt_out, message)):
                failed.add(position)
        elif not isinstance(message, TextReceived) or not _done(partial(thread_reply, message)):
            failed.add(position)  # what is not for this queue ends in the dead letters, where it is seen
    failed |= answer_keywords(texts)
    again = record_delivery(list(reports.values())) if reports else set()
    again |= _tell_managers([report for report in reports.values() if report.send_id not in again])
    return sorted(failed | {position for position, report in reports.items() if report.send_id in again})


def _tell_managers(reports: Sequence[DeliveryReported]) -> set[str]:
    """Each organization's managers hear of its reports; the sends whose reports have to come again."""
    by_organization: dict[str, list[DeliveryReported]] = defaultdict(list)
    for report in reports:
        by_organization[report.organization_id].append(report)
    again: set[str] = set()
    for organization_id, of_one in by_organization.items():
        if not _done(partial(_tell, organization_id, of_one)):
            again |= {report.send_id for report in of_one}
    return again


def _tell(organization_id: str, reports: Sequence[DeliveryReported]) -> None:
    organization = organizations.get(organization_id)
    if hooks.enabled(organization):
        hooks.fire(DeliveriesReported(reports=tuple(reports)), organization)


def _done(work: Callable[[], object]) -> bool:
    try:
        work()
    except Exception as error:  # one event's trouble must not hold up the others
        logger.error("events not applied", extra={"error": type(error).__name__})
        return False
    return True
