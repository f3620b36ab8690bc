"""The one asyncio loop of this process: coroutines go in, results come out, connections stay open between calls."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
_runner = asyncio.Runner()
_store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run to the end on the process's loop, so that pooled carrier connections survive warm invocations."""
    return _runner.run(coroutine)


async def stored(work: Callable[[], T]) -> T:
    """Do one piece of table work while the loop goes on; one at a time, in the order they were asked for.

    A shard's transactions meet in its counter item: two of them in flight would cancel each other.
    """
    return await asyncio.get_running_loop().run_in_executor(_store, work)
