"""Misbehaviour on demand: rules come in, plans for single calls and callbacks go out."""

import itertools
import random
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

CALL_KINDS = {
    "accept_then_timeout": "processed, then no answer for `seconds` (60), then the connection is closed",
    "accept_then_drop": "processed, then the connection is closed without an answer",
    "drop_connection": "the connection is closed without an answer and nothing is processed",
    "429": "not processed, too many requests, with Retry-After: `retry_after` (1)",
    "500_before": "not processed, server error",
    "500_after": "processed, then server error",
    "error": "not processed, the carrier's own error `code`",
    "slow": "processed after `ms` (2000)",
    "latency_ms": "every call takes `ms` (100) longer",
}
CALLBACK_KINDS = {
    "callback_duplicate": "delivered `copies` (2) times",
    "callback_reorder": "a report before the last one is held back `ms` (1500), and later ones overtake it",
    "callback_delay": "delivered `ms` (2000) later",
    "callback_drop": "never delivered",
}
ALIASES = {
    "too_many_requests": "429",
    "latency": "latency_ms",
    "duplicate": "callback_duplicate",
    "reorder": "callback_reorder",
    "delay": "callback_delay",
    "drop": "callback_drop",
}
NUMBERS = {"ms": 0.0, "seconds": 60.0, "retry_after": 1.0, "copies": 2.0, "code": 0.0}
DEFAULT_MS = {"slow": 2000.0, "latency_ms": 100.0, "callback_reorder": 1500.0, "callback_delay": 2000.0}
MATCHABLE = (
    "operation",
    "to",
    "from",
    "body",
    "ref",
    "service",
    "account",
    "sid",
    "path",
    "status",
    "callback",
)


@dataclass(slots=True, kw_only=True)
class Rule:
    """`left` None means without end; `share` is the chance of each matching call."""

    id: int
    kind: str
    left: int | None
    share: float
    match: dict[str, str]
    values: dict[str, float]
    hits: int = 0

    def hit_by(self, facts: dict[str, str], dice: random.Random) -> bool:
        """Whether it strikes this call; counts the hit."""
        if self.left == 0 or not all(
            fnmatchcase(facts.get(key, ""), glob) for key, glob in self.match.items()
        ):
            return False
        if self.share < 1 and dice.random() >= self.share:
            return False
        self.hits += 1
        if self.left is not None:
            self.left -= 1
        return True

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "count_left": self.left,
            "share": self.share,
            "match": self.match,
            **self.values,
            "hits": self.hits,
        }


@dataclass(slots=True)
class Plan:
    """What happens to one call or callback; by default nothing unusual."""

    wait_ms: float = 0.0
    rule: Rule | None = None
    copies: int = 1
    drop: bool = False
    hold_ms: float = 0.0


@dataclass(slots=True)
class Faults:
    """All rules in force, oldest first."""

    rules: list[Rule] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(20))
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def add(self, given: dict[str, Any]) -> Rule:
        """A rule from the control API's JSON; ValueError with a sentence when it makes no sense."""
        rule = read_rule(next(self._ids), given)
        self.rules.append(rule)
        return rule

    def remove(self, rule_id: int | None = None) -> int:
        """Drop one rule, or all of them; how many went."""
        before = len(self.rules)
        self.rules = [rule for rule in self.rules if rule_id is not None and rule.id != rule_id]
        return before - len(self.rules)

    def for_call(self, facts: dict[str, str]) -> Plan:
        """All waits that match add up; of the other kinds the first that matches wins."""
        plan = Plan()
        for rule in self.rules:
            if rule.kind not in CALL_KINDS or (plan.rule and rule.kind not in DEFAULT_MS):
                continue
            if not rule.hit_by(facts, self.dice):
                continue
            if rule.kind in DEFAULT_MS:
                plan.wait_ms += rule.values["ms"]
            else:
                plan.rule = rule
        return plan

    def for_callback(self, facts: dict[str, str], *, last: bool) -> Plan:
        """Everything that matches a callback happens to it."""
        plan = Plan()
        for rule in self.rules:
            if rule.kind not in CALLBACK_KINDS or (rule.kind == "callback_reorder" and last):
                continue
            if not rule.hit_by(facts, self.dice):
                continue
            if rule.kind == "callback_drop":
                plan.drop = True
            elif rule.kind == "callback_duplicate":
                plan.copies = max(plan.copies, int(rule.values["copies"]))
            else:
                plan.hold_ms += rule.values["ms"]
        return plan


def read_rule(rule_id: int, given: dict[str, Any]) -> Rule:
    """Check and fill in what the control API was given."""
    kind = str(given.get("kind", ""))
    kind = ALIASES.get(kind, kind)
    if kind not in CALL_KINDS | CALLBACK_KINDS:
        raise ValueError(f"unknown kind {kind!r}; known are {', '.join([*CALL_KINDS, *CALLBACK_KINDS])}")
    unknown = set(given) - {"kind", "count", "share", "match", *NUMBERS}
    if unknown:
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
    share = _number(given, "share", 1.0)
    if not 0 <= share <= 1:
        raise ValueError("share must be between 0 and 1")
    count = given.get("count")
    if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 1):
        raise ValueError("count must be a whole number of at least 1")
    values = {name: _number(given, name, default) for name, default in NUMBERS.items() if name in given}
    defaults = {"ms": DEFAULT_MS[kind]} if kind in DEFAULT_MS else {}
    defaults |= {"seconds": 60.0} if kind == "accept_then_timeout" else {}
    defaults |= {"retry_after": 1.0} if kind == "429" else {}
    defaults |= {"copies": 2.0} if kind == "callback_duplicate" else {}
    if kind == "error" and not values.get("code"):
        raise ValueError('an "error" fault needs the carrier\'s error "code", for example 21611')
    return Rule(
        id=rule_id, kind=kind, left=count, share=share, match=_match(kind, given), values=defaults | values
    )


def _match(kind: str, given: dict[str, Any]) -> dict[str, str]:
    match = given.get("match") or {}
    if not isinstance(match, dict) or set(match) - set(MATCHABLE):
        raise ValueError(f"match must be an object with any of {', '.join(MATCHABLE)}")
    globs = {key: re.sub(r"\[", "[[]", str(value)) for key, value in match.items()}
    if kind in CALL_KINDS and kind != "latency_ms":
        globs.setdefault("operation", "messages.create")
    return globs


def _number(given: dict[str, Any], name: str, default: float) -> float:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"{name} must be a number of at least 0")
    return float(value)
