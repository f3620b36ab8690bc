"""The shards of a blast are told that there may be work; waking them once too often does no harm."""

from collections.abc import Iterable

from groundswell import queues
from groundswell.domain.blast import Blast
from groundswell.domain.identity import SHARDS
from groundswell.messages import DeliverShard


def wake_shards(blast: Blast, only: Iterable[int] = range(SHARDS), *, quiet: bool = False) -> None:
    """All 16 of them, or `only` those; `quiet` if those that fail shall lay down no dead letter."""
    messages = [
        DeliverShard(
            organization_id=blast.organization_id,
            campaign_id=blast.campaign_id,
            blast_id=blast.blast_id,
            shard=shard,
            quiet=quiet,
        )
        for shard in only
    ]
    queues.send_all(messages)
