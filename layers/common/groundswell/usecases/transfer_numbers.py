"""One step of a start or an archive job: a campaign's numbers move into, or out of, its messaging service."""

from groundswell.domain.job import Job, JobKind, StepResult
from groundswell.messages import TransferNumbers
from groundswell.usecases.bring_numbers_in import bring_numbers_in
from groundswell.usecases.give_numbers_back import give_numbers_back
from groundswell.usecases.run_step import Deadline, run_step


def transfer_numbers(message: TransferNumbers) -> None:
    """Do the next step of the job that `message` names."""
    run_step(message, _work)


def _work(job: Job, deadline: Deadline) -> StepResult:
    if job.kind is JobKind.ARCHIVE_CAMPAIGN:
        return give_numbers_back(job, deadline)
    return bring_numbers_in(job, deadline)
