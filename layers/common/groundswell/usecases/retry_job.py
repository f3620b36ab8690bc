"""A load or an export that failed or was cancelled is done again from its beginning, by a new job."""

from dataclasses import replace

from groundswell import clock
from groundswell.domain import identity
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict
from groundswell.domain.export import ExportProgress
from groundswell.domain.job import ENDED, Job, JobKind, JobState
from groundswell.domain.load import Progress
from groundswell.tables import campaigns, jobs
from groundswell.usecases.ask_for_step import ask_for_step
from groundswell.usecases.start_load import uploaded_version

_AGAIN = frozenset({JobState.FAILED, JobState.CANCELLED})


def retry_job(organization_id: str, job_id: str) -> Job:
    """The new job; asking twice makes one."""
    old = jobs.get(organization_id, job_id)
    if old.kind not in (JobKind.LOAD_CONTACTS, JobKind.EXPORT):
        raise Conflict("This job cannot be tried again.", "Ask anew for what it was to do.")
    if old.state not in _AGAIN:
        raise Conflict(
            f"The job is {old.state}.", "Only a job that is FAILED or CANCELLED can be tried again."
        )
    now = clock.now()
    job = Job(
        organization_id=organization_id,
        job_id=identity.derived_id(organization_id, "retry", job_id),
        kind=old.kind,
        subject_id=old.subject_id,
        step=1,
        cursor=_load_again(old) if old.kind is JobKind.LOAD_CONTACTS else ExportProgress.again(old.cursor),
        note="Waiting for its turn",
        created_by=old.created_by,
        created_at=now,
        updated_at=now,
    )
    if not jobs.add(job):
        job = jobs.get(organization_id, job.job_id)
    if job.state not in ENDED:
        ask_for_step(job)
    return job


def _load_again(old: Job) -> dict[str, object]:
    """From the first row on, and of the file as it is now, if that is still kept."""
    campaigns.get(old.organization_id, old.subject_id).require(CampaignState.DRAFT)
    was = Progress.of(old.cursor)
    fresh = Progress(loader=was.loader, mapping=was.mapping, file=was.file or old.job_id)
    return replace(fresh, version=uploaded_version(old)).to_cursor()
