"""DynamoDB as the storm has it, in place of moto's: ten times as quick, and its state is saved and loaded at once."""

from collections.abc import Callable, Iterable
from threading import RLock
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from groundswell.domain.send import Send
from groundswell.tables.ledger.send_items import from_item
from local.cloud.answers import Refused
from local.cloud.cloud import Cloud
from local.cloud.expressions import Item
from local.cloud.plug import _parts, respond
from local.cloud.table import Key, Table
from tests.support.strict_requests import item_objections, objections

State = dict[str, tuple[dict[Any, Any], dict[Any, Any], dict[str, dict[Any, Any]]]]


class QuickTables:
    """All tables of the template. Items are never changed in place, so that copies of the books of a table suffice."""

    def __init__(self) -> None:
        self._cloud, self._lock = Cloud(), RLock()
        dynamodb = self._cloud.dynamodb
        dynamodb.answer = _strict(dynamodb.answer)  # type: ignore[method-assign]
        for table in self._tables.values():
            table.put = _strict_about_items(table)  # type: ignore[method-assign]

    def empty(self) -> None:
        self._cloud.dynamodb._tokens._seen.clear()
        for table in self._tables.values():
            table._records, table._order = {}, {}
            for index in table.indexes.values():
                index._order = {}

    def answer(self, request: AWSPreparedRequest) -> AWSResponse | None:
        """None if not DynamoDB is asked. A condition and its write are one step, also between threads."""
        if b"DynamoDB" not in _target(request) or ".amazonaws.com" not in request.url:
            return None
        with self._lock:
            return respond(request, *self._cloud.answer(*_parts(request)))

    def items(self, name: str) -> Iterable[Item]:
        return list(self._tables[name].items())

    def sends_of(self, blast_id: str) -> list[Send]:
        """As they stand in memory."""
        items = self._tables["sends"].items()
        return [from_item(one) for one in items if "phone" in one and one["blast_id"]["S"] == blast_id]

    def save(self) -> State:
        return {
            name: (
                dict(one._records),
                _copy(one._order),
                {n: _copy(i._order) for n, i in one.indexes.items()},
            )
            for name, one in self._tables.items()
        }

    def load(self, state: State) -> None:
        for name, (records, order, indexes) in state.items():
            table = self._tables[name]
            table._records, table._order = dict(records), _copy(order)
            for index, its_order in indexes.items():
                table.indexes[index]._order = _copy(its_order)

    @property
    def _tables(self) -> dict[str, Table]:
        return self._cloud.dynamodb.tables


def _strict(answer: Callable[[str, Item], Item]) -> Callable[[str, Item], Item]:
    def strictly(operation: str, request: Item) -> Item:
        if wrong := objections(request):
            raise Refused("ValidationException", "; ".join(wrong))
        return answer(operation, request)

    return strictly


def _strict_about_items(table: Table) -> Callable[[Key, Item], tuple[int, int]]:
    put, definition = table.put, table.definition

    def strictly(key: Key, item: Item) -> tuple[int, int]:
        if wrong := item_objections(definition, item):
            raise Refused("ValidationException", "; ".join(wrong))
        return put(key, item)

    return strictly


def _copy(order: dict[Any, Any]) -> dict[Any, Any]:
    return {name: list(keys) for name, keys in order.items()}


def _target(request: AWSPreparedRequest) -> bytes:
    target = request.headers.get("X-Amz-Target", b"")
    return target if isinstance(target, bytes) else str(target).encode()
