"""Lines go in, rows of cells come out; Unreadable, naming the row, where one is too long or a quote stays open."""

import csv
from collections.abc import Iterator

from groundswell.extensions.contact_loaders.base import Row, Unreadable
from groundswell.extensions.contact_loaders.csv_upload.lines import Lines

LONGEST_CELL = 10_000
LONGEST_ROW = 100_000
"""Bytes; a contact is one DynamoDB item, which may have 400 kB."""
_MEND = "Is a closing quotation mark missing there? Mend the row and upload the file again."


def read_rows(lines: Lines, delimiter: str, *, number: int) -> Iterator[Row]:
    """The rows from where `lines` stands, numbered from `number` + 1 on; empty ones have no cells."""
    csv.field_size_limit(LONGEST_CELL)
    start = lines.offset
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            number += 1
            if lines.ended:
                # csv asks for a line beyond the last one only while it is inside of quotes.
                raise Unreadable(f"A quotation mark that opens in row {number} is never closed. {_MEND}")
            if lines.offset - start > LONGEST_ROW:
                raise Unreadable(f"Row {number} is longer than {LONGEST_ROW:,} bytes. {_MEND}")
            yield Row(number, cells)
            start = lines.offset
    except csv.Error as error:
        raise Unreadable(_explain(str(error), number + 1)) from error


def _explain(error: str, number: int) -> str:
    if "field limit" in error:
        return f"A cell in row {number} is longer than {LONGEST_CELL:,} characters. {_MEND}"
    return f"Row {number} cannot be read ({error}). {_MEND}"
