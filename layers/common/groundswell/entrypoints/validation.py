"""What pydantic found goes in; each field, what is wrong with it, and what would be right come out in plain words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict


class FieldError(TypedDict):
    """`field` is written as in the request: `contacts[2].phone`."""

    field: str
    problem: str
    remedy: str


_QUOTES = ("It is not a text.", 'Put it in quotes, for example "text".')
_WHOLE = ("It is not a whole number.", "Send a number such as 25, without quotes.")
_NUMBER = ("It is not a number.", "Send a number such as 12 or 0.5, without quotes.")
_TRUTH = ("It is neither true nor false.", "Send true or false, without quotes.")
_OBJECT = ("It is not an object.", 'Send fields in curly braces, for example {{"name": "value"}}.')
_LIST = ("It is not a list.", "Send its entries in square brackets, even if there is only one.")
_CHOICE = ("There is no such choice.", "Choose one of {expected}.")
_HOUR = ("It is not a time of day.", "Send it as HH:MM, for example 09:00.")
_MOMENT = ("It is not a date with a time.", "Send it as 2026-03-10T16:00:00Z.")
_DAY = ("It is not a date.", "Send it as 2026-03-10.")
CONTROL_CHARACTER = (
    "It holds a character that cannot be seen.",
    "Take out {code}; it may have come along when something was copied. A space parts words.",
)
_WORDS: dict[str, tuple[str, str]] = {
    "json_invalid": ("The body is not JSON.", "Check quotes, commas and braces."),
    "extra_forbidden": ("There is no such field here.", "Check its spelling, or leave it out. /v1/docs has the names."),
    "string_type": _QUOTES,
    "string_too_short": ("It is too short.", "It needs at least {min_length} characters."),
    "string_too_long": ("It is too long.", "It may have at most {max_length} characters."),
    "string_pattern_mismatch": ("It is not written as it has to be.", "See the example at /v1/docs."),
    "control_character": CONTROL_CHARACTER,
    "line_end": ("It has more than one line.", "Write it in one line."),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number", "decimal_parsing", "decimal_type"), _NUMBER),
    **dict.fromkeys(("bool_parsing", "bool_type"), _TRUTH),
    "greater_than_equal": ("It is too small.", "It has to be at least {ge}."),
    "greater_than": ("It is too small.", "It has to be more than {gt}."),
    "less_than_equal": ("It is too large.", "It may be at most {le}."),
    "less_than": ("It is too large.", "It has to be less than {lt}."),
    **dict.fromkeys(("list_type", "tuple_type", "set_type"), _LIST),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _OBJECT),
    "too_short": ("It has too few entries.", "It needs at least {min_length}."),
    "too_long": ("It has too many entries.", "It may have at most {max_length}."),
    **dict.fromkeys(("time_parsing", "time_type"), _HOUR),
    **dict.fromkeys(("datetime_parsing", "datetime_type", "datetime_from_date_parsing"), _MOMENT),
    "timezone_aware": ("It has no time zone.", "End it with Z for UTC, for example 2026-03-10T16:00:00Z."),
    **dict.fromkeys(("date_parsing", "date_type", "date_from_datetime_parsing"), _DAY),
    **dict.fromkeys(("uuid_parsing", "uuid_type"), ("It is not an id.", "Copy it from the answer that named it.")),
}  # fmt: skip
_OTHER = ("It is not valid.", "See the example at /v1/docs.")
_PATTERNS: dict[str, tuple[str, str]] = {
    "@": ("It is not an e-mail address.", "Send one such as ada@example.org."),
    r"\+": ("It is not a phone number.", "Send it with + and the country code, for example +12025550123."),
}
"""What a pattern is about, by the character that only such a pattern asks for."""
_EMPTY = ("It is empty.", "Write something.")
_NULL = ("It is null.", "Send a value, or leave it out if it may be left out.")
_PLACES = ("body", "query", "header", "cookie")
_UNION_LABEL = re.compile(r"(str|int|float|bool|list|dict|constrained-\w+|[A-Z]\w*(Shape|Body)|.*[\[(].*)")


def explain(found: Iterable[Mapping[str, Any]]) -> list[FieldError]:
    """In plain words, one per field; what the caller sent is never quoted back.

    Of several kinds that a value may be, the one counts in which it came furthest.
    """
    told: dict[str, FieldError] = {}
    for one in found:
        field = _field(one)
        told.setdefault(field, _explain(one, field))
    deeper = tuple(told)
    return [
        error
        for field, error in told.items()
        if not any(other.startswith((f"{field}.", f"{field}[")) for other in deeper)
    ]


def _explain(one: Mapping[str, Any], field: str) -> FieldError:
    problem, remedy = _words(one, field)
    context = _Gaps(one.get("ctx") or {})
    context["expected"] = str(context["expected"]).replace("'", "")
    return FieldError(field=field, problem=problem, remedy=remedy.format_map(context))


def _words(one: Mapping[str, Any], field: str) -> tuple[str, str]:
    kind, context = one["type"], one.get("ctx") or {}
    if kind == "missing":
        return "It is missing.", _where_to_add(one, field)
    if kind.endswith("_type") and one.get("input", "") is None:
        return _NULL
    if kind == "string_too_short" and context.get("min_length") == 1:
        return _EMPTY
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        return next((words for sign, words in _PATTERNS.items() if sign in pattern), _WORDS[kind])
    return _WORDS.get(kind, _OTHER)


def _where_to_add(one: Mapping[str, Any], field: str) -> str:
    place = one["loc"][0] if one["loc"] else "body"
    if field == "body":
        return "Send a JSON body, even if it is only {{}}."
    if place == "query":
        return f"Add it to the address: ?{field}=…"
    if place == "header":
        return "Send the header."
    return "Add it to the body."


class _Gaps(dict[str, Any]):
    """Leaves out what pydantic did not tell."""

    def __missing__(self, key: str) -> str:
        return "what the documentation says"


def _field(found: Mapping[str, Any]) -> str:
    if found["type"] == "json_invalid":
        return "body"
    inside = (found.get("ctx") or {}).get("where", ())
    where = [
        part
        for part in (*found["loc"][1:], *inside)
        if isinstance(part, int) or not _UNION_LABEL.fullmatch(part)
    ]
    if found["loc"] and found["loc"][0] not in _PLACES:
        where.insert(0, found["loc"][0])
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return name.removeprefix(".") or str(found["loc"][0] if found["loc"] else "body")
