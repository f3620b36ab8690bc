"""What a contact loader must do: open its source, fetch raw pages, and transform them; the house stores them.

A load walks its source twice: once to see that all of it can be read, before anything is stored, and once to
load. Each walk is cut into steps, so a page says from where the next one can be fetched.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from groundswell.domain.contact import Contact, Refusal
from groundswell.domain.load import Sureness

Cursor = Mapping[str, Any]
"""Where a page begins, in the loader's own words; it must survive JSON."""


class FileStore(Protocol):
    """What a loader may do with uploaded files."""

    def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        """At most `length` bytes from `start` on; nothing at or after the end."""


class Unreadable(Exception):
    """The source cannot be loaded at all; the text says why and what to do, in plain English."""


class WrongMapping(Unreadable):
    """What was said of the columns does not fit the source; `column` is the one that is meant, if it is one."""

    def __init__(self, column: str, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.column, self.problem, self.remedy = column, problem, remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is loaded: `key` is the uploaded file, `mapping` overrides which field each column goes to."""

    load_id: str
    key: str
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """`headers` as the source has them, the field each goes to ("" for none), and all `fields` beside our own."""

    headers: tuple[str, ...]
    targets: tuple[str, ...]
    custom_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One raw row: its number as a person counts it, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Page:
    """Raw rows, and the cursor of what follows them."""

    rows: list[Row]
    cursor: Cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A source's beginning: what it is, its columns, how sure each is, and the first rows."""

    opening: Opening
    sureness: tuple[Sureness, ...]
    page: Page
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that becomes no contact, and why."""

    row: Row
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Transformed:
    contacts: list[Contact]
    refused: list[Refused]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """How the console introduces the loader; `accepts` is the ending of the file it wants uploaded, if any."""

    display_name: str
    description: str
    accepts: str = ""


class ContactLoader(ABC):
    """One instance per step of a load."""

    name: ClassVar[str]
    metadata: ClassVar[Metadata]

    def __init__(self, source: Source, files: FileStore) -> None:
        self.source = source
        self.files = files

    @abstractmethod
    def open(self) -> Opening:
        """Look at the beginning: Unreadable if this is nothing that can be loaded."""

    def look(self, rows: int) -> Look:
        """So many rows of the beginning; a loader that can tell more of its source does."""
        opening = self.open()
        first = next(iter(self.fetch(None)), Page([], {}))
        unsure = (Sureness.GUESSED,) * len(opening.headers)
        return Look(opening=opening, sureness=unsure, page=Page(first.rows[:rows], first.cursor))

    @abstractmethod
    def fetch(self, cursor: Cursor | None) -> Iterator[Page]:
        """The pages from `cursor` on (None: the beginning), some hundred rows each; may raise Unreadable."""

    @abstractmethod
    def transform(self, page: Page) -> Transformed:
        """The page's contacts and refusals: pure, and the same whenever it is asked."""
