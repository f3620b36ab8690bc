"""TransactWriteItems: all conditions against the state before, then all writes or none; a token counts once."""

import json
from collections import OrderedDict
from typing import Any

from local.cloud.answers import Refused
from local.cloud.billed_tables import BilledTables
from local.cloud.expressions import Item, Scope, holds, updated
from local.cloud.table import Key, Table

Json = dict[str, Any]
MOST_ITEMS = 100
MOST_TOKENS = 20_000
Operation = tuple[str, Json, Table, Key]


class Tokens:
    """What was asked for under each token, for as long as the newest twenty thousand last."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, int] = OrderedDict()

    def has(self, token: str, request: Json) -> bool:
        """Whether this very request was done; refused if another was, under the same token."""
        if token not in self._seen:
            return False
        if self._seen[token] != _fingerprint(request):
            raise Refused(
                "IdempotentParameterMismatchException", "The token was used for another transaction"
            )
        return True

    def add(self, token: str, request: Json) -> None:
        self._seen[token] = _fingerprint(request)
        if len(self._seen) > MOST_TOKENS:
            self._seen.popitem(last=False)


def _fingerprint(request: Json) -> int:
    return hash(json.dumps(request["TransactItems"]))


def write(tables: BilledTables, request: Json, tokens: Tokens) -> Json:
    """Do all of it or nothing, and bill it either way; Refused with a reason for each item if a condition fails."""
    operations = _operations(tables, request)
    if tokens.has(request["ClientRequestToken"], request):
        for _, _, table, key in operations:
            tables.bill_read(table, 2 * _size(table, key), consistent=True)
        return {}
    reasons = [_objection(*operation) for operation in operations]
    if any(reason["Code"] != "None" for reason in reasons):
        for _, _, table, key in operations:
            tables.bill_write(table, (_size(table, key), 0), times=2)
        codes = ", ".join(reason["Code"] for reason in reasons)
        message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
        raise Refused("TransactionCanceledException", message, CancellationReasons=reasons)
    for operation in operations:
        _apply(tables, *operation)
    tokens.add(request["ClientRequestToken"], request)
    return {}


def _operations(tables: BilledTables, request: Json) -> list[Operation]:
    operations = [operation_of(tables, item) for item in request["TransactItems"]]
    if len(operations) > MOST_ITEMS:
        raise Refused("ValidationException", f"at most {MOST_ITEMS} items in a transaction")
    if len({(table.name, key) for _, _, table, key in operations}) < len(operations):
        raise Refused(
            "ValidationException", "Transaction request cannot include multiple operations on one item"
        )
    return operations


def operation_of(tables: BilledTables, item: Json) -> Operation:
    """What one item of a transaction asks for: its kind, its request, and the row that it is about."""
    ((kind, request),) = item.items()
    table = tables.of(request)
    return kind, request, table, table.key_of(request["Item"] if kind == "Put" else request["Key"])


def _size(table: Table, key: Key) -> int:
    record = table.get(key)
    return record.size if record else 0


def _objection(kind: str, request: Json, table: Table, key: Key) -> Json:
    condition = request.get("ConditionExpression")
    if condition is None:
        return {"Code": "None"}
    record = table.get(key)
    item: Item = record.item if record else {}
    if holds(condition, item, Scope.of(request)):
        return {"Code": "None"}
    reason: Json = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
    if item and request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD":
        reason["Item"] = item
    return reason


def _apply(tables: BilledTables, kind: str, request: Json, table: Table, key: Key) -> None:
    if kind == "ConditionCheck":
        tables.bill_write(table, (_size(table, key), 0), times=2)
    elif kind == "Put":
        tables.bill_write(table, table.put(key, request["Item"]), times=2)
    elif kind == "Delete":
        tables.bill_write(table, table.remove(key), times=2)
    else:
        record = table.get(key)
        before = record.item if record else dict(request["Key"])
        after = updated(request["UpdateExpression"], before, Scope.of(request))
        tables.bill_write(table, table.put(key, after), times=2)
