"""GET / -> the page people see first: what this is, that it answers, and where the API's description lies."""

import base64
import hashlib
from typing import Any

STYLE = """
:root { color-scheme: light dark; --ink: #16232e; --soft: #51616e; --paper: #f4f7f8; --card: #fff; --wave: #0b7a75; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eef1; --soft: #9fb0bb; --paper: #0e161c; --card: #16212a; --wave: #4fc3b8; }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--paper); color: var(--ink); font: 17px/1.55 system-ui, sans-serif }
main { max-width: 34rem; padding: 40px; background: var(--card); border-radius: 16px;
  border-top: 6px solid var(--wave); box-shadow: 0 12px 40px #0b2a3a1f }
h1 { margin: 0 0 4px; font-size: 2rem; letter-spacing: -.02em }
p { margin: 12px 0; color: var(--soft) }
.up { display: inline-flex; align-items: center; gap: 10px; color: var(--ink); font-weight: 600 }
.up::before { content: ""; width: 11px; height: 11px; border-radius: 50%; background: #2fa84f }
a { display: inline-block; margin-top: 12px; padding: 11px 20px; border-radius: 9px; background: var(--wave);
  color: var(--card); text-decoration: none; font-weight: 600 }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
"""

PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Groundswell</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>Groundswell</h1>
<p>Text-message campaigns for organizations.</p>
<p class="up">The API is up.</p>
<p>Everything that Groundswell does is reachable through its API. Its description shows every route, what it takes
and what it answers.</p>
<a href="/v1/docs">Read the API's description</a>
</main>
</body>
</html>
"""

HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "content-security-policy": (
        "default-src 'none'; "
        f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
}


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    found = event.get("rawPath", "/") == "/"
    return {
        "statusCode": 200 if found else 404,
        "headers": HEADERS,
        "body": PAGE
        if found
        else PAGE.replace("The API is up.", "This page does not exist, but the API is up."),
    }
