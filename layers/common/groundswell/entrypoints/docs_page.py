"""The OpenAPI document goes in; one HTML page without any script comes out."""

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from typing import Any

from groundswell.entrypoints.problems import kinds

_STYLE = """
body{font:16px/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1.25rem;color:#1c2430}
h1{margin:0}h2{margin-top:3rem;border-bottom:1px solid #d8dee6;text-transform:capitalize}
code,pre{font:14px/1.45 ui-monospace,monospace}pre{background:#f4f6f9;padding:.8rem;overflow:auto;border-radius:6px}
summary{cursor:pointer;padding:.45rem 0}summary b{display:inline-block;min-width:4.5rem;color:#0b5cad}
details{border-bottom:1px solid #eef1f5}table{border-collapse:collapse}
td{text-align:left;padding:.2rem 1.2rem .2rem 0;vertical-align:top}
nav a{margin-right:1rem;text-transform:capitalize}.quiet{color:#5b6675}
@media(prefers-color-scheme:dark){body{background:#12161c;color:#dde3ea}pre{background:#1c232c}
h2,details{border-color:#2a333f}a,summary b{color:#7ab8ff}}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_DEPTH = 4


def render(document: dict[str, Any]) -> str:
    """The page as HTML; its style is the one that POLICY's hash admits."""
    info = document["info"]
    tags = "".join(_tag(document, tag) for tag in document["tags"])
    menu = "".join(f'<a href="#{_slug(tag["name"])}">{escape(tag["name"])}</a>' for tag in document["tags"])
    paragraphs = "".join(f"<p>{_marked(part)}</p>" for part in info["description"].split("\n\n"))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(info['title'])}</title><style>{_STYLE}</style>"
        f'<h1>{escape(info["title"])}</h1><p class="quiet">Version {escape(info["version"])} · '
        f'<a href="/v1/openapi.json">OpenAPI document</a></p>{paragraphs}'
        f'<nav>{menu}<a href="#problems">problems</a></nav>'
        f"{tags}{_problems()}</html>"
    )


def _tag(document: dict[str, Any], tag: dict[str, str]) -> str:
    operations = "".join(_operation(document, *one) for one in _of_tag(document, tag["name"]))
    return f'<h2 id="{_slug(tag["name"])}">{escape(tag["name"])}</h2><p>{escape(tag["description"])}</p>{operations}'


def _of_tag(document: dict[str, Any], name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if name in operation["tags"]:
                yield path, method.upper(), operation


def _operation(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> str:
    parts = [f"<p>{_marked(part)}</p>" for part in operation.get("description", "").split("\n\n")]
    rows = "".join(_parameter(one) for one in operation.get("parameters", []) if one["in"] != "path")
    if rows:
        parts.append(f"<table>{rows}</table>")
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body:
        parts.append(f"<p>Body</p><pre>{_example(document, body)}</pre>")
    for code, answer in operation["responses"].items():
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        if code.startswith("2"):
            parts.append(
                f"<p>Answer {code}</p>" + (f"<pre>{_example(document, schema)}</pre>" if schema else "")
            )
    head = f"<b>{method}</b> <code>{escape(path)}</code> <span>{escape(operation['summary'])}</span>"
    return f'<details id="{escape(operation["operationId"])}"><summary>{head}</summary>{"".join(parts)}</details>'


def _parameter(one: dict[str, Any]) -> str:
    needed = "required" if one.get("required") else "optional"
    return (
        f"<tr><td><code>{escape(one['name'])}</code></td><td>{one['in']}, {needed}</td>"
        f"<td>{escape(one.get('description', ''))}</td></tr>"
    )


def _example(document: dict[str, Any], schema: dict[str, Any]) -> str:
    return escape(json.dumps(_value(document, schema, 0), indent=2, ensure_ascii=False))


def _value(document: dict[str, Any], schema: dict[str, Any], depth: int) -> Any:
    """What a value of the schema looks like: its example, else its kind."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    if schema.get("examples"):
        return schema["examples"][0]
    if "default" in schema or depth > _DEPTH:
        return schema.get("default", "…")
    for several in ("anyOf", "allOf", "oneOf"):
        if several in schema:
            return _value(document, schema[several][0], depth)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return [_value(document, schema.get("items", {}), depth + 1)]
    if schema.get("properties"):
        return {name: _value(document, one, depth + 1) for name, one in schema["properties"].items()}
    kinds_of = {"integer": 0, "number": 0, "boolean": False, "object": {}, "null": None}
    return kinds_of.get(schema.get("type", ""), schema.get("format", "text"))


def _problems() -> str:
    rows = "".join(
        f'<tr id="problem-{one.kind}"><td>{one.status}</td>'
        f"<td>{escape(one.title)}</td><td>{_marked(one.detail)}</td></tr>"
        for one in kinds()
    )
    return f'<h2 id="problems">Problems</h2><table>{rows}</table>'


def _marked(text: str) -> str:
    """Escaped, with `code` as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def _slug(name: str) -> str:
    return escape(name.replace(" ", "-"))
