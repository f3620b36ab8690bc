"""People queue: one step of forgetting or gathering what is held of people; the next step is another message."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import ErasePerson
from groundswell.usecases.erase_person import erase_person

handler = consumer({ErasePerson: erase_person})
