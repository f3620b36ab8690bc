"""A list of phones that opted out elsewhere goes in; how many were stored and what was refused comes out."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from groundswell.domain.errors import Invalid
from groundswell.domain.phone import e164
from groundswell.tables.opt_outs import Source
from groundswell.usecases.record_opt_outs import record_opt_outs

MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """`row` counts from 1; of a CSV text the header is a row too."""

    row: int
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    opted_out: int
    already: int
    refused: tuple[Refused, ...]


def import_opt_outs(
    organization_id: str, given: Sequence[tuple[int, str]], *, reason: str, by: str
) -> Imported:
    """Opt out everybody on the list; doing it twice changes nothing more."""
    if len(given) > MOST:
        raise Invalid("phones", f"There are more than {MOST}.", f"Send at most {MOST} at a time.")
    known = {row: e164(phone) for row, phone in given}
    phones = list(dict.fromkeys(phone for phone in known.values() if phone))
    new = record_opt_outs(organization_id, phones, Source.IMPORT, reason=reason, by=by)
    refused = tuple(Refused(row=row, phone=phone) for row, phone in given if known[row] is None)
    return Imported(opted_out=len(new), already=len(phones) - len(new), refused=refused)


def phones_of_csv(text: str) -> list[tuple[int, str]]:
    """(row, phone) of a CSV text: of the column whose header speaks of a phone, else of the first one."""
    try:
        rows = list(islice(csv.reader(text.lstrip("\ufeff").splitlines()), MOST + 2))
    except csv.Error as error:
        raise Invalid(
            "csv", "It cannot be read as CSV.", "Is a closing quotation mark missing in it?"
        ) from error
    if not rows:
        return []
    header = [cell.strip().lower() for cell in rows[0]]
    named = [
        at
        for at, cell in enumerate(header)
        if any(word in cell for word in ("phone", "number", "mobile", "cell"))
    ]
    column, first = (named[0], 1) if named else (0, 0)
    found = [(at, row[column].strip()) for at, row in enumerate(rows, 1) if at > first and len(row) > column]
    return [(at, phone) for at, phone in found if phone]
