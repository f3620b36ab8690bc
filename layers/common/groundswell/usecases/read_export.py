"""An export's id goes in; how it stands and, once it is written, a link to its file come out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from groundswell import clock, files
from groundswell.domain.errors import NotFound
from groundswell.domain.export import KEPT, ExportKind, export_key
from groundswell.domain.job import Job, JobKind, JobState
from groundswell.tables import jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """`url` is None while the file is being written, and after it was deleted; it is good until `url_expires_at`."""

    job: Job
    kind: ExportKind
    raw: bool
    rows: int
    bytes: int
    url: str | None = None
    url_expires_at: datetime | None = None
    kept_until: datetime | None = None


def read_export(organization_id: str, export_id: str) -> Export:
    """NotFound if it is no export, or none of this organization."""
    job = jobs.get(organization_id, export_id)
    if job.kind is not JobKind.EXPORT:
        raise NotFound(f"export {export_id}")
    kind = ExportKind(job.cursor["kind"])
    export = Export(
        job=job,
        kind=kind,
        raw=bool(job.cursor["raw"]),
        rows=int(job.result.get("rows", 0)),
        bytes=int(job.result.get("bytes", 0)),
    )
    return _with_link(export) if job.state is JobState.DONE else export


def _with_link(export: Export) -> Export:
    key = export_key(export.job.organization_id, export.job.job_id)
    if files.version(key) is None:
        return export
    ended = export.job.updated_at
    return replace(
        export,
        url=files.presigned_get(key, filename=f"{export.kind.value}.csv"),
        url_expires_at=clock.real_now() + timedelta(seconds=files.DOWNLOAD_SECONDS),
        kept_until=ended + KEPT if ended else None,
    )
