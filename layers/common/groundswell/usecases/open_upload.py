"""A load's uploaded file is opened by its contact loader, as it was when the load was started."""

from dataclasses import dataclass

from groundswell import files
from groundswell.domain.job import Job
from groundswell.domain.load import Progress, upload_key
from groundswell.extensions.contact_loaders import loaders
from groundswell.extensions.contact_loaders.base import ContactLoader, Source


@dataclass(frozen=True, slots=True)
class _Upload:
    """The uploaded files in one version."""

    version: str

    def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        return files.read(key, start, length, version=self.version)


def key_of(job: Job, progress: Progress) -> str:
    """Where its file lies: that of the load it repeats, if it does."""
    return upload_key(job.organization_id, progress.file or job.job_id)


def open_upload(job: Job, progress: Progress) -> ContactLoader:
    source = Source(load_id=job.job_id, key=key_of(job, progress), mapping=progress.mapping)
    return loaders.get(progress.loader)(source, _Upload(progress.version))
