"""One step of a purchase: what may have been paid for is settled first, then a few more numbers are bought."""

from collections.abc import Sequence
from typing import Any

from groundswell import clock
from groundswell.domain.errors import Stale
from groundswell.domain.job import Cancelled, Continue, Done, Failed, Job, StepResult
from groundswell.domain.patience import MOST_WAITS, pause_after
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.messages import BuyNumbers
from groundswell.tables import jobs, numbers
from groundswell.tables.numbers.purchases import Intent
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.explain_refusal import explain_refusal
from groundswell.usecases.obtain_numbers import Findings, obtain_numbers
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.run_step import Deadline, run_step

CHUNK = 10
STEP = 50
"""Numbers bought in one step at most, so that people see progress."""


def buy_numbers(message: BuyNumbers) -> None:
    """Buy the next numbers of the purchase whose job `message` names."""
    run_step(message, _buy)


def _buy(job: Job, deadline: Deadline) -> StepResult:
    vendor = open_vendor(job.organization_id)
    gone = [str(phone) for phone in job.cursor["gone"]]
    intents = numbers.list_intents(job.organization_id, job.job_id)
    findings = obtain_numbers(job, vendor, intents, deadline, is_fresh=False)
    bought = findings.bought
    while findings.may_go_on and bought < STEP and not _is_cancelled(job):
        gone += findings.gone
        findings = _buy_chunk(job, vendor, gone, deadline)
        bought += findings.bought
    return _next(job, vendor, findings, gone + findings.gone)


def _is_cancelled(job: Job) -> bool:
    """Asked anew before each chunk, as each costs money."""
    return job.cancel_requested or jobs.get(job.organization_id, job.job_id).cancel_requested


def _buy_chunk(job: Job, vendor: ServiceVendor, gone: Sequence[str], deadline: Deadline) -> Findings:
    purchase = numbers.get_purchase(job.organization_id, job.job_id)
    lacking = int(job.cursor["wanted"]) - purchase.bought
    if lacking <= 0:
        return Findings(ended="")
    try:
        candidates = _find(vendor, job, lacking, gone, deadline)
    except VendorRefused as refusal:
        return Findings(refusal=refusal.code)
    except NotStarted:
        return Findings(out_of_time=True)
    except VendorError:
        return Findings(waiting=True)
    if not candidates:
        return Findings(ended=_dry(job))
    now = clock.now()
    try:
        numbers.add_intents(job.organization_id, job.job_id, candidates, at=now, purchase=purchase)
    except Stale:  # another worker is buying for this job: the next step settles what it began
        return Findings(waiting=True)
    fresh = [Intent(phone=phone, created_at=now) for phone in candidates]
    return obtain_numbers(job, vendor, fresh, deadline, is_fresh=True)


def _next(job: Job, vendor: ServiceVendor, findings: Findings, gone: Sequence[str]) -> StepResult:
    if findings.ended is not None:
        return _ended(job, findings.ended)
    if _is_cancelled(job) and not numbers.list_intents(job.organization_id, job.job_id):
        result = _result(job, "It was cancelled.", unsettled=0)
        return Cancelled(result=result, done=result["bought"])
    waits = int(job.cursor["waits"]) + 1 if findings.waiting else 0
    if findings.refusal and not findings.waiting:
        return _ended(job, explain_refusal(vendor, findings.refusal))
    if waits > MOST_WAITS:
        return _ended(job, "The carrier has not answered for about an hour. Try again later.")
    bought = numbers.get_purchase(job.organization_id, job.job_id).bought
    wanted = int(job.cursor["wanted"])
    return Continue(
        cursor={**job.cursor, "gone": list(gone)[-200:], "waits": waits},
        done=bought,
        total=wanted,
        note="Waiting for the carrier" if waits else f"Buying number {min(bought + 1, wanted)} of {wanted}",
        delay_seconds=pause_after(waits - 1) if waits else 0,
    )


def _ended(job: Job, reason: str) -> Done | Failed:
    """DONE with what there was, and why it is less; FAILED if nothing could be bought at all."""
    unsettled = len(numbers.list_intents(job.organization_id, job.job_id))
    if unsettled:
        reason = (
            f"{reason} Whether {unsettled} more were bought is not known: look at the carrier's own list."
        )
    result = _result(job, reason, unsettled=unsettled)
    if result["bought"] == 0 and reason:
        return Failed(reason=reason, result=result)
    return Done(result=result, done=result["bought"], total=result["wanted"])


def _result(job: Job, reason: str, *, unsettled: int) -> dict[str, Any]:
    return {
        "area_code": job.cursor["area_code"],
        "bought": numbers.get_purchase(job.organization_id, job.job_id).bought,
        "wanted": int(job.cursor["wanted"]),
        "reason": reason,
        "unsettled": unsettled,
    }


def _dry(job: Job) -> str:
    return (
        f"The carrier has no more numbers to sell in area code {job.cursor['area_code']}. Try another nearby."
    )


def _find(
    vendor: ServiceVendor, job: Job, lacking: int, gone: Sequence[str], deadline: Deadline
) -> list[str]:
    """Numbers that could be bought now, none of those that turned out not to be."""
    area_code, limit = str(job.cursor["area_code"]), min(lacking, CHUNK) + len(gone)
    (found,) = call_vendor([lambda: vendor.find_available_numbers(area_code, limit)], deadline)
    if isinstance(found, VendorError):
        raise found
    return [phone for phone in dict.fromkeys(found) if phone not in gone][: min(lacking, CHUNK)]
