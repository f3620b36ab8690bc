"""What we ask of Twilio is what its published OpenAPI documents allow, and their examples are what we can read.

The documents (github.com/twilio/twilio-oai, spec/json) are looked for in the folder GROUNDSWELL_SPECS.
"""

import json
import os
import re
from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests
from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest
from openapi_core.exceptions import OpenAPIError

from groundswell import event_loop
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.extensions.service_vendors.texts import Accepted, OutboundText
from groundswell.extensions.service_vendors.twilio import connection
from tests.support.carrier_server import Answer, CarrierServer, Request

SPECS = os.environ.get("GROUNDSWELL_SPECS", "")
pytestmark = pytest.mark.skipif(not SPECS, reason="GROUNDSWELL_SPECS names no folder with Twilio's documents")
HOSTS = {
    "/2010-04-01/": ("https://api.twilio.com", "twilio_api_v2010.json"),
    "/v1/": ("https://messaging.twilio.com", "twilio_messaging_v1.json"),
}
SID, NUMBER, SERVICE = "AC" + "a" * 32, "PN" + "1" * 32, "MG" + "b" * 32
PHONE = "+12025550123"
MOMENT = datetime(2026, 3, 10, 11, 5, tzinfo=timezone(timedelta(hours=-5)))
TEXT = OutboundText(
    reference="7d9b7d4c-0c7a-5a39-8a3c-00000000000b.7d9b7d4c-0c7a-5a39-8a3c-00000000000f",
    to=PHONE,
    body="Hi Zoë",
    sender="+12025550100",
    messaging_service_id=SERVICE,
    valid_seconds=259_200,
)
CALLS: dict[str, Callable[[ServiceVendor], Coroutine[Any, Any, Any]]] = {
    "send": lambda v: v.send(TEXT),
    "find_texts": lambda v: v.find_texts(PHONE, MOMENT, "+12025550100"),
    "fetch_text": lambda v: v.fetch_text("SM" + "1" * 32),
    "list_received": lambda v: v.list_received(PHONE, MOMENT),
    "check_account": lambda v: v.check_account(),
    "find_available_numbers": lambda v: v.find_available_numbers("202", 30),
    "find_available_numbers, toll-free": lambda v: v.find_available_numbers("833", 30),
    "buy_number": lambda v: v.buy_number(PHONE, "x" * 99),
    "find_owned_number": lambda v: v.find_owned_number(PHONE),
    "release_number": lambda v: v.release_number(NUMBER),
    "create_messaging_service": lambda v: v.create_messaging_service("x" * 99),
    "find_messaging_service": lambda v: v.find_messaging_service("My Service!"),
    "list_service_numbers": lambda v: v.list_service_numbers(SERVICE),
    "add_number": lambda v: v.add_number(SERVICE, NUMBER),
    "remove_number": lambda v: v.remove_number(SERVICE, NUMBER),
    "delete_messaging_service": lambda v: v.delete_messaging_service(SERVICE),
}


class Document:
    """One of Twilio's documents."""

    def __init__(self, file: str) -> None:
        self.raw = json.loads((Path(SPECS) / file).read_text())
        self.api = OpenAPI.from_dict(self.raw, config=Config(spec_validator_cls=None))

    def operation(self, request: Request) -> dict[str, Any]:
        for template, operations in self.raw["paths"].items():
            pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
            if request.method.lower() in operations and re.fullmatch(pattern, request.path):
                found: dict[str, Any] = operations[request.method.lower()]
                return found
        raise AssertionError(f"no operation {request.method} {request.path}")

    def examples(self, request: Request) -> list[tuple[int, Any]]:
        """The documented answers to such a request; for a deletion just its status."""
        found = []
        for status, response in self.operation(request)["responses"].items():
            content = response.get("content", {}).get("application/json", {})
            values = [one["value"] for one in content.get("examples", {}).values()] or [{}]
            found += [(int(status), value) for value in values if status.startswith("2")]
        return found


@cache
def document(file: str) -> Document:
    return Document(file)


def place(request: Request) -> tuple[str, Document]:
    return next(
        (host, document(file)) for start, (host, file) in HOSTS.items() if request.path.startswith(start)
    )


def problems(request: Request) -> list[str]:
    """What the document says against the request. Undeclared names are ours to find: the library drops them."""
    host, paper = place(request)
    operation = paper.operation(request)
    form = operation.get("requestBody", {}).get("content", {}).get("application/x-www-form-urlencoded", {})
    declared = set(form.get("schema", {}).get("properties", {}))
    queries = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
    found = [f"undeclared field {name}" for name in sorted(set(request.form) - declared)]
    found += [f"undeclared parameter {name}" for name in sorted(set(request.query) - queries)]
    prepared = requests.Request(
        request.method,
        host + request.path,
        params=request.query,
        data=request.form or None,
        headers={"Authorization": request.headers["authorization"]},
    ).prepare()
    try:
        paper.api.validate_request(RequestsOpenAPIRequest(prepared))
    except OpenAPIError as error:
        reasons = getattr(error.__cause__, "schema_errors", None) or [error.__cause__ or error]
        found += [str(reason) for reason in reasons]
    return found


@pytest.fixture
def carrier() -> Iterator[CarrierServer]:
    """Answers each request with the first documented example."""
    carrier = CarrierServer(lambda request: Answer(*place(request)[1].examples(request)[0]))
    event_loop.run(carrier.start())
    yield carrier
    event_loop.run(connection.close())
    event_loop.run(carrier.stop())


def ask(carrier: CarrierServer, call: str) -> Any:
    account = Account(
        organization_id="0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e01",
        secrets={"account_sid": SID, "auth_token": "t0ken"},
        settings={},
        public_base_url="https://texts.example.org",
        api_base_url=carrier.url,
    )
    return event_loop.run(CALLS[call](vendors.get("twilio")(account)))


@pytest.mark.parametrize("call", CALLS)
def test_each_request_is_allowed_by_the_published_document(carrier: CarrierServer, call: str) -> None:
    ask(carrier, call)
    ours = [
        request for request in carrier.requests if "Page" not in request.query
    ]  # the rest are links of theirs
    assert ours
    for request in ours:
        assert problems(request) == []


def test_every_documented_answer_to_a_send_is_understood(carrier: CarrierServer) -> None:
    ask(carrier, "send")
    answers = place(carrier.requests[0])[1].examples(carrier.requests[0])
    assert len(answers) > 3
    for status, body in answers:
        carrier.script.append(Answer(status, body))
        outcome = ask(carrier, "send")
        assert isinstance(outcome, Accepted)
        assert outcome.vendor_message_id == body["sid"]
        assert outcome.segments == int(body["num_segments"])


def test_documented_lists_are_read_to_their_end(carrier: CarrierServer) -> None:
    assert all(phone.startswith("+") for phone in ask(carrier, "find_available_numbers"))
    assert ask(carrier, "find_messaging_service")
    assert all(number.startswith("PN") for number in ask(carrier, "list_service_numbers"))


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"Body": ["x"]}, "To"),
        ({"To": [PHONE], "ValidityPeriods": ["5"]}, "undeclared field ValidityPeriods"),
        ({"To": [PHONE], "MessagingServiceSid": ["MG1"]}, "MessagingServiceSid"),
        ({"To": [PHONE], "ValidityPeriod": ["long"]}, "long"),
    ],
)
def test_the_check_itself_finds_mistakes(form: dict[str, list[str]], problem: str) -> None:
    path = f"/2010-04-01/Accounts/{SID}/Messages.json"
    found = problems(Request("POST", path, {}, form, {"authorization": "Basic eA=="}))
    assert problem in " ".join(found)
