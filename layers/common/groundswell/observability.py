"""Structured logs and metrics of ids and counts; phone numbers, names and message bodies never enter."""

import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from aws_lambda_powertools import Logger

logger = Logger(service="groundswell", log_uncaught_exceptions=False)
R = TypeVar("R")


class Failed(Exception):
    """An invocation failed; what and where is logged, in words that are our own."""


def log_unexpected(error: Exception) -> None:
    """The type and the way there: an error's text might carry somebody's number or words."""
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)[-8:]]
    logger.error("unexpected error", extra={"error": type(error).__name__, "frames": frames})


def discreet(handler: Callable[[dict[str, Any], Any], R]) -> Callable[[dict[str, Any], Any], R]:
    """The handler, failing without the error's text, which Lambda would write into the log."""

    @wraps(handler)
    def wrapped(event: dict[str, Any], context: Any) -> R:
        try:
            return handler(event, context)
        except Exception as error:
            log_unexpected(error)
            name = type(error).__name__
        raise Failed(name)

    return wrapped
