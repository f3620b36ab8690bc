"""The sending road behind an edge where faults can be injected, at noon."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from groundswell import clock
from groundswell.tables import organizations
from groundswell.usecases import open_vendor
from tests.promises.road import Road
from tests.support.aws import Aws
from tests.support.build import NOON, ORGANIZATION, a_member, an_organization
from tests.support.carrier import Carrier, connect
from tests.support.faults import Edge, install
from tests.support.quick_tables import QuickTables


@pytest.fixture
def tables(aws: Aws) -> QuickTables:
    return aws.tables


@pytest.fixture
def edge(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Edge:
    return install(monkeypatch)


@pytest.fixture
def road(aws: Aws, tables: QuickTables, edge: Edge, monkeypatch: pytest.MonkeyPatch) -> Iterator[Road]:
    """An organization with a carrier whose every call is a moment on the wire."""
    organizations.add(an_organization(), a_member())
    carrier = connect(ORGANIZATION)
    carrier.account = replace(carrier.account, secrets={"webhook_secret": "s3cret"})
    _watch(carrier, edge)

    def set_clock(moment: object) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(NOON)
    yield Road(aws=aws, tables=tables, carrier=carrier, edge=edge, set_clock=set_clock, now=NOON)
    open_vendor.forget_vendor(ORGANIZATION)


def _watch(carrier: Carrier, edge: Edge) -> None:
    send = carrier.send

    async def watched(text):  # type: ignore[no-untyped-def]
        edge.wire("before the carrier")
        outcome = await send(text)
        edge.wire("after the carrier")
        return outcome

    carrier.send = watched  # type: ignore[method-assign]
