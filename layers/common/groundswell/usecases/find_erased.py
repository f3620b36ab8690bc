"""Phones go in; those of people whose data was erased come out, for an organization that ever erased somebody."""

from collections.abc import Iterable

from groundswell import secrets
from groundswell.domain.erasure import Erasure, key_id, person_id
from groundswell.tables import erasures

KEPT_AS = "people"
FIELD = "key"


class KeyLost(Exception):
    """People were erased under a key that is gone: nobody can be told from them any more, so nobody is texted."""


def find_erased(organization_id: str, phones: Iterable[str]) -> dict[str, Erasure]:
    """By phone; one read more for an organization that never erased anybody. KeyLost rather than missing one."""
    known_by = erasures.find_key_id(organization_id)
    if known_by is None:
        return {}
    key = read_key(organization_id, known_by)
    people = {person_id(key, organization_id, phone): phone for phone in phones}
    found = erasures.get_many(organization_id, people)
    return {people[person]: erasure for person, erasure in found.items()}


def find_erasure(organization_id: str, phone: str) -> Erasure | None:
    """One phone's, or None."""
    return find_erased(organization_id, [phone]).get(phone)


def read_key(organization_id: str, known_by: str) -> str:
    """The secret that hashes are made with; KeyLost if it is not the one `known_by` names."""
    key = secrets.get(organization_id, KEPT_AS).get(FIELD, "")
    if not key or key_id(key) != known_by:
        raise KeyLost(organization_id)
    return key
