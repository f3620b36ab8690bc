"""The first bytes of an uploaded file go in; its delimiter, its columns and where its rows begin come out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from groundswell.extensions.contact_loaders.base import Cursor, FileStore, Row, Unreadable
from groundswell.extensions.contact_loaders.csv_upload import columns
from groundswell.extensions.contact_loaders.csv_upload.cells import read_rows
from groundswell.extensions.contact_loaders.csv_upload.lines import SAVE_AS, Lines

HEAD = 256 * 1024
MOST_COLUMNS = 100
DELIMITERS = ",;\t|"
_BOM = b"\xef\xbb\xbf"
_NOT_CSV = {
    b"PK\x03\x04": "This is an Excel workbook or a ZIP file, not a CSV file. Open it, choose “Save as”, and",
    b"\xd0\xcf\x11\xe0": "This is an old Excel workbook, not a CSV file. Open it, choose “Save as”, and",
    b"\x1f\x8b": "This is a compressed file, not a CSV file. Unpack it, and",
    b"%PDF": "This is a PDF, not a CSV file. Export the contacts from where they are kept, and",
    b"\xff\xfe": "The file is UTF-16 (“Unicode text”), not UTF-8. Open it, choose “Save as”, and",
    b"\xfe\xff": "The file is UTF-16 (“Unicode text”), not UTF-8. Open it, choose “Save as”, and",
}
EMPTY = "The file is empty. Upload a CSV file with a row of column names and a row for each contact."


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`rows_at` is the cursor of the first row below the column names."""

    delimiter: str
    has_bom: bool
    headers: tuple[str, ...]
    targets: tuple[str, ...]
    rows_at: Cursor


class Head:
    """The file's beginning as a file of its own, so that trying delimiters costs no requests."""

    def __init__(self, content: bytes, *, is_cut: bool = False) -> None:
        self._content, self.is_cut = content, is_cut

    @classmethod
    def of(cls, files: FileStore, key: str) -> "Head":
        """The file if it is short, else its first whole lines; `is_cut` tells."""
        content = files.read(key, 0, HEAD)
        cut = max(content.rfind(b"\n"), content.rfind(b"\r", 0, -1)) + 1
        if len(content) < HEAD or not cut:
            return cls(content)
        return cls(content[:cut], is_cut=True)

    def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        return self._content[start : None if length is None else start + length]


def read_layout(files: FileStore, key: str, mapping: Mapping[str, str]) -> Layout:
    """How the file is laid out; Unreadable, with what to do about it, if it is not a CSV file of contacts."""
    head = files.read(key, 0, HEAD)
    for magic, problem in _NOT_CSV.items():
        if head.startswith(magic):
            raise Unreadable(f"{problem} {SAVE_AS[0].lower()}{SAVE_AS[1:]}")
    start = len(_BOM) if head.startswith(_BOM) else 0
    if not head[start:].strip():
        raise Unreadable(EMPTY)
    delimiter, headers, rows_at = _sniff(head, start, mapping)
    if len(head) == HEAD and rows_at["offset"] >= HEAD:
        raise Unreadable(
            f"The row of column names is longer than {HEAD:,} bytes. Is this a CSV file? {SAVE_AS}"
        )
    _check(headers)
    return Layout(
        delimiter=delimiter,
        has_bom=bool(start),
        headers=headers,
        targets=columns.assign(headers, mapping),
        rows_at=rows_at,
    )


def _sniff(head: bytes, start: int, mapping: Mapping[str, str]) -> tuple[str, tuple[str, ...], Cursor]:
    """The delimiter that makes a phone column appear, or else cuts the first row into most columns."""
    tries, problems = [], []
    for delimiter in DELIMITERS:
        try:
            tries.append((delimiter, *_first_row(head, start, delimiter)))
        except Unreadable as problem:
            problems.append(problem)
    if not tries:
        raise problems[0]
    return max(tries, key=lambda one: (columns.has_phone(one[1], mapping), len(one[1])))


def first_rows(head: Head, layout: Layout, count: int) -> list[Row]:
    """So many rows of the beginning that are not empty; fewer if a quoted cell is longer than what was read."""
    at, found = layout.rows_at, list[Row]()
    lines = Lines(head, "", offset=int(at["offset"]), number=int(at["line"]))
    try:
        for row in read_rows(lines, layout.delimiter, number=int(at["row"])):
            if row.cells:
                found.append(row)
            if len(found) == count:
                break
    except Unreadable:
        if not (head.is_cut and lines.ended):
            raise
    return found


def _first_row(head: bytes, start: int, delimiter: str) -> tuple[tuple[str, ...], Cursor]:
    lines = Lines(Head(head), "", offset=start, number=1)
    for row in read_rows(lines, delimiter, number=0):
        names = tuple(cell.strip() for cell in row.cells)
        if any(names):
            return names, {"offset": lines.offset, "line": lines.number, "row": row.number}
    raise Unreadable(EMPTY)


def _check(headers: tuple[str, ...]) -> None:
    if len(headers) > MOST_COLUMNS:
        raise Unreadable(
            f"The file has {len(headers)} columns; at most {MOST_COLUMNS} can be loaded. Remove some."
        )
    counts = Counter(header.casefold() for header in headers if header)
    twice = [header for header in headers if counts[header.casefold()] > 1]
    if twice:
        raise Unreadable(
            f"Two columns have the same name: {columns.listed(twice)}. Rename or remove one of them."
        )
