"""Which processes are a stack's own workers of a function; others' are never touched."""

from pathlib import Path

from local.stack.places import Places
from local.stack.workers import workers_in

PLACES = Places(state=Path("/a/stack"), port=1, emulator_port=2, simulator_port=3)
LISTING = """
  11 /usr/bin/python3 -S /a/stack/workers/ministack-lambda-groundswell-local-deliver-shard-x1/_worker.py
  12 /usr/bin/python3 -S /a/stack/workers/ministack-lambda-groundswell-local-run-blast-x2/_worker.py
  13 /usr/bin/python3 -S /another/a/stack/workers/ministack-lambda-groundswell-local-deliver-shard-x3/_worker.py
  14 grep deliver-shard
"""


def test_only_this_stacks_workers_of_the_function_are_found() -> None:
    assert workers_in(LISTING, PLACES, "deliver-shard") == [11]
    assert workers_in(LISTING, PLACES, "sweep") == []
