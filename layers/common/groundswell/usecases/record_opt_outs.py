"""Phones that were opted out by hand, by a list or on the web go in; they are stored with their proof and passed on."""

from collections.abc import Sequence
from uuid import uuid4

from groundswell import clock, queues
from groundswell.messages import OptOutRecorded
from groundswell.tables import opt_outs, reviews
from groundswell.tables.opt_outs import Order, Source


def record_opt_outs(
    organization_id: str, phones: Sequence[str], source: Source, *, reason: str = "", by: str | None = None
) -> set[str]:
    """Opt E.164 phones out; those that had not opted out before. Doubtful replies of theirs are decided by this.

    The managers are told about all of them, so that a repeated call makes good what a killed one left undone.
    """
    now, reference = clock.now(), str(uuid4())
    orders = [
        Order(phone=phone, at=now, source=source, reference=reference, reason=reason, by=by)
        for phone in phones
    ]
    new = opt_outs.opt_out(organization_id, orders)
    _settle_reviews(organization_id, phones)
    queues.send_all(
        [
            OptOutRecorded(
                organization_id=organization_id, phone=phone, source=source.value, at=now.isoformat()
            )
            for phone in dict.fromkeys(phones)
        ]
    )
    return new


def _settle_reviews(organization_id: str, phones: Sequence[str]) -> None:
    if len(phones) == 1:
        reviews.settle(organization_id, phones[0])
    else:
        reviews.settle_all(organization_id, phones)
