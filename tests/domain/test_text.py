"""Templates: which fields they name, how they read, and what they cost in segments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.errors import Invalid
from groundswell.domain.text import MAX_LENGTH, MOST_VALUES, check, field_names, render, segments, trim


@pytest.mark.parametrize(
    ("template", "values", "body"),
    [
        ("Hi {first_name}!", {"first_name": "Ada"}, "Hi Ada!"),
        ("Hi {first_name}!", {}, "Hi!"),
        ("Hi {first_name}, hello", {"first_name": ""}, "Hi, hello"),
        ("Dear {first_name} {last_name} of {city}", {"last_name": "Li", "city": "Rye"}, "Dear Li of Rye"),
        ("{first_name}", {"first_name": "{last_name}"}, "{last_name}"),
        ("no fields,  two blanks", {}, "no fields,  two blanks"),
        ("{ first_name }", {"first_name": "Ada"}, "Ada"),
        ("🦊 {first_name}", {"first_name": "عمر"}, "🦊 عمر"),
    ],
)
def test_a_template_reads_well_for_each_contact(template: str, values: dict[str, str], body: str) -> None:
    assert render(template, values) == body


def test_the_fields_of_a_template_come_once_each_in_order() -> None:
    assert field_names("{b} {a} {b}") == ("b", "a")


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("x" * 1601, "1601"),
        ("Hi {first_name", "no partner"),
        ("Hi first_name}", "no partner"),
        ("Hi {{first_name}}", "no partner"),
        ("Hi {nick}", "{nick}"),
        ("Hi {}", "{}"),
    ],
)
def test_a_bad_template_is_refused_with_what_is_wrong(template: str, problem: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check(template, ["first_name"])
    assert refusal.value.field == "text"
    assert problem in str(refusal.value)


def test_a_good_template_passes() -> None:
    assert check("Hi {first_name}! Reply STOP to end", ["first_name"]) is None


@pytest.mark.parametrize(
    ("body", "count", "encoding", "forced_by"),
    [
        ("a" * 160, 1, "GSM-7", None),
        ("a" * 161, 2, "GSM-7", None),
        ("a" * 306, 2, "GSM-7", None),
        ("a" * 307, 3, "GSM-7", None),
        ("€" * 80, 1, "GSM-7", None),
        ("€" * 81, 2, "GSM-7", None),
        ("é" * 160, 1, "GSM-7", None),
        ("ç" * 70, 1, "UCS-2", "ç"),
        ("’" * 71, 2, "UCS-2", "’"),
        ("🦊" * 35, 1, "UCS-2", "🦊"),
        ("🦊" * 36, 2, "UCS-2", "🦊"),
        ("", 1, "GSM-7", None),
    ],
)
def test_segments_are_counted_as_carriers_do(
    body: str, count: int, encoding: str, forced_by: str | None
) -> None:
    assert (segments(body).count, segments(body).encoding, segments(body).forced_by) == (
        count,
        encoding,
        forced_by,
    )


@given(st.text(max_size=400))
def test_a_longer_text_never_takes_fewer_segments(body: str) -> None:
    assert segments(body + "a").count >= segments(body).count


values = st.dictionaries(st.sampled_from("abcd"), st.text(max_size=3 * MAX_LENGTH), max_size=4)


@given(values)
def test_values_that_fit_stay_and_what_was_too_long_stays_too_long(given: dict[str, str]) -> None:
    short = trim(given)
    assert sum(map(len, short.values())) <= MOST_VALUES + len(given)
    assert short.keys() == given.keys()
    if sum(map(len, given.values())) <= MOST_VALUES:
        assert short == given
    elif all(value.strip() for value in given.values()):
        squeezed = render("{a}{b}{c}{d}{e}", given)
        assert len(squeezed) <= MAX_LENGTH or len(render("{a}{b}{c}{d}{e}", short)) > MAX_LENGTH


def test_blanks_do_not_count() -> None:
    assert trim({"a": "x" + " " * 7000 + "y"}) == {"a": "x y"}
