"""The running stack and an organization that has played the demo, for the tests of this folder."""

import pytest

from tests.support.stack import Stack, stack
from tests.support.tenants import Tenant, add_tenant, play_demo

__all__ = ["stack"]
CONTACTS = 160


@pytest.fixture(scope="session")
def tenant(stack: Stack) -> Tenant:
    return play_demo(add_tenant(stack, "Riverside Neighbors"), CONTACTS)


@pytest.fixture(scope="session")
def stranger(stack: Stack) -> Tenant:
    """Another organization on the same stack."""
    return add_tenant(stack, "Hillside Neighbors")
