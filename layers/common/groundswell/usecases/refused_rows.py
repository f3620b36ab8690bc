"""Rows that became no contacts go into a CSV file, part by part, that people can download, mend and load again."""

import csv
import io
from collections.abc import Iterator, Sequence

from groundswell import files
from groundswell.domain.contact import REFUSALS
from groundswell.domain.job import Job
from groundswell.domain.load import refused_part_key
from groundswell.domain.spreadsheet import safe_cell
from groundswell.extensions.contact_loaders.base import Refused

FULL = 16_000_000
"""Characters that a step gathers at most."""


class RefusedRows:
    """The part that one attempt at one step writes."""

    def __init__(self, job: Job) -> None:
        self._key = refused_part_key(job.organization_id, job.job_id, f"{job.step:05d}-{job.lease_id}")
        self._text = io.StringIO(newline="")

    @property
    def full(self) -> bool:
        return self._text.tell() > FULL

    def add(self, refused: Sequence[Refused]) -> None:
        writer = csv.writer(self._text)
        for one in refused:
            writer.writerow([one.row.number, REFUSALS[one.reason], *map(safe_cell, one.row.cells)])

    def store(self) -> tuple[str, ...]:
        """Write the part, if there is anything in it; its key."""
        if not self._text.tell():
            return ()
        files.write(self._key, [self._text.getvalue().encode()])
        return (self._key,)


def join_refused_rows(key: str, headers: Sequence[str], parts: Sequence[str]) -> None:
    """One file out of all parts, with the columns' names on top."""
    files.write(key, _whole(headers, parts))


def _whole(headers: Sequence[str], parts: Sequence[str]) -> Iterator[bytes]:
    top = io.StringIO(newline="")
    csv.writer(top).writerow(["row", "reason", *map(safe_cell, headers)])
    yield top.getvalue().encode("utf-8-sig")
    for part in parts:
        yield files.read(part)
