"""A free number goes back to the carrier for good, and is forgotten last."""

from dataclasses import replace

from groundswell import clock
from groundswell.domain.errors import Busy, Conflict
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.settings import settings
from groundswell.tables import numbers
from groundswell.usecases.call_vendor import call_vendor
from groundswell.usecases.end_lapsed_lease import end_lapsed_lease
from groundswell.usecases.explain_refusal import explain_refusal
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.run_step import Deadline


def release_number(organization_id: str, phone: str) -> None:
    """Release the number; Conflict unless it is AVAILABLE. A release that was cut short is finished by asking again.

    From the first moment nobody can reserve it, so that no campaign gets a number that is gone.
    """
    number = numbers.get(organization_id, phone)
    if number.releasing_at is None:
        number = _close(number)
    _give_back(open_vendor(organization_id), number)
    numbers.delete(number)


def _close(number: OwnedNumber) -> OwnedNumber:
    now, number = clock.now(), end_lapsed_lease(number)
    if number.state is not NumberState.AVAILABLE:
        raise Conflict(
            f"The number is {number.state}, so it cannot be released.",
            "Take it out of its campaign first, or from its member, or wait until that campaign is archived.",
        )
    return numbers.move(number, replace(number, releasing_at=now, updated_at=now))


def _give_back(vendor: ServiceVendor, number: OwnedNumber) -> None:
    deadline = Deadline.after(settings().step_seconds)
    (outcome,) = call_vendor([lambda: vendor.release_number(number.vendor_number_id)], deadline)
    if isinstance(outcome, VendorRefused):
        numbers.move(number, replace(number, releasing_at=None, updated_at=clock.now()))
        raise Conflict(explain_refusal(vendor, outcome.code))
    if isinstance(outcome, VendorError):
        raise Busy("The carrier has not answered. Release the number again in a minute.")
