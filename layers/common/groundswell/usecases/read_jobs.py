"""The long work of an organization, as it stands: ids go in, jobs come out."""

from collections.abc import Mapping
from typing import Any

from groundswell import files
from groundswell.domain.errors import Conflict, NotFound
from groundswell.domain.job import ENDED, Job, JobKind, JobState
from groundswell.domain.load import refused_key
from groundswell.tables import campaigns, jobs

PAGE = 100
PAGES = 5
"""A campaign's loads are looked for among the organization's 500 newest jobs."""


def get_job(organization_id: str, job_id: str) -> Job:
    return jobs.get(organization_id, job_id)


def list_jobs(
    organization_id: str,
    *,
    kind: JobKind | None = None,
    state: JobState | None = None,
    limit: int,
    cursor: Mapping[str, Any] | None = None,
) -> tuple[list[Job], Mapping[str, Any] | None]:
    """Those of that kind and in that state, the newest first."""

    def wanted(job: Job) -> bool:
        return (kind is None or job.kind is kind) and (state is None or job.state is state)

    return jobs.list_newest(organization_id, limit=limit, cursor=cursor, wanted=wanted)


def list_loads(organization_id: str, campaign_id: str) -> list[Job]:
    """The campaign's contact loads, the newest first."""
    campaigns.get(organization_id, campaign_id)
    found: list[Job] = []
    cursor: Mapping[str, Any] | None = None
    for _ in range(PAGES):
        page, cursor = jobs.list_newest(organization_id, limit=PAGE, cursor=cursor)
        found += [job for job in page if job.kind is JobKind.LOAD_CONTACTS and job.subject_id == campaign_id]
        if cursor is None:
            break
    return found


def get_load(organization_id: str, campaign_id: str, load_id: str) -> Job:
    """NotFound if it is no contact load, or another campaign's."""
    job = jobs.get(organization_id, load_id)
    if job.kind is not JobKind.LOAD_CONTACTS or job.subject_id != campaign_id:
        raise NotFound(f"load {load_id}")
    return job


def link_to_refused_rows(organization_id: str, campaign_id: str, load_id: str, *, raw: bool = False) -> str:
    """An address, good for some minutes, from which the refused rows can be fetched as CSV."""
    job = get_load(organization_id, campaign_id, load_id)
    if job.result.get("refused_rows_key"):
        key = refused_key(organization_id, load_id, raw=raw)
        return files.presigned_get(key, filename="refused-rows.csv")
    if job.state in ENDED:
        raise Conflict("No row was refused.", "There is nothing to fetch.")
    raise Conflict("The load has not ended.", "Wait until its state is DONE or FAILED.")
