"""Waiting for the running stack to come to rest: its queues empty, the carrier idle."""

import time

from tests.support.stack import Stack

WAITING = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]


def until_quiet(stack: Stack, seconds: float = 60) -> None:
    """Return when no message waits or is worked on and the carrier is idle; fail when that takes too long."""
    deadline = time.monotonic() + seconds
    while busy := _busy(stack):
        assert time.monotonic() < deadline, f"still busy after {seconds:.0f} s: {busy}"
        time.sleep(0.2)


def _busy(stack: Stack) -> dict[str, int]:
    """What has not come to rest, by queue; messages that wait for a set time are not work yet."""
    queues = stack.aws("sqs")
    found = {"carrier": int(not stack.simulator("GET", "health").json["idle"])}
    for name, url in stack.outputs.items():
        if name.endswith("QueueUrl"):
            read = queues.get_queue_attributes(QueueUrl=url, AttributeNames=WAITING)["Attributes"]
            found[name] = sum(int(count) for count in read.values())
    return {name: count for name, count in found.items() if count}
