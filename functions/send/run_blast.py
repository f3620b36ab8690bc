"""BlastQueue -> the next pages of a blast planned. One message a batch."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import RunBlast
from groundswell.usecases.run_blast import run_blast

handler = consumer({RunBlast: run_blast})
