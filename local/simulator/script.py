"""How single phones behave: scripted rules come in, the behaviour of one phone goes out."""

import re
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any

OUTCOMES = ("delivered", "undelivered", "failed", "sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """`refuse` is an error code answered at once; `outcome` "sent" means that no final report ever comes."""

    outcome: str = "delivered"
    error_code: int | None = None
    refuse: int | None = None
    reply: str = ""
    reply_after_ms: float | None = None
    delay_ms: float = 0.0
    line_type: str = "mobile"


ORDINARY = Behaviour()


def _undelivered(code: int, line_type: str = "mobile") -> Behaviour:
    return Behaviour(outcome="undelivered", error_code=code, line_type=line_type)


# Only numbers in exchange 555 are scripted, by their last two digits: one in a hundred of them each.
DEFAULT_SCRIPT: dict[str, Behaviour] = {
    "+1???555??03": _undelivered(30003),
    "+1???555??05": _undelivered(30005),
    "+1???555??06": _undelivered(30006, "landline"),
    "+1???555??07": _undelivered(30007),
    "+1???555??08": _undelivered(30008),
    "+1???555??11": Behaviour(reply="YES, count me in!"),
    "+1???555??12": Behaviour(reply="What time does it start?"),
    "+1???555??13": Behaviour(reply="STOP"),
    "+1???555??14": Behaviour(reply="HELP"),
    "+1???555??15": Behaviour(reply="Stop please"),
}


class Script:
    """Exact phones first, then patterns, the latest first."""

    def __init__(self) -> None:
        self.phones: dict[str, Behaviour] = {}
        self.patterns: dict[str, Behaviour] = {}
        self.reset()

    def reset(self) -> None:
        """Back to the defaults."""
        self.phones, self.patterns = {}, dict(DEFAULT_SCRIPT)
        self._compile()

    def clear(self) -> None:
        """Everybody is ordinary."""
        self.phones, self.patterns = {}, {}
        self._compile()

    def put(self, match: str, behaviour: Behaviour | None) -> None:
        """Script a phone, a pattern (`?` one character, `*` any) or a suffix of digits; None removes it."""
        target = self.phones if re.fullmatch(r"\+\d+", match) else self.patterns
        match = f"*{match}" if match.isdigit() else match
        target.pop(match, None)
        if behaviour is not None:
            target[match] = behaviour
        self._compile()

    def of(self, phone: str) -> Behaviour:
        """How this phone behaves."""
        exact = self.phones.get(phone)
        if exact is not None:
            return exact
        for pattern, behaviour in self._compiled:
            if pattern.fullmatch(phone):
                return behaviour
        return ORDINARY

    def as_json(self) -> dict[str, dict[str, Any]]:
        return {match: asdict(behaviour) for match, behaviour in (self.phones | self.patterns).items()}

    def _compile(self) -> None:
        self._compiled = [
            (_compiled(match), behaviour) for match, behaviour in reversed(self.patterns.items())
        ]


@lru_cache(maxsize=1000)
def _compiled(match: str) -> "re.Pattern[str]":
    return re.compile("".join({"?": ".", "*": ".*"}.get(letter, re.escape(letter)) for letter in match))


def read_behaviour(given: Any) -> Behaviour | None:
    """A behaviour from the control API's JSON: an object, a reply (text), an error code (number) or null."""
    if given is None:
        return None
    if isinstance(given, str):
        return Behaviour(reply=given)
    if isinstance(given, int) and not isinstance(given, bool):
        return _undelivered(given)
    if not isinstance(given, dict):
        raise ValueError("a behaviour is an object, a reply (text), an error code (number) or null")
    unknown = set(given) - {field.name for field in fields(Behaviour)}
    if unknown:
        raise ValueError(f"unknown fields of a behaviour: {', '.join(sorted(unknown))}")
    return _filled_in(given)


def _filled_in(given: dict[str, Any]) -> Behaviour:
    outcome = given.get("outcome") or ("undelivered" if given.get("error_code") else "delivered")
    if outcome not in OUTCOMES:
        raise ValueError(f"outcome must be one of {', '.join(OUTCOMES)}")
    for name in ("error_code", "refuse", "reply_after_ms", "delay_ms"):
        value = given.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            raise ValueError(f"{name} must be a number of at least 0")
    if outcome in ("undelivered", "failed") and not given.get("error_code"):
        given = given | {"error_code": 30008}
    return Behaviour(**{**given, "outcome": outcome, "reply": str(given.get("reply") or "")})
