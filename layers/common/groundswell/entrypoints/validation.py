"""One of pydantic's findings goes in; the field, what is wrong with it, and what would be right come out."""

from collections.abc import Mapping
from typing import Any, TypedDict


class FieldError(TypedDict):
    """`field` is written as in the request: `contacts[2].phone`."""

    field: str
    problem: str
    remedy: str


_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("It is missing.", "Send it."),
    "json_invalid": ("The body is not JSON.", "Check quotes, commas and braces."),
    "extra_forbidden": ("There is no such field.", "Leave it out, or check its spelling."),
    "string_type": ("It is not a text.", "Send it in quotes."),
    "string_too_short": ("It is too short.", "It needs at least {min_length} character(s)."),
    "string_too_long": ("It is too long.", "It may have at most {max_length} characters."),
    "string_pattern_mismatch": ("It does not look right.", "It has to match {pattern}."),
    "enum": ("There is no such choice.", "Choose one of {expected}."),
    "literal_error": ("There is no such choice.", "Choose one of {expected}."),
    "int_parsing": ("It is not a whole number.", "Send a number such as 25."),
    "int_type": ("It is not a whole number.", "Send a number such as 25."),
    "int_from_float": ("It is not a whole number.", "Send a number such as 25."),
    "bool_parsing": ("It is neither true nor false.", "Send true or false."),
    "bool_type": ("It is neither true nor false.", "Send true or false."),
    "greater_than_equal": ("It is too small.", "It has to be at least {ge}."),
    "less_than_equal": ("It is too large.", "It may be at most {le}."),
    "list_type": ("It is not a list.", "Send it in square brackets."),
    "dict_type": ("It is not an object.", "Send it in curly braces."),
    "model_type": ("It is not an object.", "Send it in curly braces."),
    "model_attributes_type": ("It is not an object.", "Send it in curly braces."),
    "too_short": ("It has too few entries.", "It needs at least {min_length}."),
    "too_long": ("It has too many entries.", "It may have at most {max_length}."),
    "time_parsing": ("It is not a time of day.", "Send it as HH:MM, for example 09:00."),
    "time_type": ("It is not a time of day.", "Send it as HH:MM, for example 09:00."),
}
_OTHER = ("It is not valid.", "See the API's documentation at /v1/docs.")


def explain(found: Mapping[str, Any]) -> FieldError:
    """In plain words; what the caller sent is never quoted back."""
    problem, remedy = _WORDS.get(found["type"], _OTHER)
    return FieldError(
        field=_field(found), problem=problem, remedy=remedy.format_map(_Gaps(found.get("ctx") or {}))
    )


class _Gaps(dict[str, Any]):
    """Leaves out what pydantic did not tell."""

    def __missing__(self, key: str) -> str:
        return "what the documentation says"


def _field(found: Mapping[str, Any]) -> str:
    if found["type"] == "json_invalid":
        return "body"
    where = [part for part in found["loc"] if part not in ("body", "query", "header", "cookie")]
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return name.removeprefix(".") or str(found["loc"][0] if found["loc"] else "body")
