"""People are erased as the queue would do it, and looked for afterwards in everything that is stored."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from groundswell.domain.job import Job, JobState
from groundswell.messages import ErasePerson
from groundswell.tables import jobs
from groundswell.usecases.erase_person import erase_person
from groundswell.usecases.request_erasure import request_erasure
from tests.support.aws import Aws
from tests.support.build import NOON, ORGANIZATION, PHONE, USER

REASON = "Asked for it by letter"
TABLES = (
    "campaigns", "contacts", "sends", "blasts", "recipients", "opt_outs", "conversations", "jobs", "audit",
    "extension_data", "failures",
)  # fmt: skip
SetClock = Callable[[datetime], None]


def ask(phone: str = PHONE, key: str = "one") -> Job:
    return request_erasure(ORGANIZATION, phone, key, reason=REASON, user_id=USER)


def erase(aws: Aws, at: SetClock, phone: str = PHONE, *, start: datetime = NOON) -> Job:
    """From the request to the end of its job; every step takes place five minutes after the one before."""
    at(start)
    job, now = ask(phone), start
    for _ in range(60):
        messages = aws.take(ErasePerson)
        if not messages:
            break
        for message in messages:
            erase_person(message)
        now += timedelta(minutes=5)
        at(now)
    job = jobs.get(ORGANIZATION, job.job_id)
    assert job.state is JobState.DONE, job
    return job


def traces(aws: Aws, *words: str) -> list[str]:
    """Where any of the words is still stored: tables with the words' rows, and files."""
    found = [
        f"{table}: {json.dumps(row, default=str)}"
        for table in TABLES
        for row in aws.rows(table)
        if any(word in json.dumps(row, default=str) for word in words)
    ]
    return found + [name for name in aws.files() if any(word.encode() in aws.file(name) for word in words)]
