"""Characters that nobody can see or type: texts go in, the first of them or the text without them come out."""

import re

_NEVER = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Unicode's control characters (Cc), but for the ends of lines."""
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_WHITE = {ord(one): one for one in "\t\n\r"} | dict.fromkeys(map(ord, "\v\f\x85"), " ")
_CLEAN: dict[int, str | None] = {**dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))), **_WHITE}


def find_control(written: str, *, lines: bool = True) -> str | None:
    """The first control character, None where there is none; the ends of `lines` are allowed."""
    found = (_NEVER if lines else _NOT_IN_A_LINE).search(written)
    return found.group() if found else None


def without_controls(written: str) -> str:
    """Tabs and the ends of lines stay, other white space becomes a space, what cannot be seen at all goes."""
    return written if written.isprintable() else written.translate(_CLEAN).strip()
