"""Structured logs and metrics of ids and counts; phone numbers, names and message bodies never enter."""

import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from aws_lambda_powertools import Logger

FRAMES = 8
"""The last ones of an error's way are logged."""
logger = Logger(service="groundswell", log_uncaught_exceptions=False)
R = TypeVar("R")


class Failed(Exception):
    """An invocation failed; what and where is logged, in words that are our own."""


def log_failure(what: str, error: BaseException, **ids: object) -> None:
    """What went wrong with which ids, and of the error its type and the way there.

    Never its text: that might carry somebody's number or words.
    """
    way = [
        f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    logger.error(what, extra={**ids, "error": type(error).__name__, "frames": way[-FRAMES:]})


def log_unexpected(error: Exception) -> None:
    """An error that nobody foresaw, and that ends a request or an invocation."""
    log_failure("unexpected error", error)


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
