"""An organization's phone goes in, the keyed hash that stands for it in audits and after an erasure comes out."""

from dataclasses import dataclass
from secrets import token_hex

from groundswell import secrets
from groundswell.domain.erasure import key_id, person_id
from groundswell.tables import erasures
from groundswell.usecases.find_erased import FIELD, KEPT_AS, read_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    person_id: str
    key_id: str


def name_person(organization_id: str, phone: str) -> Person:
    """The organization's key is made when it is first needed, and never again: KeyLost if it is gone."""
    known_by = erasures.find_key_id(organization_id)
    key = read_key(organization_id, known_by) if known_by else _make_key(organization_id)
    return Person(person_id=person_id(key, organization_id, phone), key_id=key_id(key))


def _make_key(organization_id: str) -> str:
    standing = secrets.get(organization_id, KEPT_AS) or secrets.make(
        organization_id, KEPT_AS, {FIELD: token_hex(32)}
    )
    return standing[FIELD]
