"""A contact load is created for a campaign that is still a draft; the answer says where to upload its file."""

from typing import Any
from uuid import uuid4

from groundswell import clock, files
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Invalid
from groundswell.domain.job import Job, JobKind
from groundswell.domain.load import MAX_BYTES, Progress, upload_key
from groundswell.extensions.contact_loaders import loaders
from groundswell.tables import campaigns, jobs


def create_load(
    organization_id: str, campaign_id: str, *, loader: str = "csv-upload", created_by: str
) -> tuple[Job, dict[str, Any]]:
    """The load's job, and where its file can be uploaded for an hour: {url, fields, max_bytes}."""
    campaigns.get(organization_id, campaign_id).require(CampaignState.DRAFT)
    if loader not in loaders.available():
        raise Invalid(
            "loader", f"There is no contact loader {loader!r}.", f"Choose one of {loaders.available()}."
        )
    now = clock.now()
    job = Job(
        organization_id=organization_id,
        job_id=str(uuid4()),
        kind=JobKind.LOAD_CONTACTS,
        subject_id=campaign_id,
        cursor=Progress(loader=loader).to_cursor(),
        note="Waiting for the file",
        created_by=created_by,
        created_at=now,
        updated_at=now,
    )
    jobs.add(job)
    return job, files.presigned_post(upload_key(organization_id, job.job_id), max_bytes=MAX_BYTES)
