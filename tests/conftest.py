"""Fixtures that every test may ask for, and how tests are shared out to processes (`--dist loadfile`)."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.support.aws import _cloud, aws

__all__ = ["_cloud", "aws"]


class _OneStack(LoadFileScheduling):
    """A file runs in one process, and so does the whole of end_to_end: its tests share one stack."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "tests/end_to_end" if file.startswith("tests/end_to_end/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _OneStack | None:
    return _OneStack(config, log) if config.getvalue("dist") == "loadfile" else None
