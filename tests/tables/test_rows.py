"""A write that meets somebody else's transaction on its item waits for it, and is no error to anybody."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from groundswell.domain.job import JobState
from groundswell.tables import jobs, members, organizations
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, USER, a_job, a_member, an_organization
from tests.support.faults import Edge, conflict, install


@pytest.fixture
def edge(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Edge:
    organizations.add(an_organization(), a_member())
    jobs.add(a_job())
    return install(monkeypatch)


def _finish_job() -> None:
    job = jobs.get(ORGANIZATION, a_job().job_id)
    jobs.finish(job, JobState.DONE, result={}, reason="", done=1, total=1)


def _rename_organization() -> None:
    before = organizations.get(ORGANIZATION)
    organizations.move(before, replace(before, name="Renamed", version=before.version + 1))


def _rename_member() -> None:
    before = members.get(ORGANIZATION, USER)
    members.edit(before, replace(before, name="Renamed"))


@pytest.mark.parametrize("write", [_finish_job, _rename_organization, _rename_member])
def test_a_transaction_in_flight_is_waited_for(edge: Edge, write: Callable[[], None]) -> None:
    for operation in ("UpdateItem", "PutItem"):
        edge.on(operation, conflict, nth=1)
    write()
    assert edge.injected["conflict"] == 1
