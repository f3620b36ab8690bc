"""One step of archiving a campaign: its numbers leave the messaging service and are free; the service is deleted."""

from groundswell import clock, hooks
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Stale
from groundswell.domain.job import MAX_ATTEMPTS, Continue, Done, Failed, Job, StepResult
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.patience import MOST_WAITS, pause_after
from groundswell.extensions.service_managers.hooks import CampaignArchived
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.tables import campaigns, numbers, organizations
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.change_campaign import change_campaign
from groundswell.usecases.explain_refusal import explain_refusal
from groundswell.usecases.move_numbers import move_numbers
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.run_step import Deadline

_AGAIN = "The campaign stays in the archive; archive it again to go on."


def give_numbers_back(job: Job, deadline: Deadline) -> StepResult:
    """One step of the archive job; a campaign that was taken out of the archive meanwhile keeps what it still has."""
    campaign = campaigns.get(job.organization_id, job.subject_id)
    if campaign.state is CampaignState.ARCHIVED and campaign.released:
        return _done(job)
    if campaign.state is not CampaignState.ARCHIVED or campaign.job_id != job.job_id:
        return Failed(
            reason="The campaign was taken out of the archive; the numbers it still has stay with it."
        )
    _tell_managers(job, campaign)
    stock = numbers.list_of_campaign(job.organization_id, campaign.campaign_id)
    vendor = open_vendor(job.organization_id)
    if not stock:
        return _delete_service(job, campaign, vendor, deadline)
    service_id = campaign.messaging_service_id or ""
    moved = move_numbers(stock, lambda number: _take_out(vendor, service_id, number), _freed, deadline)
    numbers.delete_reservations(
        job.organization_id,
        {n.reservation_id for n in stock if n.reservation_id} if moved.count == len(stock) else (),
    )
    if moved.code:
        return Failed(reason=f"{explain_refusal(vendor, moved.code)} {_AGAIN}")
    return _continue(job, len(stock) - moved.count, is_busy=moved.waiting, has_moved=moved.count > 0)


def _tell_managers(job: Job, campaign: Campaign) -> None:
    if job.cursor.get("told"):
        return
    try:
        hooks.fire(CampaignArchived(campaign=campaign), organizations.get(job.organization_id))
    except hooks.ManagerFailed:
        if job.attempts < MAX_ATTEMPTS:
            raise  # the step is repeated


async def _take_out(vendor: ServiceVendor, service_id: str, number: OwnedNumber) -> None:
    if number.state is NumberState.ALLOCATED and service_id:
        await vendor.remove_number(service_id, number.vendor_number_id)


def _freed(number: OwnedNumber) -> OwnedNumber:
    return number.freed(at=clock.now())


def _delete_service(job: Job, campaign: Campaign, vendor: ServiceVendor, deadline: Deadline) -> StepResult:
    service_id = campaign.messaging_service_id
    if service_id:
        (outcome,) = call_vendor([lambda: vendor.delete_messaging_service(service_id)], deadline)
        if isinstance(outcome, VendorRefused):
            return Failed(reason=f"{explain_refusal(vendor, outcome.code)} {_AGAIN}")
        if isinstance(outcome, VendorError):
            return _continue(job, 0, is_busy=not isinstance(outcome, NotStarted), has_moved=False)
    try:
        change_campaign(
            campaign, lambda now, at: now.change(at=at, released=True, messaging_service_id=None, job_id=None)
        )
    except Stale:
        return Failed(
            reason="The campaign was taken out of the archive when its numbers had already gone back."
        )
    return _done(job)


def _continue(job: Job, left: int, *, is_busy: bool, has_moved: bool) -> Continue | Failed:
    waits = int(job.cursor.get("waits", 0)) + 1 if is_busy and not has_moved else 0
    if waits > MOST_WAITS:
        return Failed(reason=f"The carrier has not answered for about an hour. {_AGAIN}")
    done = job.total - left
    return Continue(
        cursor={"told": True, "waits": waits},
        done=done,
        total=job.total,
        note="Waiting for the carrier"
        if is_busy
        else f"Moving number {min(done + 1, job.total)} of {job.total}",
        delay_seconds=pause_after(max(waits - 1, 0)) if is_busy else 0,
    )


def _done(job: Job) -> Done:
    return Done(result={"numbers": job.total}, done=job.total, total=job.total)
