"""What can go wrong between us and a carrier: errors of number and account calls, and its codes in plain words."""

from dataclasses import dataclass
from enum import StrEnum


class VendorError(Exception):
    """A number or account call did not succeed."""


class VendorBusy(VendorError):
    """Provably not done; try again later."""


class VendorUnclear(VendorError):
    """May or may not be done: look before repeating."""


class VendorRefused(VendorError):
    """Not done, and repeating does not help. `code` is the vendor's own."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NumberGone(VendorRefused):
    """This very number cannot be had; another can."""


class BadSignature(VendorError):
    """The webhook is not provably the vendor's."""


class ErrorKind(StrEnum):
    """Whose fault an error is."""

    OPTED_OUT = "OPTED_OUT"  # the recipient asked for no more texts
    RECIPIENT = "RECIPIENT"  # this number cannot be texted
    LANDLINE = "LANDLINE"  # nor can any landline
    CONTENT = "CONTENT"  # the text itself
    SENDER = "SENDER"  # the number it was to come from
    SETUP = "SETUP"  # the messaging service, or what we asked for
    ACCOUNT = "ACCOUNT"  # credentials, money, registration
    THROTTLE = "THROTTLE"  # too much at once
    CARRIER = "CARRIER"  # it may work another time
    COMPLIANCE = "COMPLIANCE"  # a rule forbids it, now or altogether
    UNKNOWN = "UNKNOWN"  # no retry, no opt-out: a person should look


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAdvice:
    """A carrier's error code in plain words, and what a person can do about it."""

    code: str
    meaning: str
    advice: str
    kind: ErrorKind = ErrorKind.UNKNOWN
