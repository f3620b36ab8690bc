"""A request's query goes in; Invalid if one of its values holds a control character."""

from collections.abc import Mapping

from groundswell.domain.characters import find_control
from groundswell.domain.errors import Invalid
from groundswell.entrypoints.validation import CONTROL_CHARACTER


def refuse_controls(query: Mapping[str, str] | None) -> None:
    problem, remedy = CONTROL_CHARACTER
    for name, value in (query or {}).items():
        if found := find_control(value):
            raise Invalid(name, problem, remedy.format(code=f"U+{ord(found):04X}"))
