"""Every success body of the simulator agrees with Twilio's published specification, every error with ours."""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse
from openapi_schema_validator import OAS30Validator
from twilio.base.exceptions import TwilioRestException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from local.simulator.options import DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Options
from tests.support.simulator import QUICK, LoopThread, Stage, local_url, open_stage

SPECS = Path(os.environ.get("GROUNDSWELL_SPECS") or "no-specs")
FILES = {
    "api.twilio.com": "twilio_api_v2010.json",
    "messaging.twilio.com": "twilio_messaging_v1.json",
    "lookups.twilio.com": "twilio_lookups_v2.json",
}
pytestmark = pytest.mark.skipif(
    not SPECS.is_dir(), reason="GROUNDSWELL_SPECS names no folder with specifications"
)

# Twilio's specifications have no error bodies, so this one is ours.
ERROR_SCHEMA = {
    "type": "object",
    "required": ["code", "message", "more_info", "status"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "integer", "minimum": 20001, "maximum": 99999},
        "message": {"type": "string", "minLength": 1},
        "more_info": {"type": "string", "pattern": r"^https://www\.twilio\.com/docs/errors/\d{5}$"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
    },
}


class CheckingHttpClient(HttpClient):
    """Sends what the SDK asks for to the simulator and holds each answer against the specification."""

    def __init__(self, base_url: str, specs: dict[str, OpenAPI]) -> None:
        super().__init__(None, False, None)
        self.base_url, self.specs = base_url, specs
        self.session = requests.Session()
        self.checked: list[str] = []

    def request(
        self, method, url, params=None, data=None, headers=None, auth=None, timeout=None, **_
    ) -> Response:
        asked = requests.Request(method, url, params=params, data=data, headers=headers, auth=auth).prepare()
        local = asked.copy()
        local.url = local_url(self.base_url, asked.url)
        answer = self.session.send(local, timeout=5)
        if answer.status_code >= 400:
            OAS30Validator(ERROR_SCHEMA).validate(answer.json())
            assert answer.json()["status"] == answer.status_code
        elif answer.status_code != 204:
            self._check(asked, answer)
        return Response(answer.status_code, answer.text, dict(answer.headers))

    def _check(self, asked: requests.PreparedRequest, answer: requests.Response) -> None:
        host = urlsplit(asked.url).hostname or ""
        self.specs[host].validate_response(RequestsOpenAPIRequest(asked), RequestsOpenAPIResponse(answer))
        check_dates(answer.json())
        self.checked.append(f"{asked.method} {host}")


def check_dates(body: Any) -> None:
    """The formats that JSON schema does not check: RFC 2822 below /2010-04-01, ISO 8601 elsewhere."""
    for name, value in re.findall(r'"(date_\w+)": "([^"]+)"', json.dumps(body)):
        if "," in value:
            assert parsedate_to_datetime(value).tzinfo, name
        else:
            assert datetime.fromisoformat(value.replace("Z", "+00:00")).tzinfo, name


@pytest.fixture(scope="module")
def specs() -> dict[str, OpenAPI]:
    config = Config(spec_validator_cls=None)
    return {
        host: OpenAPI.from_dict(json.loads((SPECS / name).read_text()), config=config)
        for host, name in FILES.items()
    }


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    thread = LoopThread()
    stage, close = open_stage(thread, Options(port=0))
    stage.control("POST", "settings", QUICK)
    yield stage
    close()
    thread.close()


@pytest.fixture
def client(stage: Stage, specs: dict[str, OpenAPI]) -> Client:
    http = CheckingHttpClient(stage.base_url, specs)
    return Client(DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, http_client=http)


def checked(client: Client) -> int:
    return len(client.http_client.checked)


def test_bodies_of_numbers_agree(client: Client):
    found = client.available_phone_numbers("US").local.list(area_code=646, limit=3)
    client.available_phone_numbers("US").toll_free.list(limit=3)
    bought = client.incoming_phone_numbers.create(phone_number=found[0].phone_number, friendly_name="One")
    client.incoming_phone_numbers.create(area_code="646", sms_url="https://example.com/in", sms_method="GET")
    client.incoming_phone_numbers(bought.sid).update(voice_url="https://example.com/voice")
    client.incoming_phone_numbers(bought.sid).fetch()
    client.incoming_phone_numbers.list(page_size=1)
    client.incoming_phone_numbers(bought.sid).delete()
    assert checked(client) >= 8


def test_bodies_of_services_agree(client: Client):
    number = client.incoming_phone_numbers.create(area_code="646")
    services = client.messaging.v1.services
    service = services.create(
        friendly_name="One", status_callback="https://example.com/status", usecase="poll"
    )
    services.create(friendly_name="Two")
    services(service.sid).update(validity_period=600)
    services(service.sid).fetch()
    services.list(page_size=1)
    services(service.sid).phone_numbers.create(phone_number_sid=number.sid)
    services(service.sid).phone_numbers(number.sid).fetch()
    services(service.sid).phone_numbers.list()
    services(service.sid).phone_numbers(number.sid).delete()
    services(service.sid).delete()
    assert checked(client) >= 9


def test_bodies_of_messages_agree_in_every_state(client: Client, stage: Stage):
    number = client.incoming_phone_numbers.create(area_code="646")
    service = client.messaging.v1.services.create(
        friendly_name="One", inbound_request_url=f"{stage.webhook.base_url}/in"
    )
    service.phone_numbers.create(phone_number_sid=number.sid)
    through = {"messaging_service_sid": service.sid}
    client.messages.create(to="+12125550100", body="Hi", **through)
    client.messages.create(to="+12125550106", body="Hi", from_=number.phone_number)
    client.messages.create(to="+12125550113", media_url=["https://example.com/a.jpg"], **through)
    later = {"schedule_type": "fixed", "send_at": datetime.now(UTC) + timedelta(hours=1)}
    scheduled = client.messages.create(to="+12125550100", body="Hi", **later, **through)
    client.messages(scheduled.sid).update(status="canceled")
    stage.when_idle()
    listed = client.messages.list(page_size=2)
    assert {message.status for message in listed} >= {"delivered", "undelivered", "canceled", "received"}
    for message in listed:
        client.messages(message.sid).fetch()
    client.messages(listed[-1].sid).update(body="")


def test_bodies_of_lookups_and_accounts_agree(client: Client):
    for phone in ("+12125550100", "+12125550106", "+18885550100", "+1212", "+447700900123"):
        client.lookups.v2.phone_numbers(phone).fetch()
        client.lookups.v2.phone_numbers(phone).fetch(fields="line_type_intelligence")
    client.api.v2010.accounts(DEFAULT_ACCOUNT_SID).fetch()
    assert checked(client) == 11


def test_a_wrong_body_would_be_noticed(specs: dict[str, OpenAPI]):
    url = f"https://api.twilio.com/2010-04-01/Accounts/{DEFAULT_ACCOUNT_SID}/Messages.json"
    auth = ("a", "b")
    asked = requests.Request("POST", url, data={"To": "+1"}, auth=auth).prepare()
    answer = requests.Response()
    answer.status_code = 201
    answer.headers["Content-Type"] = "application/json"
    answer._content = json.dumps({"sid": "SM1", "status": "lost"}).encode()
    with pytest.raises(Exception, match="InvalidData"):
        specs["api.twilio.com"].validate_response(
            RequestsOpenAPIRequest(asked), RequestsOpenAPIResponse(answer)
        )


def test_errors_have_the_form_the_sdk_reads(client: Client):
    for call, code in (
        (lambda: client.messages.create(to="+15005550001", from_="+15005550006", body="x"), 21211),
        (lambda: client.messages.create(to="+12125550100", from_="+15005550008", body="x"), 21611),
        (lambda: client.messages("SM" + "0" * 32).fetch(), 20404),
        (lambda: client.messaging.v1.services.create(friendly_name=""), 20001),
        (lambda: client.lookups.v2.phone_numbers("x").fetch(), 20404),
    ):
        with pytest.raises(TwilioRestException) as caught:
            call()
        assert caught.value.code == code
        assert caught.value.uri
