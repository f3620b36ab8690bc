"""A blast goes in; when its texts, its reports and the answers to it have come to rest, its last report comes out."""

import time
from collections.abc import Callable
from typing import Any

from local.demo.api import Api
from local.demo.carrier import Carrier

PAUSE = 0.4
CALM = 1.5
"""So long nothing may change before we believe that it is over."""
PATIENCE = 60
"""So long we wait for something that does not come."""
SEARCH = 60
"""So long the carrier's list is searched for what is not known, before a person has to decide."""
ON_THE_WAY = ("READY", "DISPATCHING")


def send_out(api: Api, blast: str, show: Callable[[Any], None]) -> Any:
    """Wait until every text was offered, held or skipped, or nothing has moved for a while."""
    return _watch(lambda: api.get(blast), lambda report: _is_offered(report), show, calm=0)


def come_to_rest(api: Api, carrier: Carrier, blast: str, show: Callable[[Any], None]) -> Any:
    """Wait until the carrier has nothing left to do and our figures have caught up with it, or stand still."""

    def look() -> Any:
        return {**api.get(blast), "idle": carrier.health()["idle"]}

    def is_over(report: Any) -> bool:
        return bool(report["idle"] and _is_offered(report) and not report["states"]["SENT"])

    return _watch(look, is_over, show, calm=CALM)


def settle_unknown(api: Api, blast: str, blast_id: str, show: Callable[[Any], None]) -> Any:
    """Wait until no outcome is unknown any more, or all that are were searched for in vain, or time is up."""
    until = time.monotonic() + SEARCH
    while True:
        report = api.get(blast)
        show(report)
        if time.monotonic() > until or not report["states"]["UNKNOWN"]:
            return report
        left = [one for one in api.list("/unknown-sends") if one["blast_id"] == blast_id]
        if left and all(one["searched"] for one in left):
            return report
        time.sleep(2 * PAUSE)


def _is_offered(report: Any) -> bool:
    return report["planned"] == report["audience"] and not any(report["states"][s] for s in ON_THE_WAY)


def _watch(
    look: Callable[[], Any], is_over: Callable[[Any], bool], show: Callable[[Any], None], *, calm: float
) -> Any:
    last: Any = None
    changed = time.monotonic()
    while True:
        report = look()
        if report != last:
            last, changed = report, time.monotonic()
        show(report)
        still = time.monotonic() - changed
        if (is_over(report) and still >= calm) or still > PATIENCE:
            return report
        time.sleep(PAUSE)
