"""One step of a campaign's start: service, numbers, service managers, ACTIVE; a refusal turns back and undoes it.

What is done already is seen from the state of the campaign and its numbers, so that a step may be repeated.
"""

from groundswell import clock, hooks
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.errors import Conflict
from groundswell.domain.job import MAX_ATTEMPTS, Continue, Done, Failed, Job, StepResult
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.patience import MOST_WAITS, pause_after
from groundswell.extensions.service_managers.hooks import CampaignStarting
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.tables import campaigns, numbers, organizations
from groundswell.usecases.call_vendor import NotStarted
from groundswell.usecases.change_campaign import change_campaign
from groundswell.usecases.ensure_service import ensure_service
from groundswell.usecases.explain_refusal import explain_refusal
from groundswell.usecases.move_numbers import move_numbers
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.run_step import Deadline
from groundswell.usecases.undo_start import UNDO, undo_start


def bring_numbers_in(job: Job, deadline: Deadline) -> StepResult:
    """One step of the start job; a job of a campaign that is no longer starting under it is over."""
    campaign = campaigns.get(job.organization_id, job.subject_id)
    if campaign.state is not CampaignState.STARTING or campaign.job_id != job.job_id:
        return _ended_before(job, campaign)
    vendor = open_vendor(job.organization_id)
    if job.cursor.get("phase") == UNDO:
        return undo_start(job, campaign, vendor, deadline)
    if job.attempts >= MAX_ATTEMPTS:
        return _turn_back(job, "It was tried several times and did not succeed. Try again later.")
    try:
        return _go_on(job, ensure_service(campaign, vendor, deadline), vendor, deadline)
    except VendorRefused as refusal:
        return _turn_back(job, explain_refusal(vendor, refusal.code))
    except NotStarted:
        return _continue(job, job.done, waits=0)
    except VendorError:
        return _wait(job, job.done, has_moved=False)


def _ended_before(job: Job, campaign: Campaign) -> Done | Failed:
    """The campaign's part was finished by a step that died before the job could be ended."""
    if campaign.state in (CampaignState.DRAFT, CampaignState.STARTING):
        return Failed(
            reason=campaign.start_failure or "The campaign went back to being a draft. Start it again."
        )
    return Done(result={"numbers": job.total}, done=job.total, total=job.total)


def _go_on(job: Job, campaign: Campaign, vendor: ServiceVendor, deadline: Deadline) -> StepResult:
    stock = numbers.list_of_campaign(job.organization_id, campaign.campaign_id)
    service_id = campaign.messaging_service_id or ""
    if not stock:
        return _turn_back(
            job, "The campaign has no phone numbers any more. Reserve some, then start it again."
        )
    waiting = [number for number in stock if number.state is NumberState.RESERVED]
    done = len(stock) - len(waiting)
    if not waiting:
        return _activate(job, campaign, stock)

    def allocated(number: OwnedNumber) -> OwnedNumber:
        return number.become(NumberState.ALLOCATED, at=clock.now(), messaging_service_id=service_id)

    moved = move_numbers(
        waiting, lambda number: vendor.add_number(service_id, number.vendor_number_id), allocated, deadline
    )
    if moved.code:
        return _turn_back(job, explain_refusal(vendor, moved.code))
    if moved.waiting:
        return _wait(job, done + moved.count, has_moved=moved.count > 0)
    return _continue(job, done + moved.count, waits=0)


def _activate(job: Job, campaign: Campaign, stock: list[OwnedNumber]) -> Done | Continue:
    hook = CampaignStarting(campaign=campaign, numbers=tuple(number.phone for number in stock))
    try:
        objections = hooks.fire(hook, organizations.get(job.organization_id))
    except Conflict as conflict:
        return _turn_back(job, str(conflict))
    if objections:
        return _turn_back(job, " ".join(f"{name}: {answer.reason}" for name, answer in objections))
    change_campaign(
        campaign,
        lambda now, at: now.become(CampaignState.ACTIVE, at=at, job_id=None, start_failure=None),
    )
    return Done(result={"numbers": len(stock)}, done=len(stock), total=len(stock))


def _continue(job: Job, done: int, *, waits: int) -> Continue:
    note = (
        f"Moving number {min(done + 1, job.total)} of {job.total}" if not waits else "Waiting for the carrier"
    )
    return Continue(
        cursor={"waits": waits},
        done=done,
        total=job.total,
        note=note,
        delay_seconds=pause_after(waits - 1) if waits else 0,
    )


def _wait(job: Job, done: int, *, has_moved: bool) -> Continue:
    waits = 1 if has_moved else int(job.cursor.get("waits", 0)) + 1
    if waits > MOST_WAITS:
        return _turn_back(job, "The carrier has not answered for about an hour. Try again later.")
    return _continue(job, done, waits=waits)


def _turn_back(job: Job, reason: str) -> Continue:
    """Undo in steps of their own, so that the reason is on record before anything is undone."""
    cursor = {"phase": UNDO, "reason": reason, "waits": 0}
    return Continue(cursor=cursor, done=job.done, total=job.total, note="Undoing the start")
