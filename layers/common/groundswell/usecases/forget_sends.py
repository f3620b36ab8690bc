"""A phone and some blasts go in; what has not left is skipped, and the texts are nobody's any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from groundswell import clock
from groundswell.domain import identity
from groundswell.domain.blast import Blast
from groundswell.domain.erasure import GONE
from groundswell.domain.errors import Stale
from groundswell.domain.send import Send, SendState, SkipReason
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import forgetting, send_rows, writing
from groundswell.tables.ledger.writing import Move
from groundswell.usecases.close_blast import close_blast

SEARCHED_FOR = timedelta(hours=1)
"""By then the carrier's list has been searched for a text of unknown fate, for which its phone is needed."""


@dataclass(slots=True)
class Forgotten:
    """`texts` were found, `changed` of them now, `waiting` may only be forgotten later."""

    texts: int = 0
    changed: int = 0
    waiting: int = 0
    at_carrier: tuple[str, ...] = ()


def forget_sends(
    organization_id: str, phone: str, places: Sequence[tuple[str, str]], *, is_last: bool = False
) -> Forgotten:
    """Doing it again changes nothing. `is_last`: nobody waits for the carrier any longer."""
    campaign_of = {blast_id: campaign_id for campaign_id, blast_id in places}
    sends = send_rows.get_many((blast_id, identity.send_id(blast_id, phone)) for blast_id in campaign_of)
    found = Forgotten(texts=len(sends))
    found.at_carrier = tuple(one.vendor_message_id for one in sends.values() if one.vendor_message_id)
    ours = [one for one in sends.values() if not one.is_nameless and one.organization_id == organization_id]
    known = blasts.get_many(organization_id, [(one.campaign_id, one.blast_id) for one in ours])
    for send in ours:
        if not is_last and _is_under_way(send):
            found.waiting += 1
            continue
        _forget(send, known[send.blast_id])
        found.changed += 1
    return found


def _is_under_way(send: Send) -> bool:
    if send.state is SendState.UNKNOWN:
        searched_until = (send.updated_at or clock.now()) + SEARCHED_FOR
        return not send.is_given_up and clock.now() < searched_until
    return send.state is SendState.DISPATCHING


def _forget(send: Send, blast: Blast) -> None:
    """The words of a text to one person alone go first: the send, once nameless, is not looked at again."""
    if identity.is_hidden(blast.campaign_id) and blast.audience == 1:
        forget_words(blast)
    if send.state in (SendState.READY, SendState.HELD):
        _skip(send)
    else:
        forgetting.forget(send)


def _skip(send: Send) -> None:
    """If it has left meanwhile, the next round finds it again."""
    skipped = send.become(SendState.SKIPPED, at=clock.now(), reason=SkipReason.ERASED.value)
    if not writing.record([Move(send, skipped.without_person())]):
        close_blast(send.organization_id, send.campaign_id, send.blast_id)


def forget_words(blast: Blast) -> None:
    """Forget a text that was for one person alone, in its blast and in the campaign that stands for it."""
    for _ in range(5):
        campaign = campaigns.get(blast.organization_id, blast.campaign_id)
        try:
            if campaign.text != GONE:
                campaigns.move(campaign, campaign.change(at=clock.now(), text=GONE))
            break
        except Stale:
            continue
    else:
        raise Stale(f"campaign {blast.campaign_id}")
    blasts.forget_text(blast)
