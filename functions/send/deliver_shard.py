"""SendQueue -> what is ready in one shard of a blast sent. One message a batch."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import DeliverShard
from groundswell.usecases.deliver_shard import deliver_shard

handler = consumer({DeliverShard: deliver_shard})
