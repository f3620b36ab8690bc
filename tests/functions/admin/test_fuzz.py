"""Whatever is sent to whatever route: never a server error, never an answer that the document does not promise."""

import io
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from groundswell import secrets
from groundswell.extensions.service_vendors import fakeservice
from groundswell.tables import campaigns, jobs
from tests.support.build import CAMPAIGN, ORGANIZATION, USER, a_campaign, a_job
from tests.support.http import Handler, an_event

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
EXAMPLES = 6
KNOWN = {"organization_id": ORGANIZATION, "campaign_id": CAMPAIGN, "name": "fakeservice"}


def wsgi(handler: Handler) -> Callable[..., Iterable[bytes]]:
    """The Lambda handler as a WSGI application, which is what schemathesis can call in this process."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = (environ.get("wsgi.input") or io.BytesIO()).read(length).decode("utf-8", "surrogateescape")
        headers = {
            name[5:].replace("_", "-").lower(): value
            for name, value in environ.items()
            if name.startswith("HTTP_")
        }
        event = an_event(
            environ["REQUEST_METHOD"],
            unquote(environ["PATH_INFO"]),
            raw_body=body or None,
            user=USER,
            query=dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
            headers={**headers, "content-type": environ.get("CONTENT_TYPE") or "application/json"},
        )
        answer = handler(event, None)
        start_response(f"{int(answer['statusCode'])} x", list(answer["headers"].items()))
        return [(answer["body"] or "").encode()]

    return application


@pytest.fixture
def schema(handler, members):
    campaigns.add(a_campaign())
    jobs.add(a_job())
    yield schemathesis.openapi.from_wsgi("/v1/openapi.json", wsgi(handler))
    fakeservice.forget()
    secrets.forget()


def test_nothing_breaks_it(schema, people):
    problems = []
    for result in schema.get_all_operations():
        operation = result.ok()
        try:
            _fuzz(operation)
        except BaseException as error:  # schemathesis raises groups of its own
            problems.append(f"{operation.label}: {error!s:.1200}")
    assert not problems, "\n\n".join(problems)


def _fuzz(operation: Any) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def one(case: Any) -> None:
        for name in case.path_parameters or {}:
            case.path_parameters[name] = KNOWN.get(name, case.path_parameters[name])
        case.call_and_validate(checks=CHECKS)

    one()
