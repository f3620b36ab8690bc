"""Phones: every spelling of a valid number becomes one E.164, all else nothing; zones only where known."""

import random
import re._parser as regex  # type: ignore[import-untyped]

import phonenumbers
import pytest

from groundswell.domain import phone

KINDS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager",
    "uan", "voicemail",
)  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        "2025550123", "202-555-0123", "202.555.0123", "(202) 555-0123", "+1 (202) 555–0123",
        "1 202 555 0123", " 2025550123 ", "+12025550123", "1-202-555-0123", "(202)5550123",
        "tel:+1-202-555-0123", "202/555/0123",
        "202\u00a0555\u00a00123", "+1202555\u200b0123", "２０２５５５０１２３",
    ],
)  # fmt: skip
def test_every_spelling_of_a_number_is_the_same_number(raw: str) -> None:
    assert phone.e164(raw) == "+12025550123"


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "12345", "call me", "n/a", "0", "202555012", "555-0123", "20255501234567", "+999 12345678",
        "++1", "+1 000 000 0000", "911", "(555) 555-0123", "=1+1", "\x00", "1" * 300, "٣",
        "2025550123, 2025550124",
    ],
)  # fmt: skip
def test_what_is_no_phone_number_is_nothing(raw: str) -> None:
    assert phone.e164(raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("+52 55 1234 5678", "+525512345678"),
        ("+61 2 9374 4000", "+61293744000"),
        ("+1 416 555 0123", "+14165550123"),
        ("+2025550123", None),  # Egypt has no such number; the plus was meant
    ],
)
def test_a_plus_names_the_country(raw: str, expected: str | None) -> None:
    assert phone.e164(raw) == expected


def test_the_quick_way_says_what_the_library_says() -> None:
    dice = random.Random(7)
    for _ in range(4_000):
        raw = _spelling(dice)
        assert phone.e164(raw) == _by_the_library(raw), raw


def test_outside_barbados_and_jamaica_no_line_number_decides_whether_a_number_is_valid() -> None:
    """Holds what the quick way rests on against the numbering plans of the installed library."""
    split = {region for region, pattern in _patterns() if _free_digits(regex.parse(pattern)) < 4}
    assert split <= {"BB", "JM"}, "add the area codes of these to _SPLIT_EXCHANGES"


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+12125550123", ("America/New_York",)),
        ("+18504321234", ("America/Chicago",)),  # Pensacola
        ("+18502221234", ("America/New_York",)),  # Tallahassee
        ("+18085550123", ("Pacific/Honolulu",)),
        ("+525512345678", ("America/Mexico_City",)),
    ],
)
def test_the_zone_follows_the_exchange_and_not_only_the_area(number: str, zones: tuple[str, ...]) -> None:
    assert phone.time_zones_for(number) == zones


def test_a_number_on_a_border_is_in_both_zones() -> None:
    assert phone.time_zones_for("+19075550123") == ("America/Adak", "America/Anchorage")


@pytest.mark.parametrize("number", ["+18005550123", "+15005550123", "+19005550123", "+15555550123"])
def test_a_number_that_could_be_anywhere_has_no_zones(number: str) -> None:
    assert phone.time_zones_for(number) == ()


@pytest.mark.parametrize(
    ("number", "area"),
    [("+12025550123", "202"), ("+14165550123", "416"), ("+18005550123", ""), ("+525512345678", "")],
)
def test_only_geographic_numbers_of_north_america_have_an_area_code(number: str, area: str) -> None:
    assert phone.area_code(number) == area


def _spelling(dice: random.Random) -> str:
    area, exchange, line = dice.randint(200, 999), dice.randint(200, 999), f"{dice.randint(0, 9999):04d}"
    if dice.random() < 0.05:
        area = dice.choice([246, 658, 876])
    lead = dice.choice(["", "", "1", "+1", "+1 ", "1-", "1.", " ", "+"])
    gaps = [dice.choice(["", "-", " ", ".", "–", " - ", "\u00a0", "/"]) for _ in range(2)]
    shown = dice.choice([f"({area})", f"{area}"])
    return f"{lead}{shown}{gaps[0]}{exchange}{gaps[1]}{line}{dice.choice(['', ' '])}"


def _by_the_library(raw: str) -> str | None:
    try:
        number = phonenumbers.parse(raw, "US")
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if valid else None


def _patterns() -> list[tuple[str, str]]:
    found = []
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1]:
        plan = phonenumbers.PhoneMetadata.metadata_for_region(region)
        kinds = [getattr(plan, kind) for kind in KINDS] + [plan.general_desc]
        found += [
            (region, one.national_number_pattern) for one in kinds if one and one.national_number_pattern
        ]
    return found


def _free_digits(pattern: list) -> int:  # type: ignore[type-arg]
    """How many digits at the end of what the pattern matches may be any: the least over its alternatives."""
    free = 0
    for operation, argument in reversed(list(pattern)):
        if operation is regex.IN and argument == [(regex.CATEGORY, regex.CATEGORY_DIGIT)]:
            free += 1
        elif operation is regex.MAX_REPEAT and argument[0] == argument[1] and _free_digits(argument[2]) == 1:
            free += argument[0]
        elif operation is regex.SUBPATTERN:
            return free + _free_digits(argument[-1])
        elif operation is regex.BRANCH:
            return free + min(_free_digits(branch) for branch in argument[1])
        else:
            return free
    return free


@pytest.mark.parametrize(
    ("number", "among"),
    [
        ("+61412345678", {"Australia/Sydney", "Australia/Perth"}),
        ("+79161234567", {"Europe/Moscow", "Asia/Kamchatka"}),
        ("+5511961234567", {"America/Sao_Paulo"}),
        ("+447400123456", {"Europe/London"}),
    ],
)
def test_abroad_all_zones_count_however_many(number: str, among: set[str]) -> None:
    assert among <= set(phone.time_zones_for(number))


def test_a_number_that_may_be_anywhere_in_the_united_states_has_none() -> None:
    assert phone.time_zones_for("+18005550199") == ()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("202", "+1202"),
        ("(202) 55", "+120255"),
        ("1-202", "+1202"),
        ("+44 20", "+4420"),
        ("", ""),
        ("hello", ""),
    ],
)
def test_the_beginning_of_a_phone_in_any_spelling(given: str, expected: str) -> None:
    assert phone.beginning(given) == expected
