"""The tables' own tests stand on moto's tables, which nobody here has written."""

from collections.abc import Iterator

import pytest

from tests.support.aws import Aws


@pytest.fixture
def aws(_cloud: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    """Emulated AWS, empty, with moto's tables."""
    monkeypatch.setattr(_cloud, "on_moto", True)
    _cloud.empty()
    yield _cloud
    _cloud.empty()
