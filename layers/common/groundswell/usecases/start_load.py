"""An uploaded file is taken into work: its load's first step is put on the queue."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from groundswell import clock, files, queues
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict, Invalid, NotFound, Stale
from groundswell.domain.job import ENDED, Job, JobKind
from groundswell.domain.load import Progress
from groundswell.extensions.contact_loaders.base import Unreadable, WrongMapping
from groundswell.messages import LoadContacts
from groundswell.settings import settings
from groundswell.tables import campaigns, jobs
from groundswell.usecases.open_upload import key_of, open_upload


def start_load(organization_id: str, load_id: str, mapping: Mapping[str, str] | None = None) -> Job:
    """Start the load; starting it again only makes sure that its step is on the queue.

    `mapping` says for some columns, by their names in the file, which field they go to: one of our own, a
    custom one, or "" to leave the column out. All other columns are told by their names.
    """
    job = _load(organization_id, load_id)
    if job.state in ENDED:
        raise Conflict("This load has ended.", "Make a new load to load contacts again.")
    if job.cancel_requested:
        raise Conflict("This load is being cancelled.", "Make a new load to load contacts.")
    if job.step == 0:
        campaigns.get(organization_id, job.subject_id).require(CampaignState.DRAFT)
        job = _begin(job, mapping or {}, uploaded_version(job))
    queues.send(LoadContacts(organization_id=organization_id, job_id=load_id, step=job.step))
    return job


def uploaded_version(job: Job) -> str:
    """Of the file that the load is to read; Conflict if there is none."""
    version = files.version(key_of(job, Progress.of(job.cursor)))
    if version is None:
        raise Conflict("No file has been uploaded yet.", "Upload the file to the load's address first.")
    return version


def wrong(error: WrongMapping) -> Invalid:
    """The same, of the field of the request."""
    field = f"mapping.{error.column}" if error.column else "mapping"
    return Invalid(field, error.problem, error.remedy)


def _load(organization_id: str, load_id: str) -> Job:
    job = jobs.get(organization_id, load_id)
    if job.kind is not JobKind.LOAD_CONTACTS:
        raise NotFound(f"load {load_id}")
    return job


def _begin(job: Job, mapping: Mapping[str, str], version: str) -> Job:
    """Step 0 of a load is its start: what it was given becomes part of the cursor that step 1 begins with."""
    progress = replace(Progress.of(job.cursor), mapping=dict(mapping), version=version)
    _check_mapping(job, progress)
    until = clock.now() + timedelta(seconds=settings().lease_seconds)
    try:
        job = jobs.take(job, lease_id=str(uuid4()), until=until)
    except Stale:
        return jobs.get(job.organization_id, job.job_id)
    return jobs.advance(job, cursor=progress.to_cursor(), done=0, total=0, note="Waiting for its turn")


def _check_mapping(job: Job, progress: Progress) -> None:
    """A mistake in the mapping is told at once; what is wrong with the file itself the load will tell."""
    if not progress.mapping:
        return
    try:
        open_upload(job, progress).open()
    except WrongMapping as error:
        raise wrong(error) from error
    except Unreadable:
        return
