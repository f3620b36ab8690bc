"""BlastQueue -> the next pages of a blast planned, or its shards woken. One message a batch."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import RunBlast, WakeBlast
from groundswell.usecases.run_blast import run_blast
from groundswell.usecases.wake_blast import wake_blast

handler = consumer({RunBlast: run_blast, WakeBlast: wake_blast})
