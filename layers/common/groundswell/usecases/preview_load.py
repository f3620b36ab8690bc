"""An uploaded file goes in; what its columns are taken for and its first rows as they would be stored come out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from groundswell import files
from groundswell.domain.contact import OWN_FIELDS, REFUSALS, Contact, Refusal
from groundswell.domain.errors import Conflict, Invalid
from groundswell.domain.load import Progress, Sureness
from groundswell.extensions.contact_loaders.base import (
    ContactLoader,
    Look,
    Transformed,
    Unreadable,
    WrongMapping,
)
from groundswell.usecases.open_upload import open_upload
from groundswell.usecases.read_jobs import get_load
from groundswell.usecases.start_load import uploaded_version, wrong

ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPreview:
    """`field` is where the column goes, empty if it is left out; `is_own` says that the field is one of our own."""

    header: str
    field: str
    is_own: bool
    sure: Sureness


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPreview:
    """What a row would become: `contact`, or nothing for a `reason` that `problem` puts in words.

    `same_as_row` has the same phone and stands before it, so that row would be kept and this one not.
    """

    row: int
    cells: tuple[str, ...]
    contact: Contact | None = None
    reason: Refusal | None = None
    problem: str = ""
    same_as_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPreview:
    columns: tuple[ColumnPreview, ...]
    rows: tuple[RowPreview, ...]
    encoding: str
    delimiter: str


def preview_load(
    organization_id: str, campaign_id: str, load_id: str, mapping: Mapping[str, str] | None = None
) -> LoadPreview:
    """Reads no more than the beginning of the file, and stores nothing. Invalid says what to correct."""
    job = get_load(organization_id, campaign_id, load_id)
    progress = replace(Progress.of(job.cursor), mapping=dict(mapping or {}), version=uploaded_version(job))
    loader = open_upload(job, progress)
    look = _look(loader)
    found = loader.transform(look.page)
    return LoadPreview(
        columns=_columns(look, found),
        rows=_rows(look, found),
        encoding=look.encoding,
        delimiter=look.delimiter,
    )


def _look(loader: ContactLoader) -> Look:
    try:
        return loader.look(ROWS)
    except WrongMapping as error:
        raise wrong(error) from error
    except Unreadable as error:
        raise Invalid("file", str(error)) from error
    except files.Replaced as error:
        raise Conflict("Another file has just been uploaded.", "Ask for the preview again.") from error


def _columns(look: Look, found: Transformed) -> tuple[ColumnPreview, ...]:
    """A phone column in which most rows hold no phone was only guessed to be one."""
    opening, is_doubtful = look.opening, len(found.contacts) * 2 < len(look.page.rows)
    columns = (
        ColumnPreview(header=header, field=field, is_own=field in OWN_FIELDS, sure=sure)
        for header, field, sure in zip(opening.headers, opening.targets, look.sureness, strict=True)
    )
    return tuple(
        replace(one, sure=Sureness.GUESSED)
        if is_doubtful and one.field == "phone" and one.sure is Sureness.NAMED
        else one
        for one in columns
    )


def _rows(look: Look, found: Transformed) -> tuple[RowPreview, ...]:
    contacts = {contact.row: contact for contact in found.contacts}
    reasons = {one.row.number: one.reason for one in found.refused}
    first: dict[str, int] = {}
    previews = []
    for row in look.page.rows:
        contact, reason = contacts.get(row.number), reasons.get(row.number)
        earlier = first.setdefault(contact.phone, row.number) if contact else row.number
        previews.append(
            RowPreview(
                row=row.number,
                cells=tuple(row.cells),
                contact=contact,
                reason=reason,
                problem=REFUSALS[reason] if reason else "",
                same_as_row=earlier if earlier != row.number else None,
            )
        )
    return tuple(previews)
