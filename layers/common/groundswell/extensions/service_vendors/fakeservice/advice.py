"""The fake carrier's error codes: what each does to a text that asks for it, and what it means in plain words."""

from groundswell.extensions.service_vendors.errors import ErrorAdvice, ErrorKind
from groundswell.extensions.service_vendors.texts import (
    AccountBlocked,
    Declined,
    SendOutcome,
    Throttled,
    Unclear,
)

GONE = "21422"
NO_SUCH_SERVICE = "20404"
_UNKNOWN = ("The text asked for this error.", "Nothing to do: this vendor is a fake.", ErrorKind.UNKNOWN)
_ADVICE = {
    "20003": ("The fake account is blocked.", "Send a text without “error20003”.", ErrorKind.ACCOUNT),
    "21610": ("The recipient has opted out.", "Nothing to do: they get no more texts.", ErrorKind.OPTED_OUT),
    GONE: ("The number is no longer for sale.", "Choose another number.", ErrorKind.SETUP),
    NO_SUCH_SERVICE: ("There is no such messaging service.", "Start the campaign again.", ErrorKind.SETUP),
}


def outcome_of(code: str) -> SendOutcome:
    """What becomes of a text that says `error<code>`."""
    if code == "429":
        return Throttled(retry_after_seconds=1.0)
    if code == "500":
        return Unclear(reason="the text asked for it")
    if code == "20003":
        return AccountBlocked(code=code)
    return Declined(code=code, opted_out=code == "21610")


def explain(code: str) -> ErrorAdvice:
    """A code that is not ours was made up by whoever wrote the text."""
    meaning, advice, kind = _ADVICE.get(code, _UNKNOWN)
    return ErrorAdvice(code=code, meaning=meaning, advice=advice, kind=kind)
