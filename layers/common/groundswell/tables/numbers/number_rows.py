"""The three kinds of items in the numbers table, and how owned numbers become rows and come back."""

from dataclasses import fields
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.settings import settings
from groundswell.tables import rows

NUMBER = "NUMBER#"
PURCHASE = "PURCHASE#"
RESERVATION = "RESERVATION#"


class _Meta(rows.Meta):
    table_name = settings().numbers_table


class NumberRow(Model):
    """Record: `NUMBER#<phone>`."""

    class Meta(_Meta):
        pass

    organization_id = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    phone = UnicodeAttribute()
    vendor = UnicodeAttribute()
    vendor_number_id = UnicodeAttribute()
    area_code = UnicodeAttribute()
    state = UnicodeAttribute()
    campaign_id = UnicodeAttribute(null=True)
    reservation_id = UnicodeAttribute(null=True)
    reserved_until = UTCDateTimeAttribute(null=True)
    member_id = UnicodeAttribute(null=True)
    messaging_service_id = UnicodeAttribute(null=True)
    bought_at = UTCDateTimeAttribute(null=True)
    releasing_at = UTCDateTimeAttribute(null=True)
    updated_at = UTCDateTimeAttribute(null=True)


class PurchaseRow(Model):
    """Record: `PURCHASE#<job_id>`; each change of the job's purchases moves its version on."""

    class Meta(_Meta):
        pass

    organization_id = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    bought = NumberAttribute()
    version = NumberAttribute()


class IntentRow(Model):
    """Record: `PURCHASE#<job_id>#<phone>`."""

    class Meta(_Meta):
        pass

    organization_id = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    phone = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()


class ReservationRow(Model):
    """Record: `RESERVATION#<id>`."""

    class Meta(_Meta):
        pass

    organization_id = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    campaign_id = UnicodeAttribute()
    state = UnicodeAttribute()
    lapses_at = UTCDateTimeAttribute()
    created_at = UTCDateTimeAttribute(null=True)


_FIELDS = tuple(f.name for f in fields(OwnedNumber))
ABSENT = NumberRow.record.does_not_exist()


def to_domain(row: NumberRow) -> OwnedNumber:
    values = {name: getattr(row, name) for name in _FIELDS}
    return OwnedNumber(**{**values, "state": NumberState(row.state)})


def to_row(number: OwnedNumber) -> NumberRow:
    values = {name: getattr(number, name) for name in _FIELDS}
    return NumberRow(**{**values, "state": number.state.value, "record": NUMBER + number.phone})


def stands_at(number: OwnedNumber) -> Any:
    """The condition that nobody has changed whose number it is since it was read."""
    return (
        (NumberRow.state == number.state.value)
        & _same(NumberRow.campaign_id, number.campaign_id)
        & _same(NumberRow.reservation_id, number.reservation_id)
        & _same(NumberRow.member_id, number.member_id)
        & _same(NumberRow.messaging_service_id, number.messaging_service_id)
        & _same(NumberRow.releasing_at, number.releasing_at)
    )


def _same(attribute: Any, value: Any) -> Any:
    return attribute.does_not_exist() if value is None else attribute == value
