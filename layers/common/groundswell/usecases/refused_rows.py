"""Rows that became no contacts go into a CSV file, part by part, that people can download, mend and load again."""

import csv
import io
from collections.abc import Iterator, Sequence

from groundswell import files
from groundswell.domain.contact import REFUSALS
from groundswell.domain.job import Job
from groundswell.domain.load import raw_part_key, refused_key, refused_part_key
from groundswell.domain.spreadsheet import safe_cell
from groundswell.extensions.contact_loaders.base import Refused

FULL = 6_000_000
"""Characters that a step gathers at most."""


class RefusedRows:
    """The part that one attempt at one step writes."""

    def __init__(self, job: Job) -> None:
        self._key = refused_part_key(job.organization_id, job.job_id, f"{job.step:05d}-{job.lease_id}")
        self._text, self._raw = io.StringIO(newline=""), io.StringIO(newline="")

    @property
    def full(self) -> bool:
        return self._text.tell() > FULL

    def add(self, refused: Sequence[Refused]) -> None:
        safe, raw = csv.writer(self._text), csv.writer(self._raw)
        for one in refused:
            start = (one.row.number, REFUSALS[one.reason])
            safe.writerow([*start, *map(safe_cell, one.row.cells)])
            raw.writerow([*start, *one.row.cells])

    def store(self) -> tuple[str, ...]:
        """Write the part, if there is anything in it; its key."""
        if not self._text.tell():
            return ()
        files.write(raw_part_key(self._key), [self._raw.getvalue().encode()])
        files.write(self._key, [self._text.getvalue().encode()])
        return (self._key,)


def join_refused_rows(job: Job, headers: Sequence[str], parts: Sequence[str]) -> str:
    """One file out of all parts, with the columns' names on top, and one with the cells as they were; the key."""
    key = refused_key(job.organization_id, job.job_id)
    raw_parts = tuple(map(raw_part_key, parts))
    files.write(refused_key(job.organization_id, job.job_id, raw=True), _whole(headers, raw_parts, "utf-8"))
    files.write(key, _whole([safe_cell(header) for header in headers], parts, "utf-8-sig"))
    return key


def _whole(headers: Sequence[str], parts: Sequence[str], encoding: str) -> Iterator[bytes]:
    top = io.StringIO(newline="")
    csv.writer(top).writerow(["row", "reason", *headers])
    yield top.getvalue().encode(encoding)
    for part in parts:
        yield files.read(part)
