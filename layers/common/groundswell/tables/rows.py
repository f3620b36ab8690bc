"""What the tables share: the models' connection settings, retried transactions, and conditions that failed."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

import botocore.session
import pynamodb.connection.base
from botocore.config import Config
from pynamodb.connection import Connection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.transactions import TransactWrite

from groundswell.domain import changes
from groundswell.domain.errors import Stale

R = TypeVar("R")
ATTEMPTS = 8
_PASSING = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
_PASSING_ERRORS = {
    "TransactionInProgressException",
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
}


def _session() -> botocore.session.Session:
    """PynamoDB's sessions, with a user agent of ours: botocore puts its own together anew for each request (0.3 ms)."""
    session = botocore.session.get_session()
    session.set_default_client_config(Config(user_agent="groundswell"))
    return session


vars(pynamodb.connection.base)["get_session"] = _session  # PynamoDB has no setting for it


def region() -> str:
    """botocore's own, from the environment or the profile."""
    return str(botocore.session.get_session().get_config_variable("region") or "us-east-1")


class Meta:
    """Base of every model's Meta; the region and endpoint are botocore's own to find."""

    billing_mode = "PAY_PER_REQUEST"
    connect_timeout_seconds = 2
    read_timeout_seconds = 5
    max_retry_attempts = 4
    region = region()


@lru_cache
def connection() -> Connection:
    """For plain operations and transactions; it is made once in a process."""
    return Connection(
        region=Meta.region, connect_timeout_seconds=2, read_timeout_seconds=5, max_retry_attempts=4
    )


class NotRead(Exception):
    """DynamoDB handed keys back unread again and again; the step must be retried."""


class NotWritten(Exception):
    """DynamoDB left items unwritten again and again; the step must be retried."""


class Writer(TransactWrite):
    """PynamoDB's transaction, which also takes operations that are ready to be sent."""

    def put_plain(self, operation: dict[str, Any]) -> None:
        self._put_items.append(operation)

    def update_plain(self, operation: dict[str, Any]) -> None:
        self._update_items.append(operation)


class Cancelled(Exception):
    """A transaction changed nothing. `reasons[i]` is None, or the row that failed item i's condition ({} if absent).

    The items stand as PynamoDB sends them: condition checks, deletes, puts, updates, each in the order they were added.
    """

    def __init__(self, reasons: list[dict[str, Any] | None]) -> None:
        super().__init__(
            f"{sum(reason is not None for reason in reasons)} of {len(reasons)} conditions failed"
        )
        self.reasons = reasons


@changes.all_or_nothing()
def transact(fill: Callable[[Writer], None], *, token: str | None = None) -> None:
    """Write all that `fill` adds, or nothing.

    Conflicts with other transactions and throttling are waited out with jitter, then raised as they
    are; a failed condition raises Cancelled. `token` makes a repeated call within ten minutes a no-op.
    """
    for attempt in range(ATTEMPTS):
        try:
            with Writer(connection=connection(), client_request_token=token) as writer:
                fill(writer)
            return
        except TransactWriteError as error:
            reasons = _reasons(error)
            if any(reason is not None for reason in reasons):
                raise Cancelled(reasons) from error
            if attempt + 1 == ATTEMPTS or not _is_passing(error):
                raise
        pause(attempt)


def patiently(write: Callable[[], R]) -> R:
    """Do one single-item write, waiting out transactions in flight on the same item with jitter."""
    for attempt in range(ATTEMPTS):
        try:
            return write()
        except PynamoDBException as error:
            if attempt + 1 == ATTEMPTS or error.cause_response_code != "TransactionConflictException":
                raise
        pause(attempt)
    raise AssertionError("unreachable")


def pause(attempt: int) -> None:
    """Wait a little, longer with each attempt, and not in step with others."""
    time.sleep(random.uniform(0.005, 0.02 * 2**attempt))  # noqa: S311 - jitter, not a secret


def _reasons(error: TransactWriteError) -> list[dict[str, Any] | None]:
    return [
        (reason.raw_item or {}) if reason is not None and reason.code == "ConditionalCheckFailed" else None
        for reason in error.cancellation_reasons
    ]


def _is_passing(error: TransactWriteError) -> bool:
    codes = {reason.code for reason in error.cancellation_reasons if reason is not None}
    return bool(codes & _PASSING) or error.cause_response_code in _PASSING_ERRORS


@contextmanager
def stale_when_condition_fails(what: str) -> Iterator[None]:
    """Turn a failed condition, a single write's or a transaction's, into Stale."""
    try:
        yield
    except Cancelled as error:
        raise Stale(what) from error
    except PynamoDBException as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            raise Stale(what) from error
        raise


def succeeds(write: Callable[[], object]) -> bool:
    """Do a conditional write, or a transaction of them; False, and nothing changed, if a condition failed."""
    try:
        with stale_when_condition_fails("write"):
            write()
    except Stale:
        return False
    return True
