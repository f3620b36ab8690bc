"""A request for the public opt-out page goes in; one HTML page comes out that needs neither script nor cookie."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qs

from groundswell.domain.errors import TooMany
from groundswell.entrypoints.opt_out_words import Words, words_for
from groundswell.entrypoints.rate_limits import limit_opt_outs
from groundswell.observability import discreet

Handler = Callable[[dict[str, Any], object], dict[str, Any]]
_ID = re.compile(r"/o/([A-Za-z0-9-]{1,64})/?")
_MOST_BYTES = 2000
_STYLE = """
:root{color-scheme:light dark;--ink:#16232e;--soft:#51616e;--paper:#f4f7f8;--card:#fff;--wave:#0b6f6a;--on-wave:#fff;
--line:#7d8b96;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef1;--soft:#9fb0bb;--paper:#0e161c;--card:#16212a;--wave:#4fc3b8;
--on-wave:#0e161c;--line:#718390;--bad:#ff9a92}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:20px;background:var(--paper);color:var(--ink);
font:18px/1.5 system-ui,sans-serif}
main{width:100%;max-width:30rem;padding:clamp(24px,6vw,40px);background:var(--card);border-radius:16px;
border-top:6px solid var(--wave);box-shadow:0 12px 40px #0b2a3a1f}
h1{margin:0 0 8px;font-size:1.6rem;line-height:1.25;letter-spacing:-.01em;overflow-wrap:anywhere}
p{margin:0 0 20px;color:var(--soft);overflow-wrap:anywhere}
label{display:block;font-weight:600}
.hint{margin:0 0 6px;font-size:.9rem}
.bad{margin:0 0 12px;padding-left:12px;border-left:4px solid var(--bad);color:var(--bad)}
input{width:100%;padding:12px 14px;border:2px solid var(--line);border-radius:10px;background:var(--paper);
color:inherit;font:inherit;font-size:1.2rem}
button{width:100%;margin-top:16px;padding:14px;border:0;border-radius:10px;background:var(--wave);
color:var(--on-wave);font:inherit;font-weight:700;cursor:pointer}
input:focus-visible,button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "vary": "accept-language",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


def opt_out_page(name_of: Callable[[str], str | None], opt_out: Callable[[str, str], bool]) -> Handler:
    """A handler for GET and POST; the answer to a phone is the same whether or not anybody knows it."""

    @discreet
    def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
        headers = {name.lower(): str(value) for name, value in (event.get("headers") or {}).items()}
        words = words_for(headers.get("accept-language", ""))
        found = _ID.fullmatch(str(event.get("rawPath", "")))
        name = name_of(found[1]) if found else None
        if found is None or name is None:
            return _page(404, words, "", words.missing_title, _paragraph(words.missing))
        if event["requestContext"]["http"]["method"] != "POST":
            return _form(200, words, name)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _form(403, words, name, problem=words.refused)
        try:
            limit_opt_outs(event, found[1])
        except TooMany as error:
            return _form(429, words, name, problem=words.too_many, retry_after=error.seconds)
        if not opt_out(found[1], _phone(event)):
            return _form(422, words, name, problem=words.invalid)
        return _page(200, words, name, words.done_title, _paragraph(words.done, role="status"))

    return handler


def _phone(event: Mapping[str, Any]) -> str:
    """The form's phone; empty for a body that is no such form."""
    body = str(event.get("body") or "")
    if len(body) > _MOST_BYTES:
        return ""
    try:
        if event.get("isBase64Encoded"):
            body = base64.b64decode(body).decode()
        fields = parse_qs(body, max_num_fields=10)
    except (binascii.Error, ValueError):
        return ""
    return fields.get("phone", [""])[0].strip()


def _form(status: int, words: Words, name: str, *, problem: str = "", retry_after: int = 0) -> dict[str, Any]:
    shown = f'<p class="bad" id="problem" role="alert">{escape(problem)}</p>' if problem else ""
    wrong = ' aria-invalid="true"' if problem else ""
    about = "problem hint" if problem else "hint"
    page = _page(
        status,
        words,
        name,
        words.title,
        f'{_paragraph(words.explanation)}<form method="post">{shown}<label for="phone">{escape(words.label)}</label>'
        f'<p class="hint" id="hint">{escape(words.hint)}</p>'
        f'<input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" required maxlength="40"'
        f' aria-describedby="{about}"{wrong}><button>{escape(words.button)}</button></form>',
    )
    if retry_after:
        page["headers"]["retry-after"] = str(retry_after)
    return page


def _paragraph(text: str, *, role: str = "") -> str:
    return f'<p role="{role}">{escape(text)}</p>' if role else f"<p>{escape(text)}</p>"


def _page(status: int, words: Words, name: str, title: str, inside: str) -> dict[str, Any]:
    html = (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{inside}</main></body></html>"
    )
    return {
        "statusCode": status,
        "headers": dict(_HEADERS) | {"content-language": words.language},
        "body": html.replace("{organization}", escape(name)),
    }
