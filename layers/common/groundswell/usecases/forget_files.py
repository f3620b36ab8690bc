"""Loads go in; the files that they were read from are gone, where the load has ended and needs its file no more."""

from collections.abc import Iterable

from groundswell import files
from groundswell.domain.errors import NotFound
from groundswell.domain.job import JobState
from groundswell.domain.load import upload_key
from groundswell.tables import jobs


def forget_files(organization_id: str, load_ids: Iterable[str]) -> None:
    """A load of texts that were sent at once has no job, and no file."""
    for load_id in load_ids:
        try:
            job = jobs.get(organization_id, load_id)
        except NotFound:
            continue
        if job.state is JobState.DONE:
            files.delete(upload_key(organization_id, str(job.cursor.get("file") or load_id)))
