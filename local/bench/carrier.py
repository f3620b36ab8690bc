"""A Twilio that only takes texts: `python -m local.bench.carrier PORT MILLISECONDS` answers each after that time."""

import asyncio
import json
import sys
from itertools import count
from urllib.parse import parse_qs

from local.cloud.http_server import Answer, serve

_numbers = count(1)


def accept(method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
    """201 with a message resource as long as Twilio's own."""
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    sid = f"SM{next(_numbers):032x}"
    account = target.split("/")[3] if target.count("/") > 3 else ""
    message = {
        "account_sid": account, "api_version": "2010-04-01", "body": form.get("Body", ""),
        "date_created": "Sat, 21 Nov 2026 16:00:00 +0000", "date_sent": None,
        "date_updated": "Sat, 21 Nov 2026 16:00:00 +0000", "direction": "outbound-api",
        "error_code": None, "error_message": None, "from": form.get("From"),
        "messaging_service_sid": form.get("MessagingServiceSid"), "num_media": "0", "num_segments": "1",
        "price": None, "price_unit": "USD", "sid": sid, "status": "accepted",
        "subresource_uris": {"media": f"/2010-04-01/Accounts/{account}/Messages/{sid}/Media.json"},
        "to": form.get("To"), "uri": f"/2010-04-01/Accounts/{account}/Messages/{sid}.json",
    }  # fmt: skip
    return 201, {"content-type": "application/json"}, json.dumps(message).encode()


if __name__ == "__main__":
    latency = float(sys.argv[2]) / 1000
    asyncio.run(serve(accept, int(sys.argv[1]), seconds=lambda: latency))
