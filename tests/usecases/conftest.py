"""What the use cases' tests stand on: an organization with a carrier, and a clock at noon."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from groundswell import clock
from groundswell.tables import organizations
from groundswell.usecases import open_vendor
from tests.support.aws import Aws
from tests.support.build import NOON, ORGANIZATION, a_member, an_organization
from tests.support.carrier import Carrier, connect


@pytest.fixture
def carrier(aws: Aws) -> Iterator[Carrier]:
    """The organization exists, and this is its service vendor."""
    organizations.add(an_organization(), a_member())
    yield connect(ORGANIZATION)
    open_vendor.forget_vendor(ORGANIZATION)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the product's clock: it stands still there."""

    def stand(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    stand(NOON)
    return stand
