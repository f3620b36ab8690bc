"""Signed requests to our webhooks: fields and a URL come in, a callback for the outbox goes out."""

import base64
import hashlib
import hmac
import uuid
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlsplit

from local.simulator.outbox import Callback

ALL_PROBLEMS = ["4xx", "5xx", "ct", "rt"]
TIMEOUTS = {"ct": ("connect_ms", 100, 10000), "rt": ("read_ms", 100, 15000), "tt": ("total_ms", 100, 15000)}


def form_encoded(fields: list[tuple[str, str]]) -> str:
    """The fields as a form; their names never need escapes, and most values do not either."""
    plain = ((name, value, value.isascii() and value.isalnum()) for name, value in fields)
    return "&".join(f"{name}={value if easy else quote_plus(value)}" for name, value, easy in plain)


def signature(url: str, fields: list[tuple[str, str]], auth_token: str) -> str:
    """Base64 of the HMAC-SHA1 over the URL and the sorted fields."""
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(auth_token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def overrides(fragment: str) -> dict[str, Any]:
    """What `#rc=3&rp=all` says about delivery; out-of-range values are pulled into range."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(fragment):
        if name == "rc" and value.isdigit():
            found["retries"] = min(5, int(value))
        elif name == "rp":
            words = value.split(",")
            found["retry_on"] = (
                ALL_PROBLEMS if "all" in words else [word for word in words if word in ALL_PROBLEMS]
            )
        elif name in TIMEOUTS and value.isdigit():
            field, least, most = TIMEOUTS[name]
            found[field] = max(least, min(most, int(value)))
    return found


def signed_callback(
    url: str,
    fields: dict[str, str],
    auth_token: str,
    *,
    facts: dict[str, str],
    method: str = "POST",
    last: bool = True,
) -> Callback:
    """The request Twilio would make: the fragment steers delivery and is neither sent nor signed."""
    address, _, fragment = url.partition("#")
    if not urlsplit(address).path:
        address = f"{address}/"
    pairs = list(fields.items())
    if method == "GET":
        address += ("&" if "?" in address else "?") + form_encoded(pairs)
        pairs = []
    headers = {
        "User-Agent": "TwilioProxy/1.1",
        "Accept": "*/*",
        "X-Twilio-Signature": signature(address, pairs, auth_token),
        "I-Twilio-Idempotency-Token": str(uuid.uuid4()),
    }
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
    return Callback(
        url=address,
        method=method,
        body=form_encoded(pairs),
        headers=headers,
        facts=facts,
        last=last,
        **overrides(fragment),
    )
