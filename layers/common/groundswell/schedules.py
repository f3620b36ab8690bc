"""A moment and a message go in; EventBridge Scheduler puts the message on its queue then. Its only home."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from groundswell import clock
from groundswell.envelopes import encode
from groundswell.messages import Message
from groundswell.settings import DEAD_LETTERS, settings

SOONEST = timedelta(seconds=60)
"""A moment that has passed by the time the schedule is made would never come."""
LATEST_DELIVERY_SECONDS = 3_600


@lru_cache
def _client() -> Any:
    config = Config(retries={"mode": "standard", "max_attempts": 4}, connect_timeout=2, read_timeout=5)
    return botocore.session.get_session().create_client("scheduler", config=config)


def once(name: str, at: datetime, message: Message) -> None:
    """Put `message` on its queue at `at`, once; a schedule of that name that exists already will do.

    The expression is in UTC: wall times and zones are ours to keep.
    """
    queue_arn = getattr(settings(), message.queue.replace("_url", "_arn"))
    moment = max(clock.to_real(at), clock.real_now() + SOONEST)
    try:
        _client().create_schedule(
            Name=name,
            GroupName=settings().schedule_group,
            ScheduleExpression=f"at({moment:%Y-%m-%dT%H:%M:%S})",
            FlexibleTimeWindow={"Mode": "OFF"},
            ActionAfterCompletion="DELETE",
            Target={
                "Arn": queue_arn,
                "RoleArn": settings().schedule_role_arn,
                "Input": encode(message),
                "RetryPolicy": {"MaximumEventAgeInSeconds": LATEST_DELIVERY_SECONDS},
                "DeadLetterConfig": {"Arn": queue_arn + DEAD_LETTERS},
            },
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConflictException":
            raise
