"""The one asyncio loop of this process: coroutines go in, results come out, connections stay open between calls."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_runner = asyncio.Runner()


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run to the end on the process's loop, so that pooled carrier connections survive warm invocations."""
    return _runner.run(coroutine)
