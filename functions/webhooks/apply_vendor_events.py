"""VendorEventsQueue -> delivery reports in the ledger, replies in their campaigns. Up to 1,000 messages a batch."""

from groundswell.entrypoints.sqs import batch_consumer
from groundswell.usecases.apply_vendor_events import apply_vendor_events

handler = batch_consumer(apply_vendor_events)
