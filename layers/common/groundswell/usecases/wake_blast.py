"""A blast's shards are looked at again because a window has opened."""

from groundswell.messages import WakeBlast
from groundswell.tables import blasts
from groundswell.usecases.wake_shards import wake_shards


def wake_blast(message: WakeBlast) -> None:
    """NotFound if the blast is gone; what is not due yet waits again."""
    wake_shards(blasts.get(message.organization_id, message.campaign_id, message.blast_id))
