"""Which number a member's text comes from: a wish goes in; a number, or None for any that fits, comes out."""

from groundswell.domain.errors import Conflict, Invalid
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.organization import Organization
from groundswell.domain.phone import e164
from groundswell.domain.sender_choice import senders_at_once
from groundswell.tables import numbers


def choose_sender(organization: Organization, user_id: str, wanted: str | None = None) -> str | None:
    """The number that was asked for, else the member's own; None where each recipient gets one that fits.

    Invalid if the wish is no number of the organization; Conflict if there is no number to use.
    """
    stock = numbers.list_all(organization.organization_id)
    usable = [one for one in stock if one.vendor == organization.service_vendor and one.releasing_at is None]
    if wanted is not None:
        phone = e164(wanted)
        number = next((one for one in usable if one.phone == phone), None)
        if number is None:
            raise Invalid(
                "from", "That is not a number of your organization.", "GET …/numbers lists those you have."
            )
        return _checked(number, user_id)
    own = next((one.phone for one in usable if one.member_id == user_id), None)
    if own is None and not senders_at_once(stock, organization.service_vendor).pool:
        raise Conflict(
            "No number is free to send this from.",
            "Buy one more; numbers that a campaign has reserved stay with it.",
        )
    return own


def _checked(number: OwnedNumber, user_id: str) -> str:
    if number.member_id and number.member_id != user_id:
        raise Conflict("That number is another member's own.", "Leave out `from`, or name another number.")
    if number.state is NumberState.RESERVED and not number.member_id:
        raise Conflict(
            "That number is reserved for a campaign that has not started.",
            "Leave out `from`, name another number, or take it out of the campaign first.",
        )
    return number.phone
