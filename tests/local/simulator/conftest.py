"""Gives each test a fresh simulator with short delays and a webhook that listens to it."""

from collections.abc import Iterator

import pytest

from local.simulator.options import Options
from tests.support.simulator import QUICK, LoopThread, Stage, open_stage


@pytest.fixture(scope="session")
def loop_thread() -> Iterator[LoopThread]:
    thread = LoopThread()
    yield thread
    thread.close()


@pytest.fixture
def stage(loop_thread: LoopThread) -> Iterator[Stage]:
    stage, close = open_stage(loop_thread, Options(port=0))
    stage.control("POST", "settings", QUICK)
    yield stage
    close()
