"""Phone numbers: any spelling goes in; E.164, the area code and the time zones come out."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import timezone

REGION = "US"
MOST_ZONES = 3
MOST_ZONES_ABROAD = 24
"""Of no country; numbers of satellites and of international services are in more."""
_GAP = "[ .\\-\u2013\u00a0]*"
_TWO_TO_NINE = "[2-9][0-9]{2}"
_ORDINARY = re.compile(
    rf" *(?:\+?1{_GAP})?(?:\(({_TWO_TO_NINE})\)|({_TWO_TO_NINE})){_GAP}({_TWO_TO_NINE}){_GAP}([0-9]{{4}}) *"
)
"""How most lists spell a North American number. All else takes the library's slower way."""
_SPLIT_EXCHANGES = frozenset({"246", "658", "876"})
"""Barbados and Jamaica divide exchanges between valid and invalid lines; a test finds others that come."""


def e164(raw: str) -> str | None:
    """The number as +12025550123, or None if no country has such a number; without "+" it is a US number.

    The numbering plan of country code 1 gives out whole exchanges: whether a number is valid is decided
    by its first six digits, so each exchange is looked up once.
    """
    ordinary = _ORDINARY.fullmatch(raw)
    if ordinary is None:
        return _parsed(raw)
    in_brackets, plain, exchange, line = ordinary.groups()
    area = in_brackets or plain
    if area in _SPLIT_EXCHANGES:
        return _parsed(raw)
    return f"+1{area}{exchange}{line}" if _is_exchange(area + exchange) else None


def area_code(phone: str) -> str:
    """The three digits of a geographic North American number, else nothing (toll-free, abroad)."""
    number = phonenumbers.parse(phone)
    length = phonenumbers.length_of_geographical_area_code(number) if number.country_code == 1 else 0
    return phonenumbers.national_significant_number(number)[:length]


def time_zones_for(phone: str) -> tuple[str, ...]:
    """All zones that an E.164 number may be in; none when that is unknown, or too wide to mean anything.

    Of a North American number (toll-free, 500) “too wide” means all of the United States; abroad it never does.
    """
    return _zones_of_exchange(phone[:8]) if phone.startswith("+1") else _zones(phone)


def _parsed(raw: str) -> str | None:
    try:
        number = phonenumbers.parse(raw, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=65_536)
def _is_exchange(prefix: str) -> bool:
    return _parsed(f"+1{prefix}0000") is not None


@lru_cache(maxsize=65_536)
def _zones_of_exchange(prefix: str) -> tuple[str, ...]:
    return _zones(f"{prefix}0000")


def _zones(phone: str) -> tuple[str, ...]:
    zones = timezone.time_zones_for_number(phonenumbers.parse(phone))
    known = tuple(zone for zone in zones if zone != timezone.UNKNOWN_TIMEZONE)
    return known if len(known) <= (MOST_ZONES if phone.startswith("+1") else MOST_ZONES_ABROAD) else ()


def beginning(given: str) -> str:
    """What the E.164 of every phone begins with that one begins to write so: “(202) 55” is +120255."""
    digits = "".join(re.findall("[0-9]", given))
    if given.strip().startswith("+"):
        return f"+{digits}"
    # No area code of the North American plan begins with a 1.
    return f"+1{digits.removeprefix('1')}" if digits else ""
