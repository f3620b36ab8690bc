"""A job goes in; the message for its present step lies on its queue afterwards."""

from groundswell import queues
from groundswell.domain.job import Job, JobKind
from groundswell.messages import (
    ApplyRetention,
    BuyNumbers,
    ErasePerson,
    ExportPerson,
    JobStep,
    LoadContacts,
    RunBlast,
    TransferNumbers,
    WriteExport,
)

_STEPS: dict[JobKind, type[JobStep]] = {
    JobKind.LOAD_CONTACTS: LoadContacts,
    JobKind.BUY_NUMBERS: BuyNumbers,
    JobKind.START_CAMPAIGN: TransferNumbers,
    JobKind.ARCHIVE_CAMPAIGN: TransferNumbers,
    JobKind.RUN_BLAST: RunBlast,
    JobKind.EXPORT: WriteExport,
    JobKind.ERASE_PERSON: ErasePerson,
    JobKind.EXPORT_PERSON: ExportPerson,
    JobKind.APPLY_RETENTION: ApplyRetention,
}


def ask_for_step(job: Job) -> None:
    """Twice is harmless: a step is done once."""
    queues.send(_STEPS[job.kind](organization_id=job.organization_id, job_id=job.job_id, step=job.step))
