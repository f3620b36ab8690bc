"""What nobody can see is found, and taken out of what is loaded; everything that people write stays."""

from unicodedata import category

import pytest

from groundswell.domain.characters import find_control, without_controls

EVERY = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]


def test_exactly_unicodes_control_characters_are_found() -> None:
    found = {one for one in EVERY if find_control(f"a{one}b", lines=False)}
    assert found == {one for one in EVERY if category(one) == "Cc"}
    assert found - {one for one in EVERY if find_control(f"a{one}b")} == {"\n", "\r"}


@pytest.mark.parametrize("text", ["", "Añá 🌊 שלום, أمينة", "Zoë\u2019s\u00a0house", "👩\u200d👧"])
def test_what_people_write_is_theirs(text: str) -> None:
    assert find_control(text, lines=False) is None
    assert without_controls(text) == text


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Ada\x07", "Ada"),
        ("\x00\x1b[31mAda", "[31mAda"),
        ("12 Elm\x0bApt 4", "12 Elm Apt 4"),
        ("O\x92Neil\x7f", "ONeil"),
        ("a\tb\r\nc\n", "a\tb\r\nc"),
        ("\x01\x02", ""),
    ],
)
def test_what_cannot_be_seen_goes(written: str, clean: str) -> None:
    assert without_controls(written) == clean
    assert without_controls(clean) == clean
