"""What a request changes goes in, field by field; before and after come out, without anybody's number or words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any

HIDDEN = "(hidden)"
MOST = 60
"""Fields in one entry; what goes beyond is only counted under `MORE`."""
MORE = "(more)"
_NOISE = frozenset({"version", "updated_at", "last_used_at"})
_HIDDEN_FIELDS = frozenset(
    {
        "name", "first_name", "last_name", "email", "phone", "number", "sender", "text", "body", "words", "last_text",
        "help_answer", "opt_out_confirmation", "password", "secret", "token", "vendor_settings", "zip_code",
    }
)  # fmt: skip
_OPEN_FIELDS = frozenset({"campaign.name", "organization.name"})
_PHONE = re.compile(r"\d{7,}|\+\d")
_LONGEST = 100
Changes = dict[str, list[Any]]
_collected: ContextVar[Changes | None] = ContextVar("changes", default=None)


@contextmanager
def collecting() -> Iterator[Changes]:
    """What is noted inside, by `kind.field`: [before, after]."""
    found: Changes = {}
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """What is noted inside does not count if it ends with an error."""
    found = _collected.get()
    kept = None if found is None else dict(found)
    try:
        yield
    except BaseException:
        if found is not None and kept is not None:
            found.clear()
            found.update(kept)
        raise


def note(kind: str, before: object, after: object) -> None:
    """A thing was written; free for whoever does not collect."""
    found = _collected.get()
    if found is None:
        return
    old, new = _values(before), _values(after)
    for name in sorted((old.keys() | new.keys()) - _NOISE):
        if old.get(name) != new.get(name):
            _put(found, f"{kind}.{name}", [_shown(kind, name, one.get(name)) for one in (old, new)])


def note_keys(kind: str, names: Iterable[str]) -> None:
    """Secrets were stored, or what only an extension understands: nothing but the names of the fields is told."""
    found = _collected.get()
    if found is None:
        return
    for name in sorted(names):
        _put(found, f"{kind}.{_text(name)}", [HIDDEN, HIDDEN])


def _put(found: Changes, key: str, pair: list[Any]) -> None:
    if key in found:
        found[key] = [found[key][0], pair[1]]
    elif len(found) < MOST:
        found[key] = pair
    else:
        found[MORE] = [None, found.get(MORE, [None, 0])[1] + 1]


def _values(thing: object) -> dict[str, Any]:
    if isinstance(thing, Mapping):
        return dict(thing)
    if is_dataclass(thing):
        return {one.name: getattr(thing, one.name) for one in fields(thing)}
    return {}


def _shown(kind: str, name: str, value: Any) -> Any:
    if value is not None and name in _HIDDEN_FIELDS and f"{kind}.{name}" not in _OPEN_FIELDS:
        return HIDDEN
    return _plain(value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return HIDDEN
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in list(value)[:20]]
    return _values_shown(value)


def _values_shown(value: object) -> Any:
    return {name: _shown("", name, one) for name, one in _values(value).items()} or HIDDEN


def _text(value: str) -> str:
    """Ids may hold many digits in a row; a phone has nothing but digits and what stands between them."""
    if _PHONE.search(value) and not re.search(r"[A-Za-z]", value):
        return HIDDEN
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
