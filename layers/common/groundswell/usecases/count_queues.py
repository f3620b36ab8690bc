"""How full the queues are comes out, all of them asked at the same time."""

from concurrent.futures import ThreadPoolExecutor

from groundswell import queues
from groundswell.queues import Depth


def count_queues() -> dict[str, Depth]:
    """By the queue's name. All organizations share the queues."""
    with ThreadPoolExecutor(max_workers=len(queues.QUEUES)) as pool:
        depths = list(pool.map(queues.depth, queues.QUEUES))
    return {name.removesuffix("_queue_url"): depth for name, depth in zip(queues.QUEUES, depths, strict=True)}
