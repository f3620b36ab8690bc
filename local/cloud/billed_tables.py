"""The template's tables by name, empty at first; what is read and written in them goes on the meter."""

from typing import Any

from local.cloud.answers import Refused
from local.cloud.definitions import tables
from local.cloud.meter import Meter
from local.cloud.sizes import read_units, write_units
from local.cloud.table import Table


class BilledTables(dict[str, Table]):
    """All tables of the template."""

    def __init__(self, meter: Meter) -> None:
        super().__init__({definition.name: Table(definition) for definition in tables()})
        self.meter = meter

    def of(self, request: dict[str, Any]) -> Table:
        """The table that the request names; refused, as DynamoDB does, if there is none."""
        name = request["TableName"]
        if name not in self:
            raise Refused("ResourceNotFoundException", f"no table {name}")
        return self[name]

    def bill_write(self, table: Table, cost: tuple[int, int], *, times: int = 1) -> None:
        """`cost` is the written item's bytes, and the units that the table's indexes took."""
        size, index_units = cost
        self.meter.write_units[table.name] += times * write_units(size)
        if index_units:
            self.meter.index_write_units[table.name] += index_units

    def bill_read(self, table: Table, size: int, *, consistent: bool) -> None:
        """`size` is in bytes."""
        self.meter.read_units[table.name] += read_units(size, consistent=consistent)  # type: ignore[assignment]
