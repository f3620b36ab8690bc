"""A schedule's tick goes in; the use case behind it runs once."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext


def on_schedule(work: Callable[[], None]) -> Callable[[dict[str, Any], LambdaContext], None]:
    """A handler that does `work` at every tick, whatever the event says."""

    def handler(event: dict[str, Any], context: LambdaContext) -> None:
        work()

    return handler
