"""POST /webhooks/{organization_id}/{vendor}/… -> verified, translated, queued; inbound texts and opt-outs stored."""

from groundswell.entrypoints.webhooks import webhook_handler
from groundswell.usecases.receive_vendor_event import receive_vendor_event

handler = webhook_handler(receive_vendor_event)
