"""The base of what the admin API takes (Body) and gives (Shape)."""

import re
from collections.abc import Iterator
from datetime import time
from typing import Annotated, Any, ClassVar, Self

from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from groundswell.domain.characters import find_control


class Shape(BaseModel):
    """An answer, filled from a domain object's fields of the same names."""

    model_config = ConfigDict(from_attributes=True, defer_build=True)

    @classmethod
    def of(cls, thing: object) -> Self:
        return cls.model_validate(thing)


class Body(BaseModel):
    """A request's body: a field that we do not know is an error, not silently lost.

    Control characters are refused wherever they stand, but for the ends of lines, and in `as_given` fields.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)
    as_given: ClassVar[frozenset[str]] = frozenset()

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_controls(cls, given: Any, info: ValidationInfo) -> Any:
        if info.field_name not in cls.as_given:
            for where, text in _texts_in(given):
                _refuse_control(text.strip(" \t\r\n"), where=where)
        return given

    def changes(self) -> dict[str, Any]:
        """Only what was sent; null is the same as left out."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: value for name, value in sent.items() if value is not None}


def _texts_in(given: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of what a field holds, names of fields too, with the way to it."""
    if isinstance(given, str):
        yield where, given
    elif isinstance(given, dict):
        for name, value in given.items():
            yield from _texts_in(name, where)
            yield from _texts_in(value, (*where, name))
    elif isinstance(given, list):
        for place, value in enumerate(given):
            yield from _texts_in(value, (*where, place))


def _refuse_control(text: str, *, lines: bool = True, where: tuple[str | int, ...] = ()) -> str:
    if found := find_control(text, lines=lines):
        context = {"code": f"U+{ord(found):04X}", "where": where}
        raise PydanticCustomError("line_end" if found in "\r\n" else "control_character", "unseen", context)
    return text


OneLine = AfterValidator(lambda text: _refuse_control(text, lines=False))
"""For names: lines do not end in them."""
_HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _read_hour(given: Any) -> time:
    """A wall time without zone or seconds: the recipient's own, whatever that is."""
    if isinstance(given, time):
        return given
    if isinstance(given, str) and re.fullmatch(_HOUR, given):
        return time.fromisoformat(given)
    raise PydanticCustomError("time_parsing", "not HH:MM")


Hour = Annotated[
    time,
    BeforeValidator(_read_hour),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": _HOUR, "examples": ["09:00"]}),
]
Id = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
"""An id in a path; one that cannot exist is simply not found."""
Phone = Annotated[
    str, Path(max_length=24, pattern=r"^(\+|%2[Bb])[1-9][0-9]{6,14}$", description="For example +12025550123")
]


def plain_phone(given: str) -> str:
    """The phone of a path, whether its plus came as such or as %2B."""
    return given.replace("%2B", "+").replace("%2b", "+")
