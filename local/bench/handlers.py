"""The product's Lambda handlers, loaded from their files as Lambda does, and the events that they are given."""

import importlib.util
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from local.cloud.definitions import ROOT, consumers

Handler = Callable[[dict[str, Any], Any], Any]
CONTEXT = SimpleNamespace(
    function_name="measured", memory_limit_in_mb=512, aws_request_id="0",
    invoked_function_arn="arn:aws:lambda:us-east-1:000000000000:function:measured",
    get_remaining_time_in_millis=lambda: 30_000,
)  # fmt: skip


@lru_cache
def handler(file: str) -> Handler:
    """`webhooks/receive_vendor_event` -> its `handler`."""
    path = ROOT / "functions" / f"{file}.py"
    if str(path.parent) not in sys.path:
        sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Handler = module.handler
    return found


@lru_cache
def consumer(queue: str) -> Handler:
    """The handler that reads this queue."""
    return handler(str(consumers()[queue].file.relative_to(ROOT / "functions").with_suffix("")))


def sqs_event(messages: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Messages (messageId, body) as Lambda hands them over."""
    rest = {"eventSource": "aws:sqs", "awsRegion": "us-east-1", "attributes": {}, "messageAttributes": {}}
    return {"Records": [{**rest, "receiptHandle": one["messageId"], **one} for one in messages]}


def webhook_event(path: str, query: str, body: str, headers: dict[str, str]) -> dict[str, Any]:
    """A carrier's POST as the HTTP API hands it over (payload format 2.0)."""
    context = {"http": {"method": "POST", "path": path}, "requestId": "0", "stage": "$default"}
    return {
        "version": "2.0", "routeKey": "ANY /webhooks/{proxy+}", "rawPath": path, "rawQueryString": query,
        "headers": headers, "requestContext": context, "body": body, "isBase64Encoded": False,
    }  # fmt: skip
