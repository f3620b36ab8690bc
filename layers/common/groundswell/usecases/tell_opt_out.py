"""An opt-out that did not come as a text goes in; the organization's managers hear of it."""

from datetime import datetime

from groundswell import hooks
from groundswell.extensions.service_managers.hooks import OptedOut
from groundswell.messages import OptOutRecorded
from groundswell.tables import organizations, recipients


def tell_opt_out(event: OptOutRecorded) -> None:
    """A manager may hear of the same opt-out twice, never of one that has been lifted meanwhile."""
    recipient = recipients.get(event.organization_id, event.phone)
    if not recipient.opted_out:
        return
    told = OptedOut(
        phone=event.phone,
        reason=event.source,
        at=datetime.fromisoformat(event.at),
        campaign_id=recipient.last_campaign_id,
    )
    hooks.fire(told, organizations.get(event.organization_id))
