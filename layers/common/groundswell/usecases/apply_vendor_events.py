"""A batch of carrier events is applied: the delivery reports together, then the received texts, while there is time."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from groundswell import hooks
from groundswell.extensions.service_managers.hooks import DeliveriesReported
from groundswell.messages import DeliveryReported, Message, OptOutRecorded, TextReceived
from groundswell.observability import log_failure
from groundswell.settings import settings
from groundswell.tables import organizations
from groundswell.usecases.answer_keywords import answer_keywords
from groundswell.usecases.record_delivery import record_delivery
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.tell_opt_out import tell_opt_out
from groundswell.usecases.thread_replies import thread_replies


def apply_vendor_events(messages: Sequence[Message]) -> list[int]:
    """Apply all events; the positions of those that have to be tried again."""
    deadline = Deadline.after(settings().step_seconds)
    reports: dict[int, DeliveryReported] = {}
    texts: dict[int, TextReceived] = {}
    failed: set[int] = set()
    for position, message in enumerate(messages):
        if isinstance(message, DeliveryReported):
            reports[position] = message
            continue
        if isinstance(message, TextReceived):
            texts[position] = message
        elif not isinstance(message, OptOutRecorded) or not _done(partial(tell_opt_out, message)):
            failed.add(position)  # what is not for this queue ends in the dead letters, where it is seen
    again = record_delivery(list(reports.values())) if reports else set()
    again |= _tell_managers([report for report in reports.values() if report.send_id not in again])
    failed |= {position for position, report in reports.items() if report.send_id in again}
    if texts:
        failed |= answer_keywords(texts, deadline) | thread_replies(texts, deadline)
    return sorted(failed)


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
        log_failure("events not applied", error)
        return False
    return True
