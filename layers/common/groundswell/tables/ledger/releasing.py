"""A person's release: an UNKNOWN send becomes READY, with its counter, its blast, its campaign and the audit."""

from pynamodb.transactions import TransactWrite

from groundswell.domain.audit import AuditEntry
from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign
from groundswell.domain.identity import shard_of
from groundswell.domain.send import Send
from groundswell.tables import audit, blasts, campaigns, rows
from groundswell.tables.ledger import send_rows, shards
from groundswell.tables.ledger.send_items import key
from groundswell.tables.ledger.send_rows import COUNTER
from groundswell.tables.ledger.shards import ShardRow, counting


def release(
    before: Send, after: Send, blast: Blast, campaign: Campaign, touched: Campaign, entry: AuditEntry
) -> None:
    """All of it or nothing; Stale if the send, the blast or the campaign has changed meanwhile.

    The campaign is touched so that nobody archives it at the same time.
    """
    counter = ShardRow(key(before.blast_id, shard_of(before.send_id)), COUNTER)
    change = shards.count([before.state], [after.state])

    def fill(writer: TransactWrite) -> None:
        writer.save(send_rows.to_row(after), condition=send_rows.stands_at(before))
        writer.update(counter, actions=counting(change), condition=ShardRow.send_id.exists())
        blasts.add_reopening(writer, blast)
        campaigns.add_move(writer, campaign, touched)
        audit.add_to(writer, entry)

    with rows.stale_when_condition_fails(f"send {before.send_id}"):
        rows.transact(fill)
