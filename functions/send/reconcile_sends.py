"""ReconcileQueue -> what the carrier's list tells of sends, and of texts that never came to us. One message a batch."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import CompareReceived, CompareSends, ReconcileSends
from groundswell.usecases.compare_received import compare_received
from groundswell.usecases.compare_sends import compare_sends
from groundswell.usecases.reconcile_sends import reconcile_sends

handler = consumer(
    {ReconcileSends: reconcile_sends, CompareSends: compare_sends, CompareReceived: compare_received}
)
