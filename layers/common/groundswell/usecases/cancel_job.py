"""A job that is not wanted any more is asked to stop; it does at its next step, or within seconds."""

from groundswell.domain.errors import Conflict, Stale
from groundswell.domain.job import ENDED, Job, JobKind, JobState
from groundswell.tables import jobs
from groundswell.usecases.ask_for_step import ask_for_step

STOPPABLE = frozenset({JobKind.LOAD_CONTACTS, JobKind.BUY_NUMBERS, JobKind.EXPORT})
_INSTEAD = {
    JobKind.START_CAMPAIGN: "Wait until the campaign has started; nothing is sent before you say so.",
    JobKind.ARCHIVE_CAMPAIGN: "Wait until it is done; then the campaign can be copied.",
    JobKind.RUN_BLAST: "Pause the campaign: that stops the texts at once.",
}


def cancel_job(organization_id: str, job_id: str) -> Job:
    """The job, which will soon be CANCELLED; what it did so far is kept, and nothing half done is used.

    Asking again changes nothing. A job whose outcome came to be used first is DONE instead.
    """
    job = jobs.get(organization_id, job_id)
    if job.kind not in STOPPABLE:
        raise Conflict("This job cannot be cancelled.", _INSTEAD.get(job.kind, "Wait until it has ended."))
    if job.state is JobState.CANCELLED:
        return job
    if job.state in ENDED or not job.cancel_requested:
        job = _request(job)
    ask_for_step(job)
    return job


def _request(job: Job) -> Job:
    try:
        return jobs.request_cancel(job)
    except Stale as error:
        job = jobs.get(job.organization_id, job.job_id)
        if job.state in ENDED:
            raise Conflict(
                f"This job has ended: it is {job.state}.", "There is nothing to cancel."
            ) from error
        raise Conflict(
            "The contacts are the campaign's already.", "Load others, which will replace them."
        ) from error
