"""If-Match: an ETag goes in, the version that the caller saw comes out."""

import re
from typing import Annotated

from pydantic import Field

from groundswell.entrypoints.problem_kinds import BadRequest

IfMatch = Annotated[
    str | None,
    Field(description="The ETag that you saw; the change is refused if it is no longer the newest"),
]


def version_of(if_match: str | None) -> int | None:
    """None where any version will do."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = re.fullmatch(r'\s*(?:W/)?"?([0-9]{1,18})"?\s*', if_match)
    if not found:
        raise BadRequest(
            "If-Match", "This is not an ETag of ours.", 'Send the ETag of the GET, for example "3".'
        )
    return int(found[1])
