"""Texts that came to our numbers, but never to us, are fetched from the carrier: a lost STOP is honoured after all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from groundswell import clock, queues
from groundswell.domain.erasure import Erasure
from groundswell.extensions.service_vendors.errors import VendorError
from groundswell.messages import CompareReceived, Message, TextReceived
from groundswell.observability import logger
from groundswell.settings import settings
from groundswell.tables import conversations, opt_outs
from groundswell.tables.numbers import owned
from groundswell.usecases.call_vendor import NotStarted, call_vendor
from groundswell.usecases.find_erased import find_erased
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.receive_vendor_event import store_event
from groundswell.usecases.run_step import Deadline

LOOKED_BACK = timedelta(hours=2)
TOGETHER = 20
MOST_STEPS = 100


def compare_received(message: CompareReceived) -> None:
    """One step, from the number behind `after` on; what is new is stored and told as its webhook would have done it.

    A carrier that does not answer ends this hour's comparison: the next looks back as far again.
    """
    deadline = Deadline.after(settings().step_seconds)
    vendor, since = open_vendor(message.organization_id), clock.now() - LOOKED_BACK
    phones = sorted(one.phone for one in owned.list_all(message.organization_id))
    left, count = [phone for phone in phones if phone > message.after], 0
    while left:
        page = left[:TOGETHER]
        answers = call_vendor([partial(vendor.list_received, phone, since) for phone in page], deadline)
        failed = next((at for at, answer in enumerate(answers) if isinstance(answer, VendorError)), len(page))
        texts = [
            text for answer in answers[:failed] if not isinstance(answer, VendorError) for text in answer
        ]
        count += _take_in(message.organization_id, texts)
        left = left[failed:]
        if failed < len(page):
            if isinstance(answers[failed], NotStarted) and message.step + 1 < MOST_STEPS:
                after = page[failed - 1] if failed else message.after
                queues.send(replace(message, after=after, step=message.step + 1))
            break
        message = replace(message, after=page[-1])
    logger.info("received compared", extra={"organization_id": message.organization_id, "new": count})


def _take_in(organization_id: str, texts: Sequence[TextReceived]) -> int:
    """How many were new. One that is stored but not in its conversation is only told again."""
    erased = find_erased(organization_id, {text.from_phone for text in texts})
    kept = [one for one in texts if not _is_before(erased.get(one.from_phone), one)]
    by_age = sorted(kept, key=lambda text: text.received_at)
    threaded = conversations.list_threaded(
        organization_id, [(one.from_phone, one.message_id) for one in by_age]
    )
    stored: list[Message] = [
        store_event(text, outdated=_is_outdated(text)) for text in by_age if text.message_id not in threaded
    ]
    queues.send_all(stored)
    return len(stored)


def _is_before(erasure: Erasure | None, text: TextReceived) -> bool:
    """Whether it was written by somebody whose data was erased since: then it must not come back."""
    return erasure is not None and datetime.fromisoformat(text.received_at) <= erasure.erased_at


def _is_outdated(text: TextReceived) -> bool:
    """Whether its phone has opted out or in since: that came later, and counts."""
    changes = opt_outs.list_changes(text.organization_id, text.from_phone)
    return any(change.at > datetime.fromisoformat(text.received_at) for change in changes)
