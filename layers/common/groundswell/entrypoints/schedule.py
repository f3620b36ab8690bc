"""A schedule's tick goes in; the use case behind it runs once."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from groundswell.observability import discreet


def on_schedule(work: Callable[[], None]) -> Callable[[dict[str, Any], LambdaContext], None]:
    """A handler that does `work` at every tick, whatever the event says."""

    @discreet
    def handler(event: dict[str, Any], context: LambdaContext) -> None:
        work()

    return handler
