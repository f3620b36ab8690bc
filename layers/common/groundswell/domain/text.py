"""A text is a template with {fields}: which it names, how it reads for one contact, and how many segments it takes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from groundswell.domain.errors import Invalid

MAX_LENGTH = 1600
MOST_VALUES = 4 * MAX_LENGTH
"""Characters of all values together; with more the text is too long for a carrier, whatever the template is."""
_FIELD = re.compile(r"\{([^{}]*)\}")
# 3GPP TS 23.038: the basic character table, and the characters that take two places
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True)
class Segments:
    """How a carrier will cut the text up; `forced_by` is the first character that made it UCS-2."""

    count: int
    encoding: str
    forced_by: str | None = None


def field_names(template: str) -> tuple[str, ...]:
    """The fields that the template names, each once, in order."""
    return _pieces(template)[1]


def check(template: str, known: Iterable[str]) -> None:
    """Invalid (field `text`) if the template is empty, too long, badly braced, or names an unknown field."""
    if not template.strip():
        raise Invalid("text", "The text is empty.", "Write what the contacts shall read.")
    if len(template) > MAX_LENGTH:
        raise Invalid(
            "text", f"The text has {len(template)} characters; carriers take {MAX_LENGTH}.", "Shorten it."
        )
    if re.search(r"[{}]", _FIELD.sub("", template)):
        raise Invalid(
            "text", "A brace has no partner.", "Write fields as {first_name}; other braces cannot be sent."
        )
    unknown = sorted(set(field_names(template)) - set(known))
    if unknown:
        names = ", ".join("{" + name + "}" for name in unknown)
        have = ", ".join("{" + name + "}" for name in sorted(known))
        raise Invalid("text", f"The contacts have no field {names}.", f"They have: {have}.")


def render(template: str, values: Mapping[str, str]) -> str:
    """The text for one contact; a missing value reads as nothing, and the doubled blank it leaves is closed up."""
    pieces, names = _pieces(template)
    if not names:
        return template
    filled = [piece if not is_field else values.get(piece, "") for piece, is_field in pieces]
    body = "".join(filled)
    if all(filled):
        return body
    return re.sub(r" +([,.!?;:])", r"\1", re.sub(r"  +", " ", body)).strip()


def trim(values: Mapping[str, str]) -> Mapping[str, str]:
    """The values, so short that many texts fit into one transaction; a text that was too long stays too long."""
    if sum(map(len, values.values())) <= MOST_VALUES:
        return values
    left, short = MOST_VALUES, {}
    for name, value in values.items():
        short[name] = re.sub(r"  +", " ", value)[: max(left, 1)]
        left -= len(short[name])
    return short


def tells_how_to_opt_out(template: str) -> bool:
    """Whether it names the word that everybody's carrier understands."""
    return re.search(r"\bSTOP\b", template, re.IGNORECASE) is not None


def segments(body: str) -> Segments:
    """Segments as carriers count them: 160/153 septets of GSM-7, or 70/67 units of UCS-2."""
    forced_by = next((c for c in body if c not in _GSM and c not in _GSM_DOUBLE), None)
    if forced_by is None:
        septets = len(body) + sum(c in _GSM_DOUBLE for c in body)
        return Segments(_parts(septets, 160, 153), "GSM-7")
    units = len(body.encode("utf-16-be")) // 2
    return Segments(_parts(units, 70, 67), "UCS-2", forced_by)


def _parts(length: int, single: int, part: int) -> int:
    return 1 if length <= single else -(-length // part)


@lru_cache(maxsize=64)
def _pieces(template: str) -> tuple[tuple[tuple[str, bool], ...], tuple[str, ...]]:
    parts = _FIELD.split(template)
    pieces = tuple((part.strip() if index % 2 else part, bool(index % 2)) for index, part in enumerate(parts))
    names = tuple(dict.fromkeys(piece for piece, is_field in pieces if is_field))
    return tuple(piece for piece in pieces if piece[0] or piece[1]), names
