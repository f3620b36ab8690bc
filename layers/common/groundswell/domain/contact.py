"""A contact is one person of one load: a phone, its time zones, and the values a text may be personalised with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Refusal(StrEnum):
    """Why a row became no contact: the values are the keys of a load's result."""

    NO_PHONE = "no_phone"
    NOT_A_PHONE_NUMBER = "not_a_phone_number"
    ERASED = "erased"


REFUSALS = {
    Refusal.NO_PHONE: "The phone is missing.",
    Refusal.NOT_A_PHONE_NUMBER: "This is not a valid phone number.",
    Refusal.ERASED: "This person's data was erased, and they have not subscribed again.",
}
"""What the downloadable file of refused rows says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """`row` is where the contact stood in its source: of two with one phone the lower row is kept."""

    load_id: str
    phone: str
    row: int
    first_name: str = ""
    last_name: str = ""
    zip_code: str = ""
    external_id: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)
    time_zones: tuple[str, ...] = ()

    def values(self) -> dict[str, str]:
        """Everything a text may name in braces."""
        own = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "zip_code": self.zip_code,
            "external_id": self.external_id,
            "phone": self.phone,
        }
        return {**self.custom, **own}


OWN_FIELDS = ("first_name", "last_name", "zip_code", "external_id", "phone")
