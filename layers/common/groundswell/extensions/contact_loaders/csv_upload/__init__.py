"""Uploaded CSV files: comma, semicolon or tab, quoted newlines, any sensible column names; UTF-8 only."""

import re
from collections.abc import Iterator
from functools import cached_property

from groundswell.domain import phone
from groundswell.domain.characters import without_controls
from groundswell.domain.contact import OWN_FIELDS, Contact, Refusal
from groundswell.extensions.contact_loaders.base import (
    ContactLoader,
    Cursor,
    Look,
    Metadata,
    Opening,
    Page,
    Refused,
    Row,
    Transformed,
)
from groundswell.extensions.contact_loaders.csv_upload import columns
from groundswell.extensions.contact_loaders.csv_upload.cells import read_rows
from groundswell.extensions.contact_loaders.csv_upload.layout import Head, Layout, first_rows, read_layout
from groundswell.extensions.contact_loaders.csv_upload.lines import Lines

PAGE_ROWS = 500
PAGE_BYTES = 512 * 1024
_SHORT_ZIP = re.compile(r"[0-9]{3,4}(?:-[0-9]{4})?")


class CsvUpload(ContactLoader):
    """A cursor is the byte, line and row that follow the last row that was read."""

    name = "csv-upload"
    metadata = Metadata(
        display_name="CSV file",
        description="A file with a row of column names and a row for each contact. One column is the phone.",
        accepts=".csv",
    )

    @cached_property
    def _layout(self) -> Layout:
        return read_layout(self.files, self.source.key, self.source.mapping)

    @cached_property
    def _custom(self) -> list[tuple[int, str]]:
        targets = enumerate(self._layout.targets)
        return [(index, name) for index, name in targets if name and name not in OWN_FIELDS]

    @cached_property
    def _own(self) -> dict[str, int]:
        targets = self._layout.targets
        return {name: targets.index(name) for name in OWN_FIELDS if name in targets}

    def open(self) -> Opening:
        return Opening(
            headers=self._layout.headers,
            targets=self._layout.targets,
            custom_fields=tuple(name for _, name in self._custom),
        )

    def look(self, rows: int) -> Look:
        """From here on this loader knows no more of the file than its beginning."""
        self.files = head = Head.of(self.files, self.source.key)
        opening = self.open()
        return Look(
            opening=opening,
            sureness=columns.sureness(opening.headers, opening.targets, self.source.mapping),
            page=Page(first_rows(head, self._layout, rows), {}),
            encoding="UTF-8 with BOM" if self._layout.has_bom else "UTF-8",
            delimiter=self._layout.delimiter,
        )

    def fetch(self, cursor: Cursor | None) -> Iterator[Page]:
        at = cursor or self._layout.rows_at
        lines = Lines(self.files, self.source.key, offset=int(at["offset"]), number=int(at["line"]))
        rows: list[Row] = []
        page_from, number = lines.offset, int(at["row"])
        for row in read_rows(lines, self._layout.delimiter, number=number):
            number = row.number
            if row.cells:
                rows.append(row)
            if len(rows) >= PAGE_ROWS or lines.offset - page_from >= PAGE_BYTES:
                yield Page(rows, _cursor(lines, number))
                rows, page_from = [], lines.offset
        if rows:
            yield Page(rows, _cursor(lines, number))

    def transform(self, page: Page) -> Transformed:
        found = Transformed([], [])
        for row in page.rows:
            answer = self._contact(row)
            if isinstance(answer, Contact):
                found.contacts.append(answer)
            else:
                found.refused.append(Refused(row, answer))
        return found

    def _contact(self, row: Row) -> Contact | Refusal:
        """A row with too few cells lacks the last ones; cells beyond the last column belong to nothing."""
        own, cells = self._own, [without_controls(cell.strip()) for cell in row.cells]
        cells += [""] * (len(self._layout.targets) - len(cells))
        written = cells[own["phone"]]
        number = phone.e164(written)
        if number is None:
            return Refusal.NOT_A_PHONE_NUMBER if written else Refusal.NO_PHONE
        return Contact(
            load_id=self.source.load_id,
            phone=number,
            row=row.number,
            first_name=cells[own["first_name"]] if "first_name" in own else "",
            last_name=cells[own["last_name"]] if "last_name" in own else "",
            zip_code=whole_zip(cells[own["zip_code"]]) if "zip_code" in own else "",
            external_id=cells[own["external_id"]] if "external_id" in own else "",
            custom={name: cells[index] for index, name in self._custom if cells[index]},
            time_zones=phone.time_zones_for(number),
        )


def whole_zip(written: str) -> str:
    """The ZIP code with the zero that spreadsheets cut off; what is no US ZIP code stays as it is."""
    if not _SHORT_ZIP.fullmatch(written):
        return written
    code, dash, more = written.partition("-")
    return code.zfill(5) + dash + more


def _cursor(lines: Lines, number: int) -> Cursor:
    return {"offset": lines.offset, "line": lines.number, "row": number}


EXTENSION = CsvUpload
