"""Whom a message shall go to: phones in any spelling go in; people, and what was wrong with the others, come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from groundswell.domain.contact import Contact
from groundswell.domain.errors import Problem
from groundswell.domain.phone import e164, time_zones_for

MOST = 1_000
MOST_VALUES, LONGEST_NAME = 100, 60
"""As many columns, and names as long, as a file of contacts may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """As it was given; `values` are for the text's fields."""

    phone: str
    first_name: str = ""
    last_name: str = ""
    zip_code: str = ""
    external_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """`refused` name the entry by its place in the request, `merged` counts entries whose phone came before."""

    people: tuple[Contact, ...]
    refused: tuple[Problem, ...]
    merged: int


def sort_addressees(given: Sequence[Addressee]) -> Addressees:
    """Of several entries with one phone the first one counts."""
    people: dict[str, Contact] = {}
    refused: list[Problem] = []
    for place, one in enumerate(given):
        phone = e164(one.phone)
        if phone is None:
            refused.append(
                Problem(f"to[{place}]", "This is not a valid phone number.", "Send it as +12025550123.")
            )
        elif len(one.values) > MOST_VALUES or any(len(name) > LONGEST_NAME for name in one.values):
            remedy = f"Send at most {MOST_VALUES}, with names of at most {LONGEST_NAME} characters."
            refused.append(Problem(f"to[{place}]", "It has too many fields, or too long names.", remedy))
        elif phone not in people:
            people[phone] = contact_of(one, phone, row=place + 1)
    merged = len(given) - len(refused) - len(people)
    return Addressees(people=tuple(people.values()), refused=tuple(refused), merged=merged)


def contact_of(one: Addressee, phone: str, *, row: int = 1) -> Contact:
    """The person as a contact of no load; `phone` is in E.164, whatever spelling was given."""
    return Contact(
        load_id="",
        phone=phone,
        row=row,
        first_name=one.first_name,
        last_name=one.last_name,
        zip_code=one.zip_code,
        external_id=one.external_id,
        custom=one.values,
        time_zones=time_zones_for(phone),
    )
