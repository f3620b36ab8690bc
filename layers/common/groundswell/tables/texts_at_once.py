"""A text that is sent at once: the campaign that stands for it, its blast, its job and shards are one transaction."""

from pynamodb.transactions import TransactWrite

from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign
from groundswell.domain.conversation import Conversation
from groundswell.domain.errors import Stale
from groundswell.domain.identity import send_id
from groundswell.domain.job import Job
from groundswell.tables import blasts, campaigns, inbox, rows


def add(campaign: Campaign, blast: Blast, job: Job, answering: Conversation | None, body: str) -> bool:
    """Create all of it; False if it exists already. Stale if the conversation that it answers has moved on.

    `body` is what the conversation then shows as its last text.
    """

    def fill(writer: TransactWrite) -> None:
        blasts.add_new(writer, blast, job)
        campaigns.add_new(writer, campaign)
        if answering and blast.created_at:
            message_id = send_id(blast.blast_id, answering.phone)
            inbox.add_answer(writer, answering, message_id, body, at=blast.created_at)

    try:
        rows.transact(fill)
    except rows.Cancelled as cancelled:
        if cancelled.reasons[0] is None:
            raise Stale("conversation") from cancelled
        return False
    return True
