"""What pydantic finds wrong is told so that somebody who never heard of pydantic can put it right."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Literal
from uuid import UUID

import pytest
from pydantic import AwareDatetime, Field, ValidationError

from groundswell.domain.organization import Role
from groundswell.entrypoints.shapes import Body, Hour
from groundswell.entrypoints.validation import explain


class PersonBody(Body):
    phone: Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")]
    age: Annotated[int, Field(gt=0, lt=150, strict=True)] = 30


class EverythingBody(Body):
    name: Annotated[str, Field(min_length=1, max_length=5)] = "a"
    long: Annotated[str, Field(min_length=3)] = "abc"
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] = "a@b"
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")] = "123456"
    role: Role = Role.ADMIN
    kind: Literal["a", "b"] = "a"
    whole: Annotated[int, Field(ge=1, le=9, strict=True)] = 1
    number: float = 0.5
    truth: bool = True
    opens: Hour = time(9)
    at: AwareDatetime = datetime(2026, 1, 1, tzinfo=UTC)
    day: date = date(2026, 1, 1)
    some_id: UUID | None = None
    names: Annotated[list[str], Field(min_length=1, max_length=2)] | None = None
    words: dict[str, str] | None = None
    to: list[str | PersonBody] | None = None
    person: PersonBody | None = None


def told(**given: object) -> list[tuple[str, str, str]]:
    with pytest.raises(ValidationError) as raised:
        EverythingBody.model_validate(given)
    found = [{**one, "loc": ("body", *one["loc"])} for one in raised.value.errors()]
    return [(one["field"], one["problem"], one["remedy"]) for one in explain(found)]


@pytest.mark.parametrize(
    ("name", "value", "problem", "remedy"),
    [
        ("name", 5, "It is not a text.", 'Put it in quotes, for example "text".'),
        ("name", "", "It is empty.", "Write something."),
        ("name", None, "It is null.", "Send a value, or leave it out if it may be left out."),
        ("name", "abcdef", "It is too long.", "It may have at most 5 characters."),
        ("long", "a", "It is too short.", "It needs at least 3 characters."),
        ("email", "ada", "It is not an e-mail address.", "Send one such as ada@example.org."),
        ("code", "x", "It is not written as it has to be.", "See the example at /v1/docs."),
        ("colour", 1, "There is no such field here.",
         "Check its spelling, or leave it out. /v1/docs has the names."),
        ("role", "KING", "There is no such choice.", "Choose one of OWNER, ADMIN or TEXTER."),
        ("kind", "c", "There is no such choice.", "Choose one of a or b."),
        ("whole", 1.5, "It is not a whole number.", "Send a number such as 25, without quotes."),
        ("whole", "5", "It is not a whole number.", "Send a number such as 25, without quotes."),
        ("whole", True, "It is not a whole number.", "Send a number such as 25, without quotes."),
        ("whole", 0, "It is too small.", "It has to be at least 1."),
        ("whole", 10, "It is too large.", "It may be at most 9."),
        ("number", "fast", "It is not a number.", "Send a number such as 12 or 0.5, without quotes."),
        ("truth", "perhaps", "It is neither true nor false.", "Send true or false, without quotes."),
        ("opens", "8", "It is not a time of day.", "Send it as HH:MM, for example 09:00."),
        ("at", "tomorrow", "It is not a date with a time.", "Send it as 2026-03-10T16:00:00Z."),
        ("at", "2026-03-10T16:00:00", "It has no time zone.",
         "End it with Z for UTC, for example 2026-03-10T16:00:00Z."),
        ("day", "x", "It is not a date.", "Send it as 2026-03-10."),
        ("some_id", "x", "It is not an id.", "Copy it from the answer that named it."),
        ("names", "a", "It is not a list.", "Send its entries in square brackets, even if there is only one."),
        ("names", [], "It has too few entries.", "It needs at least 1."),
        ("names", ["a"] * 3, "It has too many entries.", "It may have at most 2."),
        ("words", [], "It is not an object.", 'Send fields in curly braces, for example {"name": "value"}.'),
        ("person", 5, "It is not an object.", 'Send fields in curly braces, for example {"name": "value"}.'),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_says_how_it_would_be_right(name, value, problem, remedy):
    assert told(**{name: value}) == [(name, problem, remedy)]


def test_fields_inside_of_others_are_named_by_their_way():
    assert told(names=["a", 5], person={"phone": "1", "age": 0}) == [
        ("names[1]", "It is not a text.", 'Put it in quotes, for example "text".'),
        ("person.phone", "It is not a phone number.",
         "Send it with + and the country code, for example +12025550123."),
        ("person.age", "It is too small.", "It has to be more than 0."),
    ]  # fmt: skip


def test_what_nobody_can_see_is_named_by_its_code_and_its_way():
    seen = (
        "It holds a character that cannot be seen.",
        "Take out U+0007; it may have come along when something was copied. A space parts words.",
    )
    assert told(name="a\x07") == [("name", *seen)]
    assert told(names=["a", "b\x07"], words={"shoe": "\x07", "a": "b"}, to=[{"phone": "\x07"}]) == [
        ("names[1]", *seen), ("words.shoe", *seen), ("to[0].phone", *seen),
    ]  # fmt: skip
    assert told(words={"\x07": "a"}) == [("words", *seen)]


def test_where_a_value_may_be_of_two_kinds_the_nearer_one_counts():
    assert told(to=["+12025550123", {"age": 3}]) == [("to[1].phone", "It is missing.", "Add it to the body.")]
    assert told(to=[5]) == [("to[0]", "It is not a text.", 'Put it in quotes, for example "text".')]


def test_it_says_where_what_is_missing_belongs():
    def missing(*loc: str) -> tuple[str, str]:
        (one,) = explain([{"type": "missing", "loc": loc, "input": None}])
        return one["field"], one["remedy"]

    assert missing("body", "name") == ("name", "Add it to the body.")
    assert missing("query", "reason") == ("reason", "Add it to the address: ?reason=…")
    assert missing("body") == ("body", "Send a JSON body, even if it is only {}.")
    assert missing("header", "x-thing") == ("x-thing", "Send the header.")


def test_what_was_sent_is_never_quoted_back():
    for one in told(name="Ada Lovelace", role="+12025550123", email="ada at home", at="2025550123 or so"):
        assert not {"Ada", "Lovelace", "+12025550123", "home"} & set(" ".join(one).split())


def test_a_finding_that_nobody_foresaw_is_told_all_the_same():
    (one,) = explain([{"type": "brand_new", "loc": ("body", "x"), "input": 1}])
    assert one == {"field": "x", "problem": "It is not valid.", "remedy": "See the example at /v1/docs."}
