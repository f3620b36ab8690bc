"""DynamoDB's operations on the tables: a request's JSON goes in, the answer's comes out, units are counted."""

from collections.abc import Callable
from typing import Any

from local.cloud import transactions
from local.cloud.answers import Refused
from local.cloud.billed_tables import BilledTables
from local.cloud.expressions import Item, Scope, holds, projected, updated
from local.cloud.meter import Meter
from local.cloud.query import query
from local.cloud.table import Table

Json = dict[str, Any]
CONDITION_FAILED = "ConditionalCheckFailedException"


class DynamoDB:
    """All tables of the template, empty at first."""

    service = "com.amazonaws.dynamodb.v20120810"

    def __init__(self, meter: Meter) -> None:
        self.tables = BilledTables(meter)
        self._tokens = transactions.Tokens()
        self._operations: dict[str, Callable[[Json], Json]] = {
            "PutItem": self._put,
            "GetItem": self._get,
            "UpdateItem": self._update,
            "DeleteItem": self._delete,
            "Query": lambda request: query(self.tables.of(request), request, meter),
            "Scan": self._scan,
            "BatchGetItem": self._batch_get,
            "BatchWriteItem": self._batch_write,
            "TransactWriteItems": lambda request: transactions.write(self.tables, request, self._tokens),
        }

    def answer(self, operation: str, request: Json) -> Json:
        if operation not in self._operations:
            raise Refused("ValidationException", f"{operation} is not offered here")
        return self._operations[operation](request)

    def _checked(self, table: Table, key: Any, request: Json) -> Item:
        """The item as it is before a write, if it satisfies the write's condition."""
        record = table.get(key)
        item = record.item if record else {}
        if not holds(request.get("ConditionExpression"), item, Scope.of(request)):
            self.tables.bill_write(table, (record.size if record else 0, 0))
            wanted = request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
            more = {"Item": item} if wanted and item else {}
            raise Refused(CONDITION_FAILED, "The conditional request failed", **more)
        return item

    def _put(self, request: Json) -> Json:
        table = self.tables.of(request)
        key = table.key_of(request["Item"])
        before = self._checked(table, key, request)
        self.tables.bill_write(table, table.put(key, request["Item"]))
        return {"Attributes": before} if before and request.get("ReturnValues") == "ALL_OLD" else {}

    def _update(self, request: Json) -> Json:
        table = self.tables.of(request)
        key = table.key_of(request["Key"])
        before = self._checked(table, key, request)
        after = updated(request["UpdateExpression"], before or dict(request["Key"]), Scope.of(request))
        self.tables.bill_write(table, table.put(key, after))
        wanted = request.get("ReturnValues", "NONE")
        if wanted == "NONE":
            return {}
        chosen = after if wanted.endswith("NEW") else before
        if wanted.startswith("UPDATED"):
            chosen = {name: value for name, value in chosen.items() if before.get(name) != after.get(name)}
        return {"Attributes": chosen}

    def _delete(self, request: Json) -> Json:
        table = self.tables.of(request)
        key = table.key_of(request["Key"])
        before = self._checked(table, key, request)
        self.tables.bill_write(table, table.remove(key))
        return {"Attributes": before} if before and request.get("ReturnValues") == "ALL_OLD" else {}

    def _get(self, request: Json) -> Json:
        table = self.tables.of(request)
        record = table.get(table.key_of(request["Key"]))
        self.tables.bill_read(
            table, record.size if record else 0, consistent=bool(request.get("ConsistentRead"))
        )
        if record is None:
            return {}
        return {"Item": projected(request.get("ProjectionExpression"), record.item, Scope.of(request))}

    def _scan(self, request: Json) -> Json:
        table, scope = self.tables.of(request), Scope.of(request)
        found = [item for item in table.items() if holds(request.get("FilterExpression"), item, scope)]
        self.tables.bill_read(table, 1, consistent=bool(request.get("ConsistentRead")))
        return {"Items": found, "Count": len(found), "ScannedCount": len(table)}

    def _batch_get(self, request: Json) -> Json:
        responses: dict[str, list[Item]] = {}
        for name, asked in request["RequestItems"].items():
            table, scope = self.tables.of({"TableName": name}), Scope.of(asked)
            if len(asked["Keys"]) > 100:
                raise Refused("ValidationException", "Too many items requested for the BatchGetItem call")
            found = responses.setdefault(name, [])
            for given in asked["Keys"]:
                record = table.get(table.key_of(given))
                self.tables.bill_read(
                    table, record.size if record else 0, consistent=bool(asked.get("ConsistentRead"))
                )
                if record:
                    found.append(projected(asked.get("ProjectionExpression"), record.item, scope))
        return {"Responses": responses, "UnprocessedKeys": {}}

    def _batch_write(self, request: Json) -> Json:
        if sum(map(len, request["RequestItems"].values())) > 25:
            raise Refused("ValidationException", "Too many items requested for the BatchWriteItem call")
        for name, writes in request["RequestItems"].items():
            table = self.tables.of({"TableName": name})
            for write in writes:
                if "PutRequest" in write:
                    item = write["PutRequest"]["Item"]
                    self.tables.bill_write(table, table.put(table.key_of(item), item))
                else:
                    self.tables.bill_write(table, table.remove(table.key_of(write["DeleteRequest"]["Key"])))
        return {"UnprocessedItems": {}}
