"""What a job is buying: an intent stands here before the carrier is asked, and turns into an owned number after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from groundswell.domain.number import OwnedNumber
from groundswell.tables import rows
from groundswell.tables.numbers import number_rows
from groundswell.tables.numbers.number_rows import PURCHASE, IntentRow, PurchaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """How many numbers a job has bought; `version` moves on with each intent, record and drop."""

    bought: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    phone: str
    created_at: datetime


def get_purchase(organization_id: str, job_id: str) -> Purchase:
    """As it stands; a job that has bought nothing yet has bought 0."""
    try:
        row = PurchaseRow.get(organization_id, PURCHASE + job_id, consistent_read=True)
    except DoesNotExist:
        return Purchase()
    return Purchase(bought=int(row.bought), version=int(row.version))


def list_intents(organization_id: str, job_id: str) -> list[Intent]:
    """What may have been paid for without being on record, in the order of the phones."""
    found = IntentRow.query(
        organization_id, IntentRow.record.startswith(f"{PURCHASE}{job_id}#"), consistent_read=True
    )
    return [Intent(phone=row.phone, created_at=row.created_at) for row in found]


def add_intents(
    organization_id: str, job_id: str, phones: Sequence[str], *, at: datetime, purchase: Purchase
) -> None:
    """Write down what is about to be bought; Stale if anything of this purchase has changed since it was read."""

    def fill(writer: TransactWrite) -> None:
        condition = PurchaseRow.record.does_not_exist() | (PurchaseRow.version == purchase.version)
        actions: list[Action] = [PurchaseRow.version.add(1), PurchaseRow.bought.add(0)]
        writer.update(PurchaseRow(organization_id, PURCHASE + job_id), actions=actions, condition=condition)
        for phone in phones:
            row = _intent(organization_id, job_id, phone, at)
            writer.save(row, condition=IntentRow.record.does_not_exist())

    with rows.stale_when_condition_fails(f"purchase {job_id}"):
        rows.transact(fill)


def record_bought(job_id: str, number: OwnedNumber) -> bool:
    """Turn the intent into an owned number and count it, at once; False if the number is on record already."""
    if _record(job_id, number, has_intent=True):
        return True
    # another hand has settled the intent, but what was paid for has to be on record all the same
    if _record(job_id, number, has_intent=False):
        return True
    drop_intent(number.organization_id, job_id, number.phone)
    return False


def _record(job_id: str, number: OwnedNumber, *, has_intent: bool) -> bool:
    def fill(writer: TransactWrite) -> None:
        writer.save(number_rows.to_row(number), condition=number_rows.ABSENT)
        _count(writer, number.organization_id, job_id, 1)
        if has_intent:
            _delete_intent(writer, number.organization_id, job_id, number.phone)

    return rows.succeeds(lambda: rows.transact(fill))


def drop_intent(organization_id: str, job_id: str, phone: str) -> None:
    """Forget what was certainly not bought by this job; forgetting it twice is fine."""

    def fill(writer: TransactWrite) -> None:
        _count(writer, organization_id, job_id, 0)
        _delete_intent(writer, organization_id, job_id, phone)

    rows.succeeds(lambda: rows.transact(fill))


def _count(writer: TransactWrite, organization_id: str, job_id: str, bought: int) -> None:
    actions: list[Action] = [PurchaseRow.version.add(1), PurchaseRow.bought.add(bought)]
    writer.update(PurchaseRow(organization_id, PURCHASE + job_id), actions=actions)


def _delete_intent(writer: TransactWrite, organization_id: str, job_id: str, phone: str) -> None:
    intent = IntentRow(organization_id, f"{PURCHASE}{job_id}#{phone}")
    writer.delete(intent, condition=IntentRow.record.exists())


def _intent(organization_id: str, job_id: str, phone: str, at: datetime) -> IntentRow:
    return IntentRow(organization_id, f"{PURCHASE}{job_id}#{phone}", phone=phone, created_at=at)
