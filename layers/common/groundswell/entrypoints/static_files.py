"""A folder of built files goes in; a handler that serves them as a single-page application comes out.

Files below assets/ carry a hash in their names and are kept for ever; all else is asked for anew with its ETag.
A path that names no file is a page of the application, so it is answered with index.html.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from groundswell.entrypoints.not_built_page import NOT_BUILT, NOT_BUILT_POLICY
from groundswell.settings import settings

Handler = Callable[[dict[str, Any], object], dict[str, Any]]
INDEX = "index.html"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""The best first; the build lays each file's compressed forms beside it."""
# Scripts and styles are files of ours only. React sets style properties through the CSSOM, which no policy forbids,
# so not even style-src-attr needs 'unsafe-inline'. Trusted types: nothing in the console writes HTML from strings.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src {connect}; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
_SAFE = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class _File:
    """`encoding` is empty for the file as it is."""

    body: bytes
    etag: str
    content_type: str
    encoding: str


def policy(uploads: str = "") -> str:
    """The pages' Content-Security-Policy; besides us they may talk to `uploads`, where files are sent to."""
    return _POLICY.format(connect=f"'self' {uploads}".strip())


def serve_folder(folder: Path, *, uploads: str | None = None) -> Handler:
    """A handler for GET and HEAD; as long as nothing is built it says how to build.

    `uploads` is the origin that files are sent to, as it is set unless given.
    """
    pages = {"content-security-policy": policy(settings().uploads_origin if uploads is None else uploads)}

    def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
        method = event.get("requestContext", {}).get("http", {}).get("method", "GET")
        headers = {name.lower(): str(value) for name, value in (event.get("headers") or {}).items()}
        path = str(event.get("rawPath") or "/").lstrip("/")
        if not (folder / INDEX).is_file():
            return _text(503, NOT_BUILT, {"content-security-policy": NOT_BUILT_POLICY, "retry-after": "60"})
        name = path if _is_file(folder, path) else INDEX
        if name == INDEX and _looks_like_a_file(path):
            return _text(404, "<!doctype html><title>Not found</title><p>There is no such file.</p>", {})
        found = _load(folder, name, _accepted(headers.get("accept-encoding", "")))
        more = pages if found.content_type.startswith("text/html") else {}
        return _answer(found, name, headers.get("if-none-match", ""), more, body=method != "HEAD")

    return handler


def _answer(found: _File, name: str, known: str, more: Mapping[str, str], *, body: bool) -> dict[str, Any]:
    kept = "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache"
    headers = {**_SAFE, "cache-control": kept, "etag": found.etag, "vary": "accept-encoding", **more}
    if found.etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
        return {"statusCode": 304, "headers": headers, "body": ""}
    headers["content-type"] = found.content_type
    if found.encoding:
        headers["content-encoding"] = found.encoding
    if not body:
        return {"statusCode": 200, "headers": headers, "body": ""}
    encoded = base64.b64encode(found.body).decode()
    return {"statusCode": 200, "headers": headers, "body": encoded, "isBase64Encoded": True}


def _text(status: int, body: str, more: Mapping[str, str]) -> dict[str, Any]:
    headers = {
        **_SAFE,
        "cache-control": "no-store",
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        **more,
    }
    return {"statusCode": status, "headers": headers, "body": body}


def _looks_like_a_file(path: str) -> bool:
    """A page's address never has one of our files' endings, nor does it lie among the assets."""
    return path.startswith("assets/") or PurePosixPath(path).suffix in {*_TYPES, ".map", ".json", ".php"} - {
        ".html"
    }


def _is_file(folder: Path, path: str) -> bool:
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and not any(part.startswith(".") or "\\" in part or "\0" in part for part in parts)
        and PurePosixPath(path).suffix in _TYPES
        and (folder / path).is_file()
    )


def _accepted(header: str) -> tuple[str, ...]:
    """The encodings that we have and the browser takes, the best first."""
    given = {}
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        given[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return tuple(name for name in _ENCODINGS if given.get(name, given.get("*", False)))


def _load(folder: Path, name: str, accepted: tuple[str, ...]) -> _File:
    for encoding in accepted:
        compressed = folder / f"{name}{_ENCODINGS[encoding]}"
        if compressed.is_file():
            return _read(
                compressed, compressed.stat().st_mtime_ns, _TYPES[PurePosixPath(name).suffix], encoding
            )
    plain = folder / name
    return _read(plain, plain.stat().st_mtime_ns, _TYPES[plain.suffix], "")


@lru_cache(maxsize=128)
def _read(path: Path, _changed: int, content_type: str, encoding: str) -> _File:
    """Each file is read and hashed once; a file that was built anew has changed."""
    body = path.read_bytes()
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    return _File(body, f'"{digest}"', content_type, encoding)
