"""A call of the SDK's goes in; its errors come out as ours: VendorBusy, VendorRefused or VendorUnclear."""

from collections.abc import Iterator
from contextlib import contextmanager

from twilio.base.exceptions import TwilioException
from twilio.http.response import Response

from groundswell.extensions.service_vendors.errors import NumberGone, VendorBusy, VendorRefused, VendorUnclear
from groundswell.extensions.service_vendors.twilio.connection import TooManyRequests
from groundswell.extensions.service_vendors.twilio.send import NOT_CONNECTED, code_of

GONE = "20404"
TAKEN = frozenset({"21421", "21422"})
"""A number that cannot be bought: not a number of Twilio's, or somebody else has it."""


@contextmanager
def asking() -> Iterator[None]:
    """A question changes nothing: whatever went wrong, it may be asked again."""
    try:
        with changing():
            yield
    except VendorUnclear as error:
        raise VendorBusy(str(error)) from None


@contextmanager
def repeatable(*done_already: str) -> Iterator[None]:
    """A change that may be made twice; these codes say that it has been made before."""
    try:
        with asking():
            yield
    except VendorRefused as error:
        if error.code not in done_already:
            raise


@contextmanager
def changing() -> Iterator[None]:
    """A change that must not be made twice. The SDK's errors quote numbers, so none is chained to ours."""
    try:
        yield
    except TooManyRequests:
        raise VendorBusy("429") from None
    except NOT_CONNECTED as error:
        raise VendorBusy(type(error).__name__) from None
    except TwilioException as error:
        raise _translated(error) from None
    except VendorRefused:
        raise
    except Exception as error:
        raise VendorUnclear(type(error).__name__) from None


def _translated(error: TwilioException) -> VendorRefused | VendorUnclear:
    status, code = getattr(error, "status", 0), str(getattr(error, "code", ""))
    answer = error.args[-1] if error.args else None
    if isinstance(answer, Response):  # a list that failed carries the answer itself, and no code
        status, code = answer.status_code, code_of(answer.text) or str(answer.status_code)
    if 400 <= status < 500 and status != 408:
        code = GONE if code == "404" else code
        return NumberGone(code) if code in TAKEN else VendorRefused(code)
    return VendorUnclear(f"HTTP {status}")
