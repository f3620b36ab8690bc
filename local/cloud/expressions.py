"""An expression's tree, an item, names and values go in; what is true of the item, or the changed item, comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from local.cloud import grammar
from local.cloud.grammar import BadExpression, Tree

Item = dict[str, Any]
Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """The names and values that stand for `#…` and `:…`."""

    names: Mapping[str, str]
    values: Mapping[str, Value]

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> "Scope":
        return cls(
            request.get("ExpressionAttributeNames") or {}, request.get("ExpressionAttributeValues") or {}
        )

    def path(self, tree: Tree) -> list[str | int]:
        return [self.names[part] if isinstance(part, str) and part[0] == "#" else part for part in tree[1:]]


def holds(text: str | None, item: Item, scope: Scope) -> bool:
    """Whether the condition is true of the item; no condition always is."""
    return text is None or _true(grammar.condition(text), item, scope)


def _true(tree: Tree, item: Item, scope: Scope) -> bool:
    kind = tree[0]
    if kind == "AND":
        return all(_true(part, item, scope) for part in tree[1:])
    if kind == "OR":
        return any(_true(part, item, scope) for part in tree[1:])
    if kind == "NOT":
        return not _true(tree[1], item, scope)
    first = value_of(tree[1], item, scope)
    if kind == "attribute_exists":
        return first is not None
    if kind == "attribute_not_exists":
        return first is None
    others = [value_of(part, item, scope) for part in tree[2:]]
    if first is None and kind == "<>":
        return True
    return first is not None and None not in others and _compare(kind, first, others)


def _compare(kind: str, first: Value, others: list[Any]) -> bool:
    (tag, given), other = next(iter(first.items())), next(iter(others[0].items()))
    if kind == "=":
        return _plain(tag, given) == _plain(*other) and tag == other[0]
    if kind == "<>":
        return tag != other[0] or _plain(tag, given) != _plain(*other)
    if kind == "IN":
        return any(_compare("=", first, [one]) for one in others)
    if kind == "contains":
        return (
            str(other[1]) in given
            if tag == "S"
            else other[1] in given
            if tag in ("SS", "NS")
            else others[0] in given
        )
    if kind == "attribute_type":
        return bool(other[1] == tag)
    if tag != other[0]:
        return False
    left, right = _plain(tag, given), _plain(*other)
    if kind == "begins_with":
        return bool(left.startswith(right))
    if kind == "BETWEEN":
        return bool(right <= left <= _plain(*next(iter(others[1].items()))))
    return bool({"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[kind])


def _plain(tag: str, given: Any) -> Any:
    return Decimal(given) if tag == "N" else given


def value_of(tree: Tree, item: Item, scope: Scope) -> Any:
    """The operand's attribute value; None where the item has none."""
    kind = tree[0]
    if kind == "value":
        return scope.values[tree[1]]
    if kind == "path":
        return _at(item, scope.path(tree))
    if kind == "if_not_exists":
        found = value_of(tree[1], item, scope)
        return value_of(tree[2], item, scope) if found is None else found
    if kind in ("+", "-"):
        left, right = (value_of(part, item, scope) for part in tree[1:])
        if left is None or right is None:
            raise BadExpression("an operand of the sum does not exist")
        return _sum(left, right, 1 if kind == "+" else -1)
    if kind == "list_append":
        left, right = (value_of(part, item, scope) for part in tree[1:])
        return {"L": left["L"] + right["L"]}
    if kind == "size":
        found = value_of(tree[1], item, scope)
        return None if found is None else {"N": str(len(next(iter(found.values()))))}
    raise BadExpression(kind)


def _sum(left: Value, right: Value, sign: int) -> Value:
    one, other = left["N"], right["N"]
    try:
        return {"N": str(int(one) + sign * int(other))}
    except ValueError:
        return {"N": str(Decimal(one) + sign * Decimal(other))}


def _at(item: Item, path: list[str | int]) -> Any:
    found: Any = item.get(path[0])  # type: ignore[arg-type]
    for part in path[1:]:
        if found is None:
            return None
        if isinstance(part, int):
            found = found["L"][part] if part < len(found.get("L", ())) else None
        else:
            found = found.get("M", {}).get(part)
    return found


def updated(text: str, item: Item, scope: Scope) -> Item:
    """The item after the update; the one that came in stays as it was."""
    after = dict(item)
    for action in grammar.update(text):
        kind, path = action[0], scope.path(action[1])
        if kind == "SET":
            _put(after, path, value_of(action[2], item, scope))
        elif kind == "REMOVE":
            _put(after, path, None)
        elif kind == "ADD":
            found, by = _at(item, path), value_of(action[2], item, scope)
            _put(after, path, by if found is None else _added(found, by))
        else:
            tag, taken = next(iter(value_of(action[2], item, scope).items()))
            left = [one for one in (_at(item, path) or {tag: []})[tag] if one not in taken]
            _put(after, path, {tag: left} if left else None)
    return after


def _added(found: Value, by: Value) -> Value:
    if "N" in by:
        return _sum(found, by, 1)
    tag = next(iter(by))
    return {tag: [*found[tag], *(one for one in by[tag] if one not in found[tag])]}


def _put(item: Item, path: list[str | int], value: Any) -> None:
    """Set or remove (None) what the path leads to, copying what lies on the way."""
    *way, last = path
    place: Any = item
    for part in way:
        inner = place.get(part) if isinstance(place, dict) else place[part]
        if inner is None:
            raise BadExpression("the document path leads nowhere")
        copied = {tag: dict(v) if tag == "M" else list(v) for tag, v in inner.items()}
        place[part] = copied
        place = next(iter(copied.values()))
    if value is None:
        place.pop(last, None) if isinstance(place, dict) else place.__delitem__(last)
    else:
        place[last] = value


def projected(text: str | None, item: Item, scope: Scope) -> Item:
    """Only the named attributes, whole; everything if none are named."""
    if text is None:
        return item
    wanted = {scope.path(tree)[0] for tree in grammar.projection(text)}
    return {name: value for name, value in item.items() if name in wanted}
