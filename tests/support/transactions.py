"""moto's transactions made quick: it copies the whole table once for every item; here conditions are checked first."""

from collections.abc import Callable
from threading import RLock
from typing import Any

import pytest
from moto.dynamodb.comparisons import get_filter_expression
from moto.dynamodb.exceptions import (
    MultipleTransactionsException,
    TooManyTransactionsException,
    TransactionCanceledException,
)
from moto.dynamodb.models import DynamoDBBackend

_writing = RLock()


def _one_at_a_time(write: Callable[..., Any]) -> Callable[..., Any]:
    """A condition and its write are one step, as on AWS, also when threads write at once."""

    def locked(*args: Any, **kwargs: Any) -> Any:
        with _writing:
            return write(*args, **kwargs)

    return locked


def make_transactions_quick(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(DynamoDBBackend, "transact_write_items", _transact)
    for name in ("transact_write_items", "put_item", "update_item", "delete_item"):
        patch.setattr(DynamoDBBackend, name, _one_at_a_time(getattr(DynamoDBBackend, name)))


def _transact(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    """As DynamoDB does it: every condition against the state before, then all writes or none."""
    if len(transact_items) > 100:
        raise TooManyTransactionsException
    operations = [next(iter(item.items())) for item in transact_items]
    keys = [(op["TableName"], str(sorted(_key(self, kind, op).items()))) for kind, op in operations]
    if len(set(keys)) < len(keys):
        raise MultipleTransactionsException
    reasons = [_objection(self, kind, op) for kind, op in operations]
    if any(code for code, _, _ in reasons):
        raise TransactionCanceledException(reasons)
    for kind, op in operations:
        _apply(self, kind, op)


def _key(backend: DynamoDBBackend, kind: str, op: dict[str, Any]) -> dict[str, Any]:
    if kind != "Put":
        return dict(op["Key"])
    table = backend.get_table(op["TableName"])
    names = [name for name in (table.hash_key_attr, table.range_key_attr) if name]
    return {name: op["Item"][name] for name in names}


def _objection(backend: DynamoDBBackend, kind: str, op: dict[str, Any]) -> tuple[Any, Any, Any]:
    condition = op.get("ConditionExpression")
    if condition is None:
        return None, None, None
    current = backend.get_item(op["TableName"], _key(backend, kind, op))
    names, values = op.get("ExpressionAttributeNames"), op.get("ExpressionAttributeValues")
    if get_filter_expression(condition, names, values).expr(current):
        return None, None, None
    wanted = op.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
    found = current.to_json()["Attributes"] if wanted and current else None
    return "ConditionalCheckFailed", "The conditional request failed", found


def _apply(backend: DynamoDBBackend, kind: str, op: dict[str, Any]) -> None:
    names, values = op.get("ExpressionAttributeNames"), op.get("ExpressionAttributeValues")
    if kind == "Put":
        backend.put_item(op["TableName"], op["Item"])
    elif kind == "Delete":
        backend.delete_item(op["TableName"], op["Key"])
    elif kind == "Update":
        # named, because moto checks that every name and value is used somewhere
        backend.update_item(
            op["TableName"],
            op["Key"],
            update_expression=op["UpdateExpression"],
            condition_expression=op.get("ConditionExpression"),
            expression_attribute_names=names,
            expression_attribute_values=values,
        )
