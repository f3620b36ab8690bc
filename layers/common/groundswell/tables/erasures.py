"""Who was erased: a keyed hash for each, among the recipients, which counts as an opt-out until it is lifted."""

from collections.abc import Iterable
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.erasure import NOBODY, Erasure
from groundswell.settings import settings
from groundswell.tables import plain, recipients, rows


class _Row(Model):
    """In the table of recipients. Key: recipient_key (`<organization_id>#~<person_id>`).

    `<organization_id>#~` stands for an organization that ever erased somebody, with the id of its key.
    """

    class Meta(rows.Meta):
        table_name = settings().recipients_table

    recipient_key = UnicodeAttribute(hash_key=True)
    key_id = UnicodeAttribute(null=True)
    erased_at = UTCDateTimeAttribute(null=True)
    opted_out_at = UTCDateTimeAttribute(null=True)


def _key(organization_id: str, person: str = "") -> str:
    return recipients.key(organization_id, NOBODY + person)


def add(writer: TransactWrite, erasure: Erasure, phone: str, key_id: str, *, by: str) -> None:
    """Make it part of a transaction that the person is not texted any more; `by` is what asked for it.

    The gate is closed for claims that are on their way, the hash for what is planned from now on.
    """
    organization_id, person = erasure.organization_id, erasure.person_id
    recipients.add_opt_out(writer, organization_id, phone, at=erasure.erased_at, by=by)
    actions: list[Action] = [_Row.erased_at.set(erasure.erased_at)]
    if erasure.opted_out_at:
        actions.append(_Row.opted_out_at.set(_Row.opted_out_at | erasure.opted_out_at))
    writer.update(_Row(_key(organization_id, person)), actions=actions)
    writer.update(_Row(_key(organization_id)), actions=[_Row.key_id.set(key_id)])


def find_key_id(organization_id: str) -> str | None:
    """By which key the organization's erased people are known; None if it never erased anybody."""
    keys = [{"recipient_key": {"S": _key(organization_id)}}]
    found = plain.batch_get(settings().recipients_table, keys, consistent=True)
    return plain.text_of(found[0], "key_id") if found else None


def get_many(organization_id: str, people: Iterable[str]) -> dict[str, Erasure]:
    """By person's hash, 100 to a request; who was not erased, or has lifted it, is left out."""
    keys = [{"recipient_key": {"S": _key(organization_id, person)}} for person in dict.fromkeys(people)]
    found = plain.batch_get(settings().recipients_table, keys, consistent=True)
    return {erasure.person_id: erasure for item in found if (erasure := _to_domain(organization_id, item))}


def _to_domain(organization_id: str, item: plain.Item) -> Erasure | None:
    erased_at: datetime | None = plain.moment_of(item, "erased_at")
    if erased_at is None:
        return None
    return Erasure(
        organization_id=organization_id,
        person_id=item["recipient_key"]["S"].partition(NOBODY)[2],
        erased_at=erased_at,
        opted_out_at=plain.moment_of(item, "opted_out_at"),
    )


def drop_gate(organization_id: str, phone: str, person: str) -> bool:
    """The hash keeps the opt-out alone from now on; False, and nothing changed, if it was lifted meanwhile."""

    def fill(writer: TransactWrite) -> None:
        writer.condition_check(_Row, _key(organization_id, person), condition=_Row.erased_at.exists())
        recipients.add_removal(writer, organization_id, phone)

    return rows.succeeds(lambda: rows.transact(fill))
