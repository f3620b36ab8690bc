"""People queue: one step of forgetting or gathering what is held of people; the next step is another message."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import ApplyRetention, ErasePerson, ExportPerson
from groundswell.usecases.apply_retention import apply_retention
from groundswell.usecases.erase_person import erase_person
from groundswell.usecases.export_person import export_person

handler = consumer({ErasePerson: erase_person, ExportPerson: export_person, ApplyRetention: apply_retention})
