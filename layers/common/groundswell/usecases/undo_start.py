"""One step back from a start that failed: numbers leave the service, it is deleted, the campaign is a DRAFT again."""

from groundswell import clock
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.job import MAX_ATTEMPTS, Continue, Failed, Job
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.patience import pause_after
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.tables import numbers
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.change_campaign import change_campaign
from groundswell.usecases.move_numbers import move_numbers
from groundswell.usecases.run_step import Deadline

UNDO = "UNDO"
MOST_WAITS = 8
"""After that the campaign is given back to its people as it is; the next start uses the same service."""


def undo_start(job: Job, campaign: Campaign, vendor: ServiceVendor, deadline: Deadline) -> Continue | Failed:
    """Where the carrier refuses to undo, its service stays on the campaign, and the next start goes on with it."""
    service_id = campaign.messaging_service_id
    stock = numbers.list_of_campaign(job.organization_id, campaign.campaign_id)
    placed = [number for number in stock if number.state is NumberState.ALLOCATED]
    if job.attempts >= MAX_ATTEMPTS or int(job.cursor["waits"]) > MOST_WAITS:
        numbers.move_all([(number, _reserved(number)) for number in placed])
        return _end(job, campaign, service_id)
    if placed and service_id:
        return _take_out(job, placed, service_id, vendor, deadline)
    if service_id:
        return _delete_service(job, campaign, service_id, vendor, deadline)
    return _end(job, campaign, None)


def _delete_service(
    job: Job, campaign: Campaign, service_id: str, vendor: ServiceVendor, deadline: Deadline
) -> Continue | Failed:
    (outcome,) = call_vendor([lambda: vendor.delete_messaging_service(service_id)], deadline)
    if isinstance(outcome, NotStarted):
        return _continue(job, 0, waits=int(job.cursor["waits"]))
    if isinstance(outcome, VendorError) and not isinstance(outcome, VendorRefused):
        return _continue(job, 0, waits=int(job.cursor["waits"]) + 1)
    return _end(job, campaign, service_id if isinstance(outcome, VendorRefused) else None)


def _take_out(
    job: Job, placed: list[OwnedNumber], service_id: str, vendor: ServiceVendor, deadline: Deadline
) -> Continue:
    moved = move_numbers(
        placed, lambda number: vendor.remove_number(service_id, number.vendor_number_id), _reserved, deadline
    )
    numbers.move_all([(number, _reserved(number)) for number in moved.refused])
    moved_count = moved.count + len(moved.refused)
    waits = int(job.cursor["waits"]) + 1 if moved.waiting and not moved_count else 0
    return _continue(job, len(placed) - moved_count, waits=waits, is_busy=moved.waiting)


def _reserved(number: OwnedNumber) -> OwnedNumber:
    return number.become(NumberState.RESERVED, at=clock.now(), messaging_service_id=None)


def _continue(job: Job, left: int, *, waits: int, is_busy: bool = False) -> Continue:
    return Continue(
        cursor={**job.cursor, "waits": waits},
        done=left,
        total=job.total,
        note=f"Undoing the start: {left} numbers left",
        delay_seconds=pause_after(max(waits - 1, 0)) if waits or is_busy else 0,
    )


def _end(job: Job, campaign: Campaign, service_id: str | None) -> Failed:
    reason = str(job.cursor["reason"])
    change_campaign(
        campaign,
        lambda now, at: now.become(
            CampaignState.DRAFT, at=at, job_id=None, start_failure=reason, messaging_service_id=service_id
        ),
    )
    return Failed(reason=reason)
