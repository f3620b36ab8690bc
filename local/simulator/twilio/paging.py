"""Twilio's two ways of paging: a whole list comes in, one page with its links goes out."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from local.simulator.twilio.doors import Call
from local.simulator.twilio.errors import TwilioError

MESSAGING_HOST = "https://messaging.twilio.com"


def page_size_of(call: Call, default: int = 50) -> int:
    """PageSize between 1 and 1000."""
    return max(1, min(1000, _whole(call, "PageSize", default)))


def _whole(call: Call, name: str, default: int) -> int:
    text = call.query.get(name) or str(default)
    if not text.lstrip("-").isdigit():
        raise TwilioError(20001, f"{name} must be a whole number")
    return max(0, int(text))


def _taken(call: Call, records: Iterable[Any], sid_of: Callable[[Any], str]) -> tuple[list[Any], bool]:
    """A page and whether more follow; a PageToken `PA<sid>` goes on behind that record."""
    size, page, token = page_size_of(call), _whole(call, "Page", 0), call.query.get("PageToken", "")
    records = iter(records)
    if token:
        for record in records:
            if "PA" + sid_of(record) == token:
                break
    else:
        records = islice(records, page * size, None)
    found = list(islice(records, size + 1))
    return found[:size], len(found) > size


def _link(call: Call, page: int, token: str = "") -> str:
    kept = [
        (name, value) for name, value in call.query.items() if name not in ("Page", "PageToken", "PageSize")
    ]
    turned = [("PageSize", str(page_size_of(call))), ("Page", str(page))]
    return f"{call.request.path}?{urlencode([*kept, *turned, *([('PageToken', token)] if token else [])])}"


def api_page(
    call: Call, key: str, records: Iterable[Any], render: Callable[[Any], Any], sid_of: Callable[[Any], str]
) -> dict[str, Any]:
    """The form of api.twilio.com: links are relative."""
    found, more = _taken(call, records, sid_of)
    page, size = _whole(call, "Page", 0), page_size_of(call)
    return {
        key: [render(record) for record in found],
        "end": page * size + max(0, len(found) - 1),
        "first_page_uri": _link(call, 0),
        "next_page_uri": _link(call, page + 1, "PA" + sid_of(found[-1])) if more else None,
        "page": page,
        "page_size": size,
        "previous_page_uri": _link(call, page - 1) if page else None,
        "start": page * size,
        "uri": call.request.path_qs,
    }


def messaging_page(
    call: Call, key: str, records: Iterable[Any], render: Callable[[Any], Any], sid_of: Callable[[Any], str]
) -> dict[str, Any]:
    """The form of messaging.twilio.com: a `meta` object, links are absolute."""
    found, more = _taken(call, records, sid_of)
    page = _whole(call, "Page", 0)
    following = MESSAGING_HOST + _link(call, page + 1, "PA" + sid_of(found[-1])) if more else None
    return {
        key: [render(record) for record in found],
        "meta": {
            "first_page_url": MESSAGING_HOST + _link(call, 0),
            "key": key,
            "next_page_url": following,
            "page": page,
            "page_size": page_size_of(call),
            "previous_page_url": MESSAGING_HOST + _link(call, page - 1) if page else None,
            "url": MESSAGING_HOST + call.request.path_qs,
        },
    }
