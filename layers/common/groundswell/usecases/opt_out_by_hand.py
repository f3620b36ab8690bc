"""A phone and a reason go in, as a member heard them; the phone is opted out."""

from groundswell.domain.errors import Invalid
from groundswell.domain.phone import e164
from groundswell.tables.opt_outs import Source
from groundswell.usecases.record_opt_outs import record_opt_outs


def opt_out_by_hand(organization_id: str, phone: str, *, reason: str, by: str) -> str:
    """The E.164 phone, opted out now if it had not been."""
    known = known_phone(phone)
    record_opt_outs(organization_id, [known], Source.MEMBER, reason=reason, by=by)
    return known


def known_phone(given: str) -> str:
    """E.164 of any spelling; Invalid if it is none."""
    phone = e164(given)
    if phone is None:
        raise Invalid("phone", "That is not a phone number.", "Send it as +12025550123.")
    return phone
