"""An opted-out phone and a reason go in; it may be texted again, and the history says who did it and why."""

from uuid import uuid4

from groundswell import clock
from groundswell.domain.errors import Conflict
from groundswell.tables import opt_outs
from groundswell.tables.opt_outs import Order, Source
from groundswell.usecases.find_erased import find_erasure


def lift_opt_out(organization_id: str, phone: str, *, reason: str, by: str) -> None:
    """Conflict if the phone has not opted out."""
    order = Order(
        phone=phone, at=clock.now(), source=Source.MEMBER, reference=str(uuid4()), reason=reason, by=by
    )
    erasure = find_erasure(organization_id, phone)
    if not opt_outs.lift(organization_id, order, erased=erasure.person_id if erasure else None):
        raise Conflict("This phone has not opted out.", "There is nothing to lift.")
