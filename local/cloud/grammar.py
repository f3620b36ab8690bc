"""DynamoDB's expressions: their text goes in, a tree of tuples comes out."""

import re
from functools import lru_cache
from typing import Any

Tree = tuple[Any, ...]
_TOKEN = re.compile(r"[#:]?[A-Za-z0-9_]+|<=|>=|<>|[=<>(),.\[\]+-]")
_COMPARISONS = {"=", "<>", "<", "<=", ">", ">="}
_FUNCTIONS = {"attribute_exists", "attribute_not_exists", "begins_with", "contains", "attribute_type"}
_SECTIONS = {"SET", "REMOVE", "ADD", "DELETE"}


class BadExpression(Exception):
    """Not DynamoDB's language, or a part of it that is not spoken here."""


class _Parser:
    """Descends through one expression, token by token."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.findall(text)
        self._text, self._at = text, 0

    @property
    def next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.next
        if not token or (wanted and token.upper() != wanted):
            raise BadExpression(f"{wanted or 'more'} expected in {self._text!r}")
        self._at += 1
        return token

    def eat(self, wanted: str) -> bool:
        if self.next.upper() != wanted:
            return False
        self._at += 1
        return True

    def end(self, tree: Any) -> Any:
        if self.next:
            raise BadExpression(f"{self.next!r} was not expected in {self._text!r}")
        return tree

    def condition(self) -> Tree:
        return self._joined("OR", lambda: self._joined("AND", self._negation))

    def _joined(self, word: str, part: Any) -> Tree:
        parts = [part()]
        while self.eat(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else (word, *parts)

    def _negation(self) -> Tree:
        return ("NOT", self._negation()) if self.eat("NOT") else self._primary()

    def _primary(self) -> Tree:
        if self.eat("("):
            tree = self.condition()
            self.take(")")
            return tree
        if self.next.lower() in _FUNCTIONS:
            name = self.take().lower()
            return (name, *self._arguments())
        left = self.operand()
        if self.next in _COMPARISONS:
            return self.take(), left, self.operand()
        if self.eat("BETWEEN"):
            low = self.operand()
            self.take("AND")
            return "BETWEEN", left, low, self.operand()
        self.take("IN")
        return "IN", left, *self._arguments()

    def _arguments(self) -> list[Tree]:
        self.take("(")
        found = [self.operand()]
        while self.eat(","):
            found.append(self.operand())
        self.take(")")
        return found

    def operand(self) -> Tree:
        if self.next.startswith(":"):
            return "value", self.take()
        if self.next.lower() in ("size", "if_not_exists", "list_append"):
            name = self.take().lower()
            if self.next == "(":
                return (name, *self._arguments())
            self._at -= 1
        return self.path()

    def path(self) -> Tree:
        parts: list[str | int] = [self.take()]
        while self.next in (".", "["):
            if self.take() == ".":
                parts.append(self.take())
            else:
                parts.append(int(self.take()))
                self.take("]")
        return "path", *parts

    def update(self) -> Tree:
        actions: list[Tree] = []
        while self.next.upper() in _SECTIONS:
            section = self.take().upper()
            actions.append(self._action(section))
            while self.eat(","):
                actions.append(self._action(section))
        return tuple(actions)

    def _action(self, section: str) -> Tree:
        path = self.path()
        if section == "REMOVE":
            return section, path
        if section == "SET":
            self.take("=")
            return section, path, self._sum()
        return section, path, self.operand()

    def _sum(self) -> Tree:
        left = self.operand()
        while self.next in ("+", "-"):
            left = self.take(), left, self.operand()
        return left

    def projection(self) -> Tree:
        paths = [self.path()]
        while self.eat(","):
            paths.append(self.path())
        return tuple(paths)


@lru_cache(maxsize=4096)
def condition(text: str) -> Tree:
    parser = _Parser(text)
    return parser.end(parser.condition())  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)
def update(text: str) -> Tree:
    parser = _Parser(text)
    return parser.end(parser.update())  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)
def projection(text: str) -> Tree:
    parser = _Parser(text)
    return parser.end(parser.projection())  # type: ignore[no-any-return]
