"""What every door's tests share."""

import pytest

from groundswell import clock
from groundswell.domain.rate_limit import RateLimit


@pytest.fixture(autouse=True)
def _windows_begin_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rate limit's window begins with the test, so that none ends in its midst."""
    now = clock.real_now()
    monkeypatch.setattr(RateLimit, "begin", lambda limit, at: now)
