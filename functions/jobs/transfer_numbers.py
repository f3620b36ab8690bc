"""NumbersQueue -> a campaign's numbers moved on by one step. One message a batch."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import TransferNumbers
from groundswell.usecases.transfer_numbers import transfer_numbers

handler = consumer({TransferNumbers: transfer_numbers})
