"""A file's column names go in; the field that each column fills comes out."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from groundswell.domain.contact import OWN_FIELDS
from groundswell.domain.load import Sureness
from groundswell.extensions.contact_loaders.base import WrongMapping

LONGEST_NAME = 60
UNDERSTOOD = {
    "phone": (
        "cell", "mobile", "cellphone", "mobilephone", "cellnumber", "mobilenumber", "cellphonenumber",
        "mobilephonenumber", "phone", "phonenumber", "telephone", "telephonenumber", "tel", "number",
        "contactnumber", "contactphone", "primaryphone", "primaryphonenumber", "preferredphone", "smsnumber",
        "smsphone", "textnumber", "textphone", "msisdn", "phone1", "homephone", "homephonenumber",
    ),
    "first_name": ("firstname", "first", "fname", "givenname", "forename", "preferredname", "name"),
    "last_name": ("lastname", "last", "lname", "surname", "familyname", "secondname"),
    "zip_code": ("zip", "zipcode", "zip5", "postalcode", "postcode", "postal", "zippostal", "zippostalcode"),
    "external_id": (
        "externalid", "vanid", "votervanid", "voterfilevanid", "myvoterfilevanid", "voterid", "memberid",
        "constituentid", "personid", "contactid", "supporterid", "externalcontactid", "id",
    ),
}  # fmt: skip
"""By field, the better name first: where there is a mobile and a phone column, the mobile one is texted."""


_VAGUE = frozenset(
    {
        "number", "contactnumber", "contactphone", "phone1", "homephone", "homephonenumber", "name", "first", "last",
        "preferredname", "secondname", "postal", "id",
    }
)  # fmt: skip
"""Names that may mean something else as well."""
_ALL_UNDERSTOOD = frozenset(name for names in UNDERSTOOD.values() for name in names)


def assign(headers: Sequence[str], mapping: Mapping[str, str]) -> tuple[str, ...]:
    """The field of each column: as `mapping` says, else one of our own by its name, else a custom one.

    "" is a column that is left out. WrongMapping if no column is the phone, or the mapping does not fit.
    """
    targets = _mapped(headers, mapping)
    for field, names in UNDERSTOOD.items():
        if field not in targets.values():
            _find(field, names, headers, targets)
    if "phone" not in targets.values():
        raise WrongMapping("", *_no_phone(headers))
    taken = {*OWN_FIELDS, *targets.values()}
    for index, header in enumerate(headers):
        if index not in targets:
            targets[index] = _custom(header, taken)
            taken.add(targets[index])
    return tuple(targets[index] for index in range(len(headers)))


def sureness(
    headers: Sequence[str], targets: Sequence[str], mapping: Mapping[str, str]
) -> tuple[Sureness, ...]:
    """How sure it is that each column is what `assign` took it for."""
    told = {header.strip() for header in mapping}
    return tuple(
        Sureness.TOLD if header in told else _sureness(_key(header), target)
        for header, target in zip(headers, targets, strict=True)
    )


def _sureness(key: str, target: str) -> Sureness:
    """A second phone or name column became a custom one, which may not be what was meant."""
    is_other = target not in OWN_FIELDS and key in _ALL_UNDERSTOOD
    return Sureness.GUESSED if key in _VAGUE or is_other else Sureness.NAMED


def has_phone(headers: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether one of these would be the phone, by its name or by the mapping."""
    mapped = {header.strip() for header, field in mapping.items() if field == "phone"}
    return any(_key(header) in UNDERSTOOD["phone"] or header in mapped for header in headers)


def field_name(header: str) -> str:
    """The header as a field is written in a text's braces: "Favourite issue" is favourite_issue."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", unicodedata.normalize("NFKC", header))
    return re.sub(r"[\W_]+", "_", spaced.lower())[:LONGEST_NAME].strip("_")


def _mapped(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    targets: dict[int, str] = {}
    for header, field in mapping.items():
        if header.strip() not in headers:
            raise WrongMapping(header, f"There is no column “{header}”.", f"The file has: {listed(headers)}.")
        name = field if field in OWN_FIELDS else field_name(field)
        if name and name in targets.values():
            raise WrongMapping(header, f"Two columns are meant to be “{name}”.", "Choose one of them.")
        targets[headers.index(header.strip())] = name
    return targets


def _find(field: str, names: Sequence[str], headers: Sequence[str], targets: dict[int, str]) -> None:
    keys = [_key(header) for header in headers]
    for name in names:
        for index, key in enumerate(keys):
            if key == name and index not in targets:
                targets[index] = field
                return


def _key(header: str) -> str:
    return re.sub(r"[\W_]+", "", header.casefold())


def _custom(header: str, taken: set[str]) -> str:
    """A name that is not taken yet; a column without any name is left out."""
    wanted = field_name(header)
    name, count = wanted, 1
    while name and name in taken:
        count += 1
        name = f"{wanted}_{count}"
    return name


def _no_phone(headers: Sequence[str]) -> tuple[str, str]:
    """The problem and its remedy."""
    hint = "Give one column the name “Phone”, “Mobile” or “Cell”, or say which column is the phone."
    if any(re.fullmatch(r"[+(]?[0-9][0-9 ().-]{8,}", header) for header in headers):
        return "The first row looks like a contact, but it must hold the columns' names.", hint
    return "No column is the phone.", f"The file has: {listed(headers)}. {hint}"


def listed(headers: Sequence[str]) -> str:
    """Some headers for a message, each shortened, however many there are."""
    shown = [f"“{header[:40]}”" for header in headers[:20] if header]
    return ", ".join(shown) + (" and more" if len(headers) > 20 else "")
