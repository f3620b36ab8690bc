"""The base of what the admin API takes (Body) and gives (Shape)."""

from typing import Annotated, Any, Self

from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """An answer, filled from a domain object's fields of the same names."""

    model_config = ConfigDict(from_attributes=True, defer_build=True)

    @classmethod
    def of(cls, thing: object) -> Self:
        return cls.model_validate(thing)


class Body(BaseModel):
    """A request's body: a field that we do not know is an error, not silently lost."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)

    def changes(self) -> dict[str, Any]:
        """Only what was sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


Id = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
"""An id in a path; one that cannot exist is simply not found."""
Phone = Annotated[str, Path(max_length=24, pattern=r"^(\+|%2[Bb])[1-9][0-9]{6,14}$", description="E.164, for example +12025550123")]
