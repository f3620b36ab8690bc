"""AWS in this process: the `aws` fixture gives every table, queue and bucket, empty for each test.

The tables are quick ones, which tests/local/cloud holds against moto's; GROUNDSWELL_TABLES=moto takes moto's instead.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "FILES_BUCKET": "groundswell-files",
}

import boto3
import moto
import pytest
from boto3.dynamodb.types import TypeDeserializer
from botocore.awsrequest import AWSPreparedRequest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.botocore_stubber import BotocoreStubber
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.scheduler.models import scheduler_backends
from moto.sqs.models import sqs_backends
from moto.ssm.models import ssm_backends

from groundswell.envelopes import decode
from groundswell.messages import Message
from groundswell.settings import DEAD_LETTERS, settings
from groundswell.usecases.note_outcome import forget_notes
from tests.support.quick_answers import make_answers_quick
from tests.support.quick_requests import make_requests_quick
from tests.support.quick_tables import QuickTables
from tests.support.template import resources, setting_of
from tests.support.transactions import make_transactions_quick

REGION = "us-east-1"
BUCKET = "groundswell-files"
SCHEDULES = "groundswell"
M = TypeVar("M", bound=Message)


class Aws:
    """What a test may ask of the emulated AWS beyond the product's own code."""

    bucket = BUCKET

    def __init__(self) -> None:
        self.tables = QuickTables()
        self.on_moto = os.environ.get("GROUNDSWELL_TABLES") == "moto"

    def waiting(self, kind: type[M]) -> list[M]:
        """The messages on that kind's queue, oldest first; they stay there."""
        return [message for message in self._bodies(kind) if isinstance(message, kind)]

    def take(self, kind: type[M]) -> list[M]:
        """The messages on that kind's queue, oldest first; they are gone afterwards."""
        taken = self.waiting(kind)
        self._queue(kind)._messages.clear()
        return taken

    def take_all(self, kind: type[Message]) -> list[Message]:
        """The messages of every kind on that kind's queue, oldest first; they are gone afterwards."""
        taken = self._bodies(kind)
        self._queue(kind)._messages.clear()
        return taken

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All items of a table, in plain Python values."""
        read = TypeDeserializer().deserialize
        if self.on_moto:
            items = [item.to_json()["Attributes"] for item in _moto_tables()[table].all_items()]
        else:
            items = list(self.tables.items(table))
        return [{name: read(value) for name, value in item.items()} for item in items]

    def schedules(self) -> list[tuple[str, Message]]:
        """(expression, message) of every schedule that waits for its moment, in order of their names."""
        found = sorted(_schedules().values(), key=lambda one: one.name)
        return [(one.schedule_expression, decode(one.target["Input"])) for one in found]

    def take_next_schedule(self) -> tuple[datetime, Message]:
        """The schedule whose moment comes first, and that moment; it is gone afterwards."""
        waiting = scheduler_backends[DEFAULT_ACCOUNT_ID][REGION].schedule_groups[SCHEDULES].schedules
        first = min(waiting.values(), key=lambda one: one.schedule_expression)
        del waiting[first.name]
        moment = datetime.strptime(first.schedule_expression, "at(%Y-%m-%dT%H:%M:%S)")
        return moment.replace(tzinfo=UTC), decode(first.target["Input"])

    def put_file(self, key: str, body: bytes) -> None:
        boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)

    def file(self, key: str) -> bytes:
        return bytes(boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read())

    def files(self) -> list[str]:
        return sorted(_s3().buckets[BUCKET].keys)

    def empty(self) -> None:
        """Everything is empty again: forty times quicker than deleting row by row."""
        for table in _moto_tables().values():
            table.items.clear()
        self.tables.empty()
        forget_notes()
        _empty_the_rest()

    def empty_queues(self) -> None:
        """Queues, files, schedules and parameters are empty again; the tables stay."""
        _empty_the_rest()

    def _queue(self, kind: type[Message]) -> Any:
        return sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues[kind.queue.removesuffix("_queue_url")]

    def _bodies(self, kind: type[Message]) -> list[Message]:
        return [decode(message.body) for message in self._queue(kind)._messages]


@cache
def the_cloud() -> Aws:
    return Aws()


def empty() -> None:
    """For tests that begin anew in their midst."""
    the_cloud().empty()


@pytest.fixture(scope="session")
def _cloud() -> Iterator[Aws]:
    with moto.mock_aws(), pytest.MonkeyPatch.context() as patch:
        cloud = the_cloud()
        make_requests_quick(patch)
        make_answers_quick(patch)
        make_transactions_quick(patch)
        for name, table in resources("AWS::DynamoDB::Table").items():
            _create_table(name, table["Properties"])
        for name in resources("AWS::SQS::Queue"):
            if not name.endswith("Dlq"):
                _create_queue(name, patch)
        patch.setattr("groundswell.queues.WAIT_SECONDS", 0)
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        boto3.client("scheduler").create_schedule_group(Name=SCHEDULES)
        patch.setenv("SCHEDULE_GROUP", SCHEDULES)
        patch.setenv("SCHEDULE_ROLE_ARN", "arn:aws:iam::123456789012:role/schedules")
        settings.cache_clear()
        _ask_quick_tables(cloud, patch)
        yield cloud
    settings.cache_clear()


@pytest.fixture
def aws(_cloud: Aws) -> Iterator[Aws]:
    """Emulated AWS with empty tables, queues, bucket and parameters."""
    _cloud.empty()
    yield _cloud
    _cloud.empty()


def _ask_quick_tables(cloud: Aws, patch: pytest.MonkeyPatch) -> None:
    ask_moto = BotocoreStubber.__call__

    def ask(stubber: BotocoreStubber, event_name: str, request: AWSPreparedRequest, **rest: Any) -> Any:
        answer = None if cloud.on_moto else cloud.tables.answer(request)
        return ask_moto(stubber, event_name, request, **rest) if answer is None else answer

    patch.setattr(BotocoreStubber, "__call__", ask)


def _create_table(logical_name: str, properties: dict[str, Any]) -> None:
    """A table with the template's keys and indexes, under the name that the settings expect."""
    wanted = {
        "AttributeDefinitions",
        "KeySchema",
        "GlobalSecondaryIndexes",
        "BillingMode",
    } & properties.keys()
    name = setting_of(logical_name).removesuffix("_table")
    boto3.client("dynamodb").create_table(TableName=name, **{key: properties[key] for key in wanted})


def _create_queue(logical_name: str, patch: pytest.MonkeyPatch) -> None:
    setting = setting_of(logical_name)
    name = setting.removesuffix("_queue_url")
    queue = boto3.client("sqs").create_queue(QueueName=name)
    boto3.client("sqs").create_queue(QueueName=name + DEAD_LETTERS)
    patch.setenv(setting.upper(), queue["QueueUrl"])
    patch.setenv(
        setting.upper().replace("_URL", "_ARN"), f"arn:aws:sqs:{REGION}:{DEFAULT_ACCOUNT_ID}:{setting}"
    )


def _moto_tables() -> dict[str, Any]:
    return dict(dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables)


def _schedules() -> dict[str, Any]:
    return dict(scheduler_backends[DEFAULT_ACCOUNT_ID][REGION].schedule_groups[SCHEDULES].schedules)


def _s3() -> Any:
    return s3_backends[DEFAULT_ACCOUNT_ID]["aws"]


def _empty_the_rest() -> None:
    for queue in sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues.values():
        queue._messages.clear()
        queue.deleted_messages.clear()
        queue._pending_messages.clear()
    _s3().buckets[BUCKET].keys.clear()
    scheduler_backends[DEFAULT_ACCOUNT_ID][REGION].schedule_groups[SCHEDULES].schedules.clear()
    ssm_backends[DEFAULT_ACCOUNT_ID][REGION]._parameters.clear()
