"""An HTTP request to AWS goes in, as the SDK sent it; AWS's answer comes out, and the meter has counted it."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from local.cloud.answers import Refused
from local.cloud.dynamodb import DynamoDB
from local.cloud.expressions import BadExpression
from local.cloud.meter import Meter
from local.cloud.simple import Files, Parameters, Plain, Schedules
from local.cloud.sqs import Sqs

JSON = {"content-type": "application/x-amz-json-1.0"}


class Cloud:
    """`now` is the time by which messages become visible."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.meter = Meter()
        self.dynamodb, self.sqs = DynamoDB(self.meter), Sqs(self.meter, now)
        self.parameters, self.files, self.schedules = Parameters(), Files(), Schedules()
        self._services: dict[str, Any] = {
            "DynamoDB_20120810": self.dynamodb,
            "AmazonSQS": self.sqs,
            "AmazonSSM": self.parameters,
        }

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Plain:
        """`target` is the path with its query; the headers' names are in lower case."""
        service, _, operation = headers.get("x-amz-target", "").partition(".")
        if not service:
            parts = urlsplit(target)
            return self._plain(method, unquote(parts.path), parts.query, dict(headers), body)
        self.meter.requests[f"{service}.{operation}"] += 1
        try:
            answer = self._services[service].answer(operation, json.loads(body))
        except (Refused, BadExpression) as error:
            return self._refusal(self._services[service].service, error)
        return 200, JSON, json.dumps(answer).encode()

    def _refusal(self, service: str, error: Refused | BadExpression) -> Plain:
        if isinstance(error, BadExpression):
            error = Refused("ValidationException", str(error))
        said = {"__type": f"{service}#{error.code}", "message": error.message, **error.more}
        return error.status, JSON, json.dumps(said).encode()

    def _plain(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Plain:
        first, _, rest = path.lstrip("/").partition("/")
        if first == "schedules":
            self.meter.requests[f"scheduler.{method}"] += 1
            return self.schedules.answer(method, rest, body)
        self.meter.requests[f"s3.{method}"] += 1
        return self.files.answer(method, rest, headers, body, query)
