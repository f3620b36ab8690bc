"""`limit` and `cursor` of a request go in; a page with the next page's cursor comes out."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any, Generic, TypeVar

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from groundswell.entrypoints.problem_kinds import BadRequest, bad_cursor
from groundswell.entrypoints.shapes import Shape

S = TypeVar("S", bound=Shape)
MAX_LIMIT = 200
DEFAULT_LIMIT = 50


class Page(Shape, Generic[S]):
    """`next_cursor` is null on the last page."""

    items: list[S]
    next_cursor: str | None


class Items(Shape, Generic[S]):
    """A list that is short enough to come whole."""

    items: list[S]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """`cursor` is what the table handed out for the page before; `scope` is the list that it belongs to."""

    limit: int
    cursor: Mapping[str, Any] | None
    scope: str

    def newest(self, shape: type[S], items: Iterable[Any], name: str) -> dict[str, Any]:
        """A page of things that were read all at once, the newest first; `name` is the field of their id."""
        after = str((self.cursor or {}).get("after", ""))
        keyed = {f"{_moment(item)}#{getattr(item, name)}": item for item in items}
        rest = sorted((key for key in keyed if not after or key < after), reverse=True)
        shown = rest[: self.limit]
        following = {"after": shown[-1]} if len(rest) > len(shown) else None
        return self.page(shape, [keyed[key] for key in shown], following)

    def page(
        self, shape: type[S], items: Iterable[object], following: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """The page as Page[shape] describes it."""
        return {"items": [shape.of(item) for item in items], "next_cursor": self.next(following)}

    def next(self, following: Mapping[str, Any] | None) -> str | None:
        """The cursor as it is handed out."""
        return encode(following, self.scope) if following else None


def _moment(item: Any) -> str:
    return item.created_at.isoformat() if item.created_at else ""


def encode(cursor: Mapping[str, Any], scope: str) -> str:
    """A text for an address: the cursor, and a mark of the list that it belongs to."""
    raw = json.dumps(cursor, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_mark(raw, scope) + raw).decode().rstrip("=")


def decode(text: str, scope: str) -> dict[str, Any]:
    """What `encode` was given; BadRequest for anything else, a cursor of another list too."""
    try:
        whole = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = json.loads(whole[8:]) if whole[:8] == _mark(whole[8:], scope) else None
        if isinstance(cursor, dict):
            return cursor
    except ValueError:
        pass
    raise bad_cursor()


def _mark(raw: bytes, scope: str) -> bytes:
    """Tells a mistake from a cursor. It guards nothing: a forged cursor still reads only the caller's own list."""
    return blake2b(raw, digest_size=8, key=blake2b(scope.encode(), digest_size=16).digest()).digest()


def _paging(request: Request) -> Paging:
    query = request.query_parameters or {}
    scope = str(request.resolved_event.path)
    cursor = query.get("cursor")
    return Paging(
        limit=_limit(query.get("limit")), cursor=decode(cursor, scope) if cursor else None, scope=scope
    )


def _limit(given: str | None) -> int:
    if given is None:
        return DEFAULT_LIMIT
    if not (given.isascii() and given.isdigit() and len(given) <= 3 and 1 <= int(given) <= MAX_LIMIT):
        raise BadRequest(
            "limit", "It is not a number of entries.", f"Send a whole number from 1 to {MAX_LIMIT}."
        )
    return int(given)


CurrentPaging = Annotated[Paging, Depends(_paging)]
"""What a list route names as a parameter's type; the documentation then shows `limit` and `cursor`."""
