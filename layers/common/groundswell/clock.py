"""The only place that reads the time: aware UTC datetimes come out."""

import os
from datetime import UTC, datetime, timedelta

_OFFSET = timedelta(seconds=float(os.environ.get("CLOCK_OFFSET_SECONDS", "0")))


def now() -> datetime:
    """The time the product lives in; a local stack may shift it so that a demo works at night."""
    return datetime.now(UTC) + _OFFSET


def real_now() -> datetime:
    """The time the rest of the world lives in: for tokens, signatures, expiry of rows and AWS schedules."""
    return datetime.now(UTC)


def to_real(at: datetime) -> datetime:
    """When the product's moment `at` comes on the world's clock."""
    return at - _OFFSET
