"""The quick tables that most tests stand on answer as moto's do: the same requests, the same answers, the same rows."""

import random
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError

from tests.support.aws import Aws

REQUESTS = 400
CONDITIONS = (
    None,
    "attribute_not_exists (send_id)",
    "attribute_exists (send_id) AND #s = :ready",
    "#s IN (:ready, :sent) OR NOT (attribute_exists (claim_id))",
    "tries < :two",
    "tries >= :two AND #s <> :sent",
    "tries BETWEEN :one AND :two",
    "begins_with (#s, :re)",
    "contains (tags, :tag)",
    "codes.#c > :one",
    "attribute_type (claim_id, :string)",
)
UPDATES = (
    "SET #s = :sent, tries = if_not_exists (tries, :one) + :two",
    "SET codes.#c = if_not_exists (codes.#c, :one) + :two",
    "SET #s = :ready REMOVE claim_id, openness",
    "SET claim_id = :tag, openness = :sent ADD tries :two, tags :tags",
    "DELETE tags :tags",
    "SET notes = list_append (if_not_exists (notes, :none), :more)",
    "REMOVE codes.#c SET tries = tries - :one",
)
NAMES = {"#s": "state", "#c": "30006"}
VALUES = {
    ":ready": {"S": "READY"}, ":sent": {"S": "SENT"}, ":re": {"S": "RE"}, ":tag": {"S": "a"},
    ":one": {"N": "1"}, ":two": {"N": "2"}, ":string": {"S": "S"},
    ":tags": {"SS": ["a", "b"]}, ":none": {"L": []}, ":more": {"L": [{"N": "7"}]},
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_the_same_requests_have_the_same_answers(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    asked = [_request(random.Random(1000 * seed + number)) for number in range(REQUESTS)]
    seen = {}
    for on_moto in (False, True):
        monkeypatch.setattr(aws, "on_moto", on_moto)
        client = botocore.session.Session().create_client("dynamodb")
        answers = [_answer(client, name, given) for name, given in asked]
        seen[on_moto] = answers, sorted(map(_plain, aws.rows("sends")), key=str)
    for request, quick, motos in zip(asked, seen[False][0], seen[True][0], strict=True):
        if quick[0] == motos[0] == "done" and motos[1][0]["LastEvaluatedKey"] is None:
            quick[1][0]["LastEvaluatedKey"] = (
                None  # DynamoDB names it whenever the limit is reached, moto does not
            )
        assert quick == motos, request
    assert seen[False][1] == seen[True][1]
    assert {answer[0] for answer in seen[False][0]} >= {"done", "ConditionalCheckFailedException"}


@pytest.mark.parametrize("on_moto", [False, True])
@pytest.mark.parametrize(
    "wrong",
    [
        {"UpdateExpression": "SET state = :one", "ExpressionAttributeValues": {":one": {"N": "1"}}},
        {"UpdateExpression": "SET tries = :one", "ExpressionAttributeValues": {":two": {"N": "1"}}},
        {
            "UpdateExpression": "SET tries = :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}, ":two": {"N": "1"}},
        },
        {"UpdateExpression": "SET tries = :one", "ExpressionAttributeValues": {":one": {"S": "x" * 410_000}}},
        {"UpdateExpression": "SET codes.x = :one", "ExpressionAttributeValues": {":one": {"N": "1"}}},
        {"UpdateExpression": "SET tries = none + :one", "ExpressionAttributeValues": {":one": {"N": "1"}}},
    ],
    ids=["reserved", "undefined", "unused", "too large", "nowhere", "no operand"],
)
def test_both_refuse_what_dynamodb_refuses(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, on_moto: bool, wrong: dict[str, Any]
) -> None:
    monkeypatch.setattr(aws, "on_moto", on_moto)
    client = botocore.session.Session().create_client("dynamodb")
    with pytest.raises(ClientError, match="ValidationException"):
        client.update_item(TableName="sends", Key=_key("a"), **wrong)
    assert on_moto or aws.rows("sends") == []  # moto writes an item before it finds it too large


def _key(send_id: str) -> dict[str, Any]:
    return {"blast_shard": {"S": "b#00"}, "send_id": {"S": send_id}}


def _request(dice: random.Random) -> tuple[str, dict[str, Any]]:
    kind = dice.choice(("put", "update", "update", "update", "delete", "get", "query", "batch", "transact"))
    if kind == "query":
        return "query", _query(dice)
    if kind == "batch":
        keys = [_key(one) for one in dice.sample("abcdefg", 3)]
        return "batch_get_item", {"RequestItems": {"sends": {"Keys": keys, "ConsistentRead": True}}}
    if kind == "transact":
        kinds = [dice.choice(("Put", "Update", "Delete", "ConditionCheck")) for _ in range(2)]
        chosen = dice.sample("abcdef", 2)
        items = [{one: _write(dice, one, send_id)} for one, send_id in zip(kinds, chosen, strict=True)]
        return "transact_write_items", {
            "TransactItems": items,
            "ClientRequestToken": str(dice.random()),
        }
    send_id = dice.choice("abcdef")
    if kind == "get":
        return "get_item", {"TableName": "sends", "Key": _key(send_id), "ConsistentRead": True}
    request = _write(dice, kind.title(), send_id)
    returned = ("NONE", "ALL_OLD", "ALL_NEW") if kind == "update" else ("NONE", "ALL_OLD")
    return f"{kind}_item", request | {"ReturnValues": dice.choice(returned)}


def _write(dice: random.Random, kind: str, send_id: str) -> dict[str, Any]:
    request: dict[str, Any] = {"TableName": "sends"}
    condition = dice.choice(CONDITIONS[1:] if kind == "ConditionCheck" else CONDITIONS)
    if condition:
        request |= {"ConditionExpression": condition, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    if kind == "Put":
        request["Item"] = _key(send_id) | _attributes(dice)
    else:
        request["Key"] = _key(send_id)
    if kind == "Update":
        request["UpdateExpression"] = dice.choice(UPDATES)
    return request | _given(request)


def _attributes(dice: random.Random) -> dict[str, Any]:
    chosen = {
        "state": {"S": dice.choice(("READY", "SENT"))}, "tries": {"N": str(dice.randrange(4))},
        "codes": {"M": {"30006": {"N": "1"}}}, "tags": {"SS": ["a", "c"]}, "claim_id": {"S": "a"},
        "openness": {"S": "OPEN"}, "none": {"NULL": True}, "yes": {"BOOL": True},
    }  # fmt: skip
    return {name: value for name, value in chosen.items() if name == "codes" or dice.random() < 0.7}


def _query(dice: random.Random) -> dict[str, Any]:
    after = dice.choice(("", " AND send_id > :two", " AND send_id BETWEEN :one AND :two"))
    request = {
        "TableName": "sends", "ConsistentRead": True, "ScanIndexForward": dice.random() < 0.5,
        "KeyConditionExpression": "blast_shard = :b" + after,
    }  # fmt: skip
    if dice.random() < 0.5:
        request["FilterExpression"] = "#s = :ready"
    if dice.random() < 0.5:
        request["Limit"] = dice.randrange(1, 4)
    words = {":b": {"S": "b#00"}, ":one": {"S": "a"}, ":two": {"S": "c"}}
    return request | _given(request, VALUES | words)


def _given(request: dict[str, Any], values: dict[str, Any] = VALUES) -> dict[str, Any]:
    """The names and the values that the request's expressions use."""
    text = " ".join(str(one) for name, one in request.items() if name.endswith("Expression"))
    words = set(text.replace("(", " ").replace(")", " ").replace(",", " ").replace(".", " ").split())
    names = {one: NAMES[one] for one in sorted(words) if one in NAMES}
    used = {one: values[one] for one in sorted(words) if one in values}
    found: dict[str, Any] = {"ExpressionAttributeNames": names} if names else {}
    return found | ({"ExpressionAttributeValues": used} if used else {})


def _answer(client: Any, name: str, request: dict[str, Any]) -> tuple[str, Any]:
    try:
        answer = getattr(client, name)(**request)
    except ClientError as error:
        reasons = error.response.get("CancellationReasons", ())
        codes = [(one.get("Code"), _plain(one.get("Item") or {})) for one in reasons]
        return error.response["Error"]["Code"], (codes, _plain(error.response.get("Item") or {}))
    shown = {key: answer.get(key) for key in ("Count", "ScannedCount", "LastEvaluatedKey")}
    found = [*answer.get("Items", ()), *answer.get("Responses", {}).get("sends", ())]
    if name == "batch_get_item":
        found.sort(key=lambda item: item["send_id"]["S"])
    single = answer.get("Attributes") or answer.get("Item") or {}
    return "done", (shown, _plain(single), [_plain(one) for one in found])


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """Sets have no order."""
    return {
        name: {tag: sorted(one) if tag == "SS" else one for tag, one in value.items()}
        if isinstance(value, dict)
        else value
        for name, value in item.items()
    }
