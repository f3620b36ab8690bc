"""Intents to buy go in, each is settled with the carrier and on record, and what the round came to comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from groundswell import clock
from groundswell.domain.job import Job
from groundswell.domain.number import OwnedNumber
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import (
    NumberGone,
    VendorBusy,
    VendorError,
    VendorRefused,
    VendorUnclear,
)
from groundswell.tables import numbers
from groundswell.tables.numbers.purchases import Intent
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.run_step import Deadline

DOUBT = timedelta(minutes=2)
"""So long a carrier's list may not show yet what was bought."""


class _NotBought(VendorRefused):
    """Refused, and the carrier's list has had time to show that the number is not ours."""


@dataclass(slots=True)
class Findings:
    """What a round of purchases came to; `ended` is the reason to stop, empty when everything wanted is there."""

    bought: int = 0
    gone: list[str] = field(default_factory=list)
    refusal: str = ""
    waiting: bool = False
    out_of_time: bool = False
    ended: str | None = None

    @property
    def may_go_on(self) -> bool:
        return not (self.refusal or self.waiting or self.out_of_time or self.ended is not None)


def obtain_numbers(
    job: Job, vendor: ServiceVendor, intents: Sequence[Intent], deadline: Deadline, *, is_fresh: bool
) -> Findings:
    """`is_fresh`: no call for these intents was made before, so that a refusal means that nothing was bought."""
    calls = [lambda intent=intent: _obtain(vendor, intent, is_fresh=is_fresh) for intent in intents]
    findings = Findings()
    for intent, outcome in zip(intents, call_vendor(calls, deadline), strict=True):
        if isinstance(outcome, str):
            if numbers.record_bought(job.job_id, _owned(job, vendor, intent.phone, outcome)):
                findings.bought += 1
                continue
            outcome = None  # another purchase was faster to buy it
        if outcome is None:
            findings.gone.append(intent.phone)
        elif isinstance(outcome, VendorRefused):
            findings.refusal = outcome.code
        elif isinstance(outcome, NotStarted):
            findings.out_of_time = True
        else:
            findings.waiting = True
        if _is_certainly_not_bought(outcome, is_fresh):
            numbers.drop_intent(job.organization_id, job.job_id, intent.phone)
    return findings


def _is_certainly_not_bought(outcome: VendorError | None, is_fresh: bool) -> bool:
    if outcome is None or isinstance(outcome, _NotBought):
        return True
    return is_fresh and isinstance(outcome, VendorRefused | VendorBusy | NotStarted)


async def _obtain(vendor: ServiceVendor, intent: Intent, *, is_fresh: bool) -> str | None:
    """The vendor's id of the number, or None if it cannot be had; VendorUnclear while it may have been paid for."""
    if not is_fresh and (owned := await vendor.find_owned_number(intent.phone)):
        return owned
    try:
        return await vendor.buy_number(intent.phone, f"Groundswell {intent.phone}")
    except VendorRefused as refusal:
        if is_fresh and not isinstance(refusal, NumberGone):
            raise
        if owned := await _look_again(vendor, intent.phone):
            return owned
        if not is_fresh and clock.now() < intent.created_at + DOUBT:
            raise VendorUnclear("it may have been bought; the list does not show it yet") from refusal
        if not isinstance(refusal, NumberGone):
            raise _NotBought(refusal.code) from refusal
        return None


async def _look_again(vendor: ServiceVendor, phone: str) -> str | None:
    """Whether a number that somebody has is ours after all; not knowing is not the same as no."""
    try:
        return await vendor.find_owned_number(phone)
    except VendorError as error:
        raise VendorUnclear("whose number it is could not be seen") from error


def _owned(job: Job, vendor: ServiceVendor, phone: str, vendor_number_id: str) -> OwnedNumber:
    now = clock.now()
    return OwnedNumber(
        organization_id=job.organization_id,
        phone=phone,
        vendor=vendor.name,
        vendor_number_id=vendor_number_id,
        area_code=phone[2:5],
        bought_at=now,
        updated_at=now,
    )
