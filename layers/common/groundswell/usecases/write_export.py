"""One step of an export: rows are read, and written to the next parts of its file.

S3 takes parts of some megabytes only, so what is left when the step's time is up waits in a file of its own.
A step that was killed is done again: it writes the same part numbers, and only what is recorded counts.
"""

import csv
import io
from dataclasses import replace

from groundswell import files
from groundswell.domain.export import ExportProgress, export_key, tail_key
from groundswell.domain.job import Cancelled, Continue, Done, Job, StepResult
from groundswell.domain.spreadsheet import safe_cell
from groundswell.messages import WriteExport
from groundswell.usecases.export_sources import Rows, columns_of, read_page
from groundswell.usecases.report_progress import Reporter
from groundswell.usecases.run_step import Deadline, run_step

RESERVE = 4.0
"""Seconds before its deadline a step stops: a page, a part and the tail fit in."""
NOTE = "Writing the file"


def write_export(message: WriteExport) -> None:
    """Do the step that the message asks for, and ask for the next."""
    run_step(message, _write)


def _write(job: Job, deadline: Deadline) -> StepResult:
    export, reporter = ExportProgress.of(job.cursor), Reporter(job)
    key = export_key(job.organization_id, job.job_id)
    if job.cancel_requested:
        return _cancelled(key, export)
    if export.all_parts:
        files.complete_upload(key, export.upload_id, export.etags)
        return _done(export)
    waiting = bytearray(_begun(export))
    while True:
        rows, place = read_page(job.organization_id, export)
        waiting += _lines(rows, raw=export.raw)
        export = replace(export, at=place, rows=export.rows + len(rows))
        if len(waiting) >= files.PART:
            export = _store_part(key, export, waiting)
        if place is None:
            return _end(job, key, export, waiting)
        reporter.tell(done=export.rows, total=_total(export), note=NOTE, result=export.result())
        if reporter.cancelled:
            return _cancelled(key, export)
        if deadline.left < RESERVE:
            return _go_on(job, export, bytes(waiting))


def _begun(export: ExportProgress) -> bytes:
    """What earlier steps left; at the very beginning the columns' names."""
    if export.at is None:
        return _top(export)
    return files.read(export.tail) if export.tail else b""


def _top(export: ExportProgress) -> bytes:
    """The columns' names; spreadsheets know UTF-8 by the mark in front."""
    names = _lines([list(columns_of(export))], raw=export.raw)
    return names if export.raw else b"\xef\xbb\xbf" + names


def _lines(rows: Rows, *, raw: bool) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows if raw else [list(map(safe_cell, row)) for row in rows])
    return text.getvalue().encode("utf-8", "replace")


def _store_part(key: str, export: ExportProgress, waiting: bytearray) -> ExportProgress:
    """Move what waits into the file's next part."""
    upload_id = export.upload_id or files.begin_upload(key)
    tag = files.upload_part(key, upload_id, len(export.etags) + 1, bytes(waiting))
    stored = replace(
        export, upload_id=upload_id, etags=(*export.etags, tag), bytes=export.bytes + len(waiting)
    )
    waiting.clear()
    return stored


def _go_on(job: Job, export: ExportProgress, waiting: bytes) -> Continue:
    tail = ""
    if waiting:
        tail = tail_key(job.organization_id, job.job_id, f"{job.step:05d}-{job.lease_id}")
        files.write(tail, [waiting])
    cursor = replace(export, tail=tail).to_cursor()
    return Continue(cursor=cursor, done=export.rows, total=_total(export), note=NOTE, result=export.result())


def _end(job: Job, key: str, export: ExportProgress, waiting: bytearray) -> Continue | Done:
    """A short file is written at once. Parts are put together by a step of its own: they can be no more afterwards."""
    if not export.etags:
        files.write(key, [bytes(waiting)])
        return _done(replace(export, bytes=len(waiting)))
    if waiting:
        export = _store_part(key, export, waiting)
    return _go_on(job, replace(export, all_parts=True), b"")


def _done(export: ExportProgress) -> Done:
    return Done(result=export.result(), done=export.rows, total=export.rows)


def _cancelled(key: str, export: ExportProgress) -> Cancelled:
    if export.upload_id:
        files.abort_upload(key, export.upload_id)
    return Cancelled(result=export.result(), done=export.rows)


def _total(export: ExportProgress) -> int:
    """What was expected, or more: meanwhile others send, reply and opt out."""
    return max(export.total, export.rows) if export.total else 0
