"""A send's state goes in, and comes out as a sentence that says why the text was or was not sent."""

from collections.abc import Mapping

from groundswell.domain.send import SendState, SkipReason

STORIES: Mapping[SendState, str] = {
    SendState.READY: "It waits for its turn.",
    SendState.HELD: "It waits for the hours in which the person may be texted.",
    SendState.DISPATCHING: "It is being handed to the carrier.",
    SendState.SENT: "The carrier took it; it has not reported that it arrived.",
    SendState.DELIVERED: "It arrived.",
    SendState.FAILED: "The carrier could not deliver it.",
    SendState.SKIPPED: "It was not sent.",
    SendState.UNKNOWN: "The carrier's answer was lost, so nobody knows whether it was sent; nothing sends it again.",
}
_SKIPPED: Mapping[str, str] = {
    SkipReason.OPTED_OUT: "It was not sent, because the person had opted out.",
    SkipReason.ERASED: "It was not sent, because the person's data was erased.",
    SkipReason.EXPIRED: "It was not sent, because its time was over before it could leave.",
    SkipReason.NO_COMMON_HOURS: "It was not sent: your hours leave no time that is allowed wherever the number may be.",
}


def why_skipped(reason: str | None) -> str:
    return _SKIPPED.get(reason or "", STORIES[SendState.SKIPPED])
