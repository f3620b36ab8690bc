"""The counting cloud answers as AWS does, through the product's own SDK, and counts what AWS would bill."""

from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError

from local.cloud.cloud import Cloud
from local.cloud.definitions import environment
from local.cloud.plug import plugged_in

TABLE = "sends"


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[Cloud]:
    for name, value in environment("http://cloud.invalid").items():
        monkeypatch.setenv(name, value)
    one = Cloud(clock)
    with plugged_in(one):
        yield one


@pytest.fixture
def dynamodb(cloud: Cloud) -> Any:
    return botocore.session.Session().create_client("dynamodb")


@pytest.fixture
def sqs(cloud: Cloud) -> Any:
    return botocore.session.Session().create_client("sqs")


def a_key(send_id: str = "a") -> dict[str, Any]:
    return {"blast_shard": {"S": "b#00"}, "send_id": {"S": send_id}}


def put(dynamodb: Any, send_id: str, **more: Any) -> None:
    dynamodb.put_item(TableName=TABLE, Item=a_key(send_id) | more)


def got(dynamodb: Any, send_id: str = "a") -> dict[str, Any]:
    return dict(dynamodb.get_item(TableName=TABLE, Key=a_key(send_id), ConsistentRead=True).get("Item", {}))


def an_insert(send_id: str) -> dict[str, Any]:
    return {"Put": {
        "TableName": TABLE, "Item": a_key(send_id), "ConditionExpression": "attribute_not_exists (send_id)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }}  # fmt: skip


def test_an_update_sets_adds_removes_and_reaches_into_maps(dynamodb: Any) -> None:
    put(dynamodb, "a", state={"S": "READY"}, gone={"S": "x"}, errors={"M": {"30006": {"N": "1"}}})
    answer = dynamodb.update_item(
        TableName=TABLE, Key=a_key(), ReturnValues="ALL_NEW",
        UpdateExpression=(
            "SET #0 = :0, #1 = if_not_exists (#1, :1), #2.#3 = if_not_exists (#2.#3, :2) + :3, "
            "#2.#4 = if_not_exists (#2.#4, :2) + :3 REMOVE gone ADD sent :3"
        ),
        ConditionExpression="(#0 = :4 AND NOT (attribute_exists (claim_id))) OR #0 IN (:0, :4)",
        ExpressionAttributeNames={"#0": "state", "#1": "first_at", "#2": "errors", "#3": "30006", "#4": "30003"},
        ExpressionAttributeValues={
            ":0": {"S": "SENT"}, ":1": {"S": "now"}, ":2": {"N": "0"}, ":3": {"N": "2"}, ":4": {"S": "READY"},
        },
    )  # fmt: skip
    assert answer["Attributes"] == a_key() | {
        "state": {"S": "SENT"}, "first_at": {"S": "now"}, "sent": {"N": "2"},
        "errors": {"M": {"30006": {"N": "3"}, "30003": {"N": "2"}}},
    }  # fmt: skip


def test_a_failed_condition_changes_nothing_and_shows_what_is_there(dynamodb: Any) -> None:
    put(dynamodb, "a", state={"S": "READY"})
    with pytest.raises(ClientError) as failed:
        dynamodb.put_item(
            TableName=TABLE, Item=a_key(), ConditionExpression="attribute_not_exists (send_id)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )  # fmt: skip
    assert failed.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
    assert failed.value.response["Item"]["state"] == {"S": "READY"}
    assert got(dynamodb)["state"] == {"S": "READY"}


def test_a_transaction_writes_all_or_nothing_and_says_why(dynamodb: Any) -> None:
    put(dynamodb, "b", state={"S": "READY"})
    with pytest.raises(ClientError) as failed:
        dynamodb.transact_write_items(TransactItems=[an_insert("a"), an_insert("b")])
    reasons = failed.value.response["CancellationReasons"]
    assert [reason["Code"] for reason in reasons] == ["None", "ConditionalCheckFailed"]
    assert reasons[1]["Item"]["state"] == {"S": "READY"}
    assert got(dynamodb, "a") == {}


def test_a_transaction_repeated_under_its_token_counts_once(dynamodb: Any) -> None:
    for _ in range(2):
        dynamodb.transact_write_items(TransactItems=[an_insert("a")], ClientRequestToken="one")
    with pytest.raises(ClientError, match="IdempotentParameterMismatch"):
        dynamodb.transact_write_items(TransactItems=[an_insert("c")], ClientRequestToken="one")


def test_a_transaction_may_not_name_an_item_twice(dynamodb: Any) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        dynamodb.transact_write_items(TransactItems=[an_insert("a"), an_insert("a")])


def test_a_query_goes_in_order_through_pages_and_filters_after_the_limit(dynamodb: Any) -> None:
    for send_id in ("c", "a", "d", "b"):
        put(dynamodb, send_id, state={"S": "READY" if send_id != "b" else "SENT"})
    ask = {
        "TableName": TABLE, "KeyConditionExpression": "blast_shard = :0 AND send_id > :1", "Limit": 2,
        "FilterExpression": "#s = :2", "ExpressionAttributeNames": {"#s": "state"},
        "ExpressionAttributeValues": {":0": {"S": "b#00"}, ":1": {"S": "a"}, ":2": {"S": "READY"}},
    }  # fmt: skip
    first = dynamodb.query(**ask)
    assert [item["send_id"]["S"] for item in first["Items"]] == ["c"]
    second = dynamodb.query(**ask, ExclusiveStartKey=first["LastEvaluatedKey"])
    assert [item["send_id"]["S"] for item in second["Items"]] == ["d"]
    backwards = dynamodb.query(**ask | {"Limit": 1}, ScanIndexForward=False)
    assert backwards["LastEvaluatedKey"] == a_key("d")


def test_an_index_holds_only_what_carries_its_attributes(dynamodb: Any) -> None:
    def put_blast(blast_id: str, **more: Any) -> None:
        dynamodb.put_item(
            TableName="blasts", Item={"campaign_key": {"S": "k"}, "blast_id": {"S": blast_id}} | more
        )

    for blast_id, at in (("one", "2"), ("two", "1"), ("three", "3")):
        put_blast(blast_id, openness={"S": "OPEN"}, created_at={"S": at})
    put_blast("three", created_at={"S": "3"})
    found = dynamodb.query(
        TableName="blasts", IndexName="by_openness", KeyConditionExpression="openness = :0 AND created_at < :1",
        ExpressionAttributeValues={":0": {"S": "OPEN"}, ":1": {"S": "9"}},
    )  # fmt: skip
    assert [item["blast_id"]["S"] for item in found["Items"]] == ["two", "one"]


def test_units_are_counted_as_they_are_billed(dynamodb: Any, cloud: Cloud) -> None:
    put(dynamodb, "a", text={"S": "x" * 2000})
    assert cloud.meter.write_units == {TABLE: 2}
    dynamodb.transact_write_items(TransactItems=[an_insert("b")])
    assert cloud.meter.write_units == {TABLE: 4}
    dynamodb.get_item(TableName=TABLE, Key=a_key(), ConsistentRead=True)
    dynamodb.get_item(TableName=TABLE, Key=a_key())
    assert cloud.meter.read_units == {TABLE: 1.5}
    dynamodb.batch_get_item(RequestItems={TABLE: {"Keys": [a_key("a"), a_key("b"), a_key("none")]}})
    assert cloud.meter.read_units == {TABLE: 3.0}
    assert cloud.meter.requests["DynamoDB_20120810.GetItem"] == 2


def test_a_message_that_is_not_deleted_comes_again_and_at_last_dies(
    sqs: Any, cloud: Cloud, clock: Clock
) -> None:
    url = environment("http://cloud.invalid")["SEND_QUEUE_URL"]
    sqs.send_message_batch(
        QueueUrl=url,
        Entries=[{"Id": "0", "MessageBody": "now"}, {"Id": "1", "MessageBody": "later", "DelaySeconds": 60}],
    )
    for _ in range(5):
        (message,) = sqs.receive_message(QueueUrl=url, VisibilityTimeout=10)["Messages"]
        assert message["Body"] == "now"
        assert "Messages" not in sqs.receive_message(QueueUrl=url)
        clock.seconds += 10
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    assert cloud.sqs.queues["send"].dead == ["now"]
    clock.seconds += 10
    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert message["Body"] == "later"
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    clock.seconds += 1000
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
