"""Jobs are driven to their end as the queues would do it, and killed at any call they make to the outside."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from botocore.client import BaseClient

from groundswell import queues
from groundswell.messages import JobStep
from groundswell.settings import settings
from tests.support.aws import Aws
from tests.support.number_shop import FakeCarrier

M = TypeVar("M", bound=JobStep)


class Killed(Exception):
    """The process died here."""


class Tripwire:
    """Counts the moments before and after every call to AWS and the carrier, and dies at the `at`-th."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.moments, self.tripped = at, 0, False

    def __call__(self, *moment: object) -> None:
        self.moments += 1
        if self.moments == self.at:
            self.tripped = True
            raise Killed(*moment[:1])


def arm(patch: pytest.MonkeyPatch, wire: Tripwire, carrier: FakeCarrier) -> None:
    """Let the wire see every DynamoDB, SQS and carrier call from here on."""
    call = BaseClient._make_api_call

    def watched(self: Any, operation: str, arguments: Any) -> Any:
        wire(f"before {operation}")
        answer = call(self, operation, arguments)
        wire(f"after {operation}")
        return answer

    patch.setattr(BaseClient, "_make_api_call", watched)
    carrier.on_call = wire


@pytest.fixture
def short_leases() -> Iterator[None]:
    """A killed worker's step may be done again at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEASE_SECONDS", "0")
        settings.cache_clear()
        yield
    settings.cache_clear()


def drain(aws: Aws, kind: type[M], work: Callable[[M], None], *, most: int = 200, copies: int = 1) -> int:
    """Deliver messages until none is left; a killed step's message is delivered again. How many there were."""
    delivered = 0
    while messages := aws.take(kind):
        for message in messages * copies:
            delivered += 1
            assert delivered < most, "the job does not come to an end"
            try:
                work(message)
            except Killed:
                queues.send(message)
    return delivered
