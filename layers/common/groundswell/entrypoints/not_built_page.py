"""The page in the console's place as long as nobody has built it, and the policy that admits its style."""

import base64
import hashlib

_STYLE = """
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;font:17px/1.55 system-ui,sans-serif;
background:light-dark(#f4f7f8,#0e161c);color:light-dark(#16232e,#e8eef1)}
main{max-width:34rem}h1{margin:0 0 8px;font-size:1.6rem}
code{padding:2px 8px;border-radius:6px;background:light-dark(#e3eaed,#1d2a34);font-size:1rem}
a{color:light-dark(#0b6f6a,#4fc3b8)}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
NOT_BUILT_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
NOT_BUILT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    f"<title>Groundswell: the console is not built</title><style>{_STYLE}</style><main>"
    "<h1>The console is not built yet</h1>"
    "<p>The API is up, but the console's files are missing. In the project's folder run</p>"
    "<p><code>make console</code></p><p>and load this page again. <code>make run</code> and "
    '<code>make deploy</code> do it by themselves.</p><p><a href="/v1/docs">Read the API\'s description</a></p>'
    "</main></html>"
)
