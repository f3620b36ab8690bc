"""Whatever is sent to whatever route: never a server error, never an answer that the document does not promise.

A few requests per operation with the other tests; `make fuzz` sends FUZZ_EXAMPLES of either kind, good and bad.
"""

import os
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from groundswell import secrets
from groundswell import settings as our_settings
from groundswell.extensions.service_vendors.fakeservice import memory as fake_carrier
from groundswell.tables import jobs
from groundswell.tables.numbers import number_rows
from tests.functions.admin.conftest import TEXTER
from tests.support.build import CAMPAIGN, ORGANIZATION, SENDER, USER, a_blast, a_job, a_send, an_owned_number
from tests.support.http import Handler, ask
from tests.support.ledger import a_running_blast, plan
from tests.support.wsgi import wsgi

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
ONLY_BAD = (negative_data_rejection, missing_required_header)
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "3"))
SLICES = 4
KNOWN = {
    "organization_id": ORGANIZATION,
    "campaign_id": CAMPAIGN,
    "blast_id": a_blast().blast_id,
    "send_id": a_send().send_id,
    "job_id": a_job().job_id,
    "load_id": a_job().job_id,
    "user_id": TEXTER,
    "phone": SENDER,
    "name": "fakeservice",
}


@pytest.fixture
def world(members, people, monkeypatch):
    """Something stands at most addresses, so that requests get past the first look."""
    monkeypatch.setenv("REQUESTS_PER_MINUTE", "1000000")
    our_settings.settings.cache_clear()
    a_running_blast()
    plan(a_send())
    jobs.add(a_job())
    number_rows.to_row(an_owned_number(phone=SENDER)).save()
    yield
    fake_carrier.forget()
    secrets.forget()
    monkeypatch.undo()
    our_settings.settings.cache_clear()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("part", range(SLICES))
def test_nothing_breaks_it(handler: Handler, part: int) -> None:
    problems = []
    for result in list(_schema(handler).get_all_operations())[part::SLICES]:
        operation = result.ok()
        for mode in GenerationMode:
            try:
                with suppress(Unsatisfiable):  # nothing of it can be made wrong
                    _fuzz(operation, mode)
            except BaseException as error:  # schemathesis raises groups of its own
                problems.append(f"{operation.label} ({mode.value}): {error!s:.1200}")
    assert not problems, "\n\n".join(problems)


def _schema(handler: Handler) -> Any:
    """Without its tokens: the matrix is about those, and everything here is asked by the owner."""
    document = ask(handler, "GET", "/v1/openapi.json").json
    for item in document["paths"].values():
        for operation in item.values():
            del operation["security"]
    schema = schemathesis.openapi.from_dict(document)
    schema.app = wsgi(handler, USER)
    return schema


def _fuzz(operation: Any, mode: GenerationMode) -> None:
    checks = (*CHECKS, *ONLY_BAD) if mode is GenerationMode.NEGATIVE else CHECKS

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def one(case: Any) -> None:
        for name in case.path_parameters or {}:
            if mode is GenerationMode.POSITIVE:
                case.path_parameters[name] = KNOWN.get(name, case.path_parameters[name])
        case.call_and_validate(checks=checks)

    one()
